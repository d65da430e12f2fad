"""Addresses a source may never lead us to (the SSRF set)."""

from __future__ import annotations

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_digest.errors import SourceError
from kexie_digest.sources._http.addresses import check_ip, check_url
from kexie_digest.sources._http.client import resolve

PRIVATE = [
    "127.0.0.1",
    "127.8.9.10",
    "0.0.0.0",  # noqa: S104 - an address to refuse, nothing listens
    "10.0.0.1",
    "172.16.5.4",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.0.8",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::a00:1",
    "2002:7f00:1::",
    "2001::1",
    "fc00::1",
    "fe80::1%eth0",
    "ff02::1",
    "2001:db8::1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    """Loopback, private, link-local, multicast, and every IPv6 wrapping of them."""
    with pytest.raises(SourceError) as caught:
        check_ip(address)
    assert caught.value.code == "address_refused"
    assert caught.value.permanent
    assert "allow_private" in caught.value.advice


@pytest.mark.parametrize("address", ["8.8.8.8", "::ffff:8.8.8.8", "2400:3200::1", "223.5.5.5"])
def test_public_addresses_pass(address: str) -> None:
    """An IPv4-mapped address is judged by its IPv4: 3.11 calls ::ffff:8.8.8.8 reserved."""
    check_ip(address)


@pytest.mark.parametrize("spelling", ["127.1", "0x7f000001", "2130706433", "0177.0.0.1"])
def test_odd_spellings_of_loopback_are_refused(spelling: str) -> None:
    """However loopback is written, it is the resolved address that is tested."""
    for address in resolve(spelling, 80):
        with pytest.raises(SourceError):
            check_ip(address)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/x",
        "file:///etc/passwd",
        "gopher://example.org/",
        "http://example.org:22/",
        "http://example.org:6379/",
        "https://example.org:8443/",
        "http://",
        "//example.org/",
        "http://[::1",
        "http://example.org:99999/",
        "javascript:alert(1)",
    ],
)
def test_schemes_and_ports_we_do_not_fetch(url: str) -> None:
    """Only http and https, only web ports."""
    with pytest.raises(SourceError) as caught:
        check_url(url)
    assert caught.value.code == "address_refused"


def test_an_exempt_host_may_use_any_port() -> None:
    """An intranet site listed by its owner is fetched wherever it listens."""
    assert check_url("http://oa.example.org:8090/rss", ["oa.example.org"]).port == 8090
    with pytest.raises(SourceError):
        check_url("http://other.example.org:8090/rss", ["oa.example.org"])


@given(st.integers(0, 2**32 - 1))
def test_every_ipv4_is_judged_alike_in_its_mapped_form(number: int) -> None:
    """Wrapping an IPv4 address in IPv6 never changes the verdict."""
    plain = str(ip_address(number))
    verdicts = []
    for address in (plain, f"::ffff:{plain}"):
        try:
            check_ip(address)
            verdicts.append(True)
        except SourceError:
            verdicts.append(False)
    assert verdicts[0] == verdicts[1]


@given(st.integers(0, 2**32 - 1))
def test_no_carrier_of_an_ipv4_passes(number: int) -> None:
    """NAT64, 6to4 and IPv4-compatible addresses are refused whatever they carry."""
    high, low = number >> 16, number & 0xFFFF
    for address in (f"64:ff9b::{high:x}:{low:x}", f"2002:{high:x}:{low:x}::1", f"::{high:x}:{low:x}"):
        with pytest.raises(SourceError):
            check_ip(address)
