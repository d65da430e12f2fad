"""Which addresses we mail to."""

from __future__ import annotations

from email.utils import parseaddr

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kexie_digest.errors import DeliveryError
from kexie_digest.mailings.addresses import identity, normalise_address, sort_addresses
from kexie_digest.mailings.headers import mailbox
from kexie_digest.model import Recipient


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("reader@example.org", "reader@example.org"),
        ("  Reader+kexie@Example.ORG ", "Reader+kexie@example.org"),
        ("reader@科协.example", "reader@xn--ykrz90g.example"),
    ],
)
def test_usable_addresses(typed: str, written: str) -> None:
    """Domains become lower-case ASCII; local parts stay as typed."""
    assert normalise_address(typed) == written


@pytest.mark.parametrize(
    "typed",
    [
        *("", "reader", "@example.org", "reader@", "a b@example.org", "a@b@example..org", "a@[127.0.0.1]"),
        *('"quoted local"@example.org', "读者@example.org", "reader@localhost", "reader@-bad.example"),
        *("a..b@example.org", ".a@example.org", "x" * 65 + "@example.org", f"x@{'d' * 60}.{'e' * 240}.org"),
        *("a@example.org\r\nRCPT TO:<b@c.de>", "reader@example.org>", "<reader@example.org>"),
    ],
)
def test_unusable_addresses(typed: str) -> None:
    """Each is refused with a next step, and the message has no line break in it."""
    with pytest.raises(DeliveryError) as caught:
        normalise_address(typed)
    assert (caught.value.code, caught.value.permanent) == ("bad_address", True)
    assert "\n" not in str(caught.value)
    assert caught.value.advice


@given(
    st.text(max_size=40),
    st.sampled_from(
        ["example.org", "科协.example", "EXAMPLE.org", "x" * 300 + ".org", "a\r\nb.org", "[::1]", ""]
    ),
)
@example("=?utf-8?q?x?=", "example.org")
@example('"a\r\nBcc: b"', "example.org")
@example("ｌｉ", "example.org")
def test_what_passes_is_safe_in_a_header(local: str, domain: str) -> None:
    """Whatever is typed: refused, or ASCII of at most 254 that a To header takes as it is."""
    try:
        written = normalise_address(f"{local}@{domain}")
    except DeliveryError:
        return
    assert mailbox("To", "", written) == f"To: {written}\r\n"
    assert len(written) <= 254
    assert parseaddr(written) == ("", written)
    assert normalise_address(written) == written


def test_one_reader_has_one_identity() -> None:
    """Case and stray blanks do not make a second reader."""
    assert identity(" Li@Example.org") == identity("li@example.ORG")


def test_sorting_keeps_the_good_and_names_the_bad() -> None:
    """One bad address never keeps the others from their copy."""
    usable, refused = sort_addresses(
        [Recipient("a@example.org", "甲"), Recipient("nonsense"), Recipient("B@EXAMPLE.org")]
    )
    assert usable == (Recipient("a@example.org", "甲"), Recipient("B@example.org"))
    assert [error.recipient for error in refused] == ["'nonsense'"]
