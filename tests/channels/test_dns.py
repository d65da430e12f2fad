"""A resolver against a name server of our own on loopback."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest

from kexie_digest.channels.dns import SystemResolver
from kexie_digest.errors import DeliveryError

RECORDS = {
    ("hailan.example.org.", "TXT"): ['"v=spf1 mx " "-all"'],
    ("mx.hailan.example.org.", "A"): ["192.0.2.1"],
    ("mx.hailan.example.org.", "AAAA"): ["2001:db8::1"],
    ("1.2.0.192.in-addr.arpa.", "PTR"): ["mx.hailan.example.org."],
    ("web.hailan.example.org.", "A"): ["192.0.2.2"],
}


def _answer(packet: bytes) -> bytes:
    """Answer from RECORDS: no record of this kind is no error, no name at all is NXDOMAIN."""
    query = dns.message.from_wire(packet)
    asked = query.question[0]
    name, kind = asked.name.to_text(), asked.rdtype.name
    reply = dns.message.make_response(query)
    reply.flags |= dns.flags.RA
    if (name, kind) in RECORDS:
        reply.answer.append(dns.rrset.from_text(name, 60, "IN", kind, *RECORDS[name, kind]))
    elif all(known != name for known, _ in RECORDS):
        reply.set_rcode(dns.rcode.NXDOMAIN)
    return reply.to_wire()


@contextmanager
def _name_server(*, is_silent: bool = False) -> Iterator[SystemResolver]:
    """Serve on loopback; give a resolver that asks there."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))

        def serve() -> None:
            while True:
                packet, client = server.recvfrom(4096)
                if not packet:
                    return
                if not is_silent:
                    server.sendto(_answer(packet), client)

        thread = threading.Thread(target=serve)
        thread.start()
        address, port = server.getsockname()
        asking = SystemResolver()
        asking._resolver.nameservers, asking._resolver.port = [address], port
        asking._resolver.lifetime = 0.3 if is_silent else 5.0
        try:
            yield asking
        finally:
            server.sendto(b"", (address, port))
            thread.join()


@pytest.fixture
def resolver() -> Iterator[SystemResolver]:
    """One that gets answers."""
    with _name_server() as asking:
        yield asking


def test_a_long_record_is_joined_from_its_pieces(resolver: SystemResolver) -> None:
    """RFC 7208 §3.3: without anything between them."""
    assert resolver.texts("hailan.example.org") == ["v=spf1 mx -all"]


def test_a_host_has_addresses_of_both_kinds(resolver: SystemResolver) -> None:
    """A and AAAA; a host with one kind has that."""
    assert resolver.addresses("mx.hailan.example.org") == ["192.0.2.1", "2001:db8::1"]
    assert resolver.addresses("web.hailan.example.org") == ["192.0.2.2"]


def test_an_address_points_back(resolver: SystemResolver) -> None:
    """PTR without the last dot; what is no address points nowhere."""
    assert resolver.names("192.0.2.1") == ["mx.hailan.example.org"]
    assert resolver.names("no address") == []


@pytest.mark.parametrize("name", ["nobody.example.org", "web.hailan.example.org", "a..b", f"{'x' * 70}.org"])
def test_a_name_without_records_gives_none(resolver: SystemResolver, name: str) -> None:
    """Neither a missing name nor a missing kind nor an impossible name is an error."""
    assert resolver.texts(name) == []


def test_silence_is_no_missing_record() -> None:
    """With the network down nobody may be told to publish what is published."""
    with _name_server(is_silent=True) as resolver, pytest.raises(DeliveryError, match="no answer") as caught:
        resolver.texts("hailan.example.org")
    assert caught.value.code == "no_dns_answer"
    assert caught.value.subject == "hailan.example.org"
