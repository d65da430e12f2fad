"""DKIM signatures, verified by an implementation that is not ours."""

from __future__ import annotations

import datetime as dt

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from kexie_digest.errors import DeliveryError
from kexie_digest.mailings import Signer, read_key
from kexie_digest.mailings.planning import Campaign, Writer, freeze
from kexie_digest.model import Rendition

from factories import make_digest, make_edition

KEY = rsa.generate_private_key(65537, 2048)
PEM = KEY.private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
)
DATE = dt.datetime(2026, 3, 6, 1, tzinfo=dt.UTC)
SIGNER = Signer("hailan.example.org", "kexie", DATE, read_key(PEM))
SLOT = "RECIPIENT-TOKEN-24-CHARS"


def writer(subject: str = "海岚科协动态周报 第9期", text: str = "周报正文。\n" * 30) -> Writer:
    """A writer that signs."""
    html = f'<p>{text}</p><a href="https://d.example.org/u/{SLOT}">退订</a>' + "<p>完</p>" * 20
    plain = f"{text}\n退订：\nhttps://d.example.org/u/{SLOT}\n{'=' * 40}\n"
    renditions = (
        Rendition("email.html", "text/html", html.encode(), texts={"subject": subject}),
        Rendition("email.txt", "text/plain", plain.encode()),
    )
    campaign = Campaign(make_edition(), make_digest(), renditions, b"s" * 16, "https://d.example.org", DATE)
    return Writer(freeze(campaign), SIGNER)


def verifies(content: bytes) -> bool:
    """Ask dkimpy, with the key's record in place of DNS."""

    def dns(name: bytes, timeout: int = 5) -> bytes:
        del timeout
        assert name.rstrip(b".") == SIGNER.dns_name.encode()
        return SIGNER.dns_text().encode()

    return bool(dkim.verify(content, dnsfunc=dns))


CONTENT = writer().write("li@example.org", "李明", "T" * 24).content


def test_signatures_verify() -> None:
    """Dkimpy accepts what we signed (point 14)."""
    assert verifies(CONTENT)


@settings(max_examples=25, deadline=None)
@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=90
    )
)
def test_any_subject_verifies(subject: str) -> None:
    """Folding and encoding never break a signature (point 14)."""
    assert verifies(writer(subject).write("li@example.org", "", "T" * 24).content)


@pytest.mark.parametrize(
    "name",
    [
        b"From",
        b"To",
        b"Subject",
        b"Date",
        b"Message-ID",
        b"List-Unsubscribe",
        b"List-Unsubscribe-Post",
        b"List-Id",
    ],
)
def test_a_changed_header_fails(name: bytes) -> None:
    """Every header that says something is covered (point 14)."""
    assert not verifies(CONTENT.replace(b"\r\n" + name + b": ", b"\r\n" + name + b": x", 1))


def test_a_changed_byte_fails() -> None:
    """One character of the body (point 14)."""
    place = CONTENT.rindex(b"=\r\n") - 9
    changed = CONTENT[:place] + (b"A" if CONTENT[place : place + 1] != b"A" else b"B") + CONTENT[place + 1 :]
    assert not verifies(changed)
    assert not verifies(CONTENT + b"appended\r\n")


def test_both_list_headers_are_signed_and_no_length() -> None:
    """RFC 8058 asks for both in h=; l= would let anybody append (points 10 and 15)."""
    signature = CONTENT.split(b"\r\nTo:")[0].replace(b"\r\n ", b"")
    tags = {tag.split(b"=")[0].strip(): tag for tag in signature.partition(b":")[2].split(b";")}
    assert b"list-unsubscribe:list-unsubscribe-post" in tags[b"h"].replace(b" ", b"")
    assert b"l" not in tags


def test_the_domain_is_the_senders() -> None:
    """d= aligns with From (point 8)."""
    assert b"d=hailan.example.org;" in CONTENT


def test_a_retry_has_the_same_signature() -> None:
    """Nothing in it depends on when the copy is written (point 35)."""
    assert writer().write("li@example.org", "李明", "T" * 24).content == CONTENT


def test_lines_stay_short() -> None:
    """At most 82 characters with the signature (point 2)."""
    assert max(len(line) for line in CONTENT.split(b"\r\n")) <= 82


@pytest.mark.parametrize(
    "pem",
    [
        b"",
        b"rubbish",
        ec.generate_private_key(ec.SECP256R1()).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
    ],
)
def test_an_unusable_key_is_named(pem: bytes) -> None:
    """The error says how to make one, and never shows what the file holds."""
    with pytest.raises(DeliveryError) as caught:
        read_key(pem)
    assert caught.value.code == "bad_dkim_key"
    assert "openssl" in caught.value.advice
    assert not pem or pem.decode() not in str(caught.value)


def test_a_signer_never_shows_its_key() -> None:
    """Neither repr nor str."""
    assert "PrivateKey" not in repr(SIGNER)
