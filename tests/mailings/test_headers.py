"""Header lines: checked against the RFCs' numbers and read back by Python's parser."""

from __future__ import annotations

import base64
import datetime as dt
import random
import re
from email.header import decode_header, make_header
from email.utils import parseaddr, parsedate_to_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_digest.errors import DeliveryError
from kexie_digest.mailings.headers import date_line, mailbox, structured, unstructured

#: Common characters, punctuation, digits, emoji, and ideographs beyond the first plane.
ALPHABET = "科协学会表扬名单揭晓启动第期年月日，。：“”《》（）—…　 ABCabc0123 😀🚀👩‍🔬𠀀𪚥𰻞"


def decoded(header: str) -> str:
    """Decode a header's encoded words; white space between them does not count (RFC 2047 §6.2)."""
    value = header.partition(": ")[2].removesuffix("\r\n")
    return str(make_header(decode_header(value)))


def violations(header: str) -> list[str]:
    """Name what RFC 2047 §2 forbids: long words, broken characters, long lines."""
    found = [line for line in header.split("\r\n") if len(line) > 76]
    for charset, kind, text in re.findall(r"=\?([^?]*)\?([^?]*)\?([^?]*)\?=", header):
        word = f"=?{charset}?{kind}?{text}?="
        if len(word) > 75:
            found.append(word)
        try:
            base64.b64decode(text, validate=True).decode("utf-8")
        except UnicodeDecodeError:
            found.append(word)
    return found


def test_ten_thousand_random_chinese_subjects_break_no_rule() -> None:
    """Every subject folds within the limits and comes back exactly (point 9)."""
    chance = random.Random(20260306)  # noqa: S311 - a reproducible sample, not a secret
    for _ in range(10_000):
        subject = "".join(chance.choices(ALPHABET, k=chance.randint(1, 80))).strip() or "刊"
        header = unstructured("Subject", subject)
        assert violations(header) == []
        assert decoded(header) == subject


@given(
    st.text(
        st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029"),
        min_size=1,
        max_size=120,
    )
)
def test_any_text_comes_back(text: str) -> None:
    """A property: whatever a title holds, its words decode to it."""
    header = unstructured("Subject", text)
    assert violations(header) == []
    assert decoded(header) == text


def test_short_ascii_stays_readable() -> None:
    """No encoding where none is needed."""
    assert unstructured("Subject", "Weekly 9") == "Subject: Weekly 9\r\n"


@pytest.mark.parametrize("value", ["=?utf-8?b?5rW3?=", "two  spaces", "x" * 80])
def test_ascii_that_would_be_misread_is_encoded(value: str) -> None:
    """What looks like an encoded word, would lose its spaces or cannot fold is encoded."""
    header = unstructured("Subject", value)
    assert "=?utf-8?b?" in header
    assert decoded(header) == value


@pytest.mark.parametrize(
    "value", ["标题\r\nBcc: x@example.org", "标题\n", "\x00", "a\x85b", "a\u2028b", "\ud800"]
)
def test_line_breaks_are_refused(value: str) -> None:
    """An injection is an error, not something to repair."""
    for write in (
        lambda: unstructured("Subject", value),
        lambda: mailbox("To", value, "reader@example.org"),
        lambda: mailbox("To", "", f"reader@example.org{value}"),
        lambda: structured("List-Id", value),
    ):
        with pytest.raises(DeliveryError) as caught:
            write()
        assert caught.value.code == "bad_header"


@pytest.mark.parametrize(
    "name", ["海岚省科协", "Reader One", 'Quote "and" \\', "长" * 60, "a" * 70, "Reader, One", "😀" * 30, ""]
)
def test_mailboxes_come_back(name: str) -> None:
    """Name and address survive, within 76 characters a line."""
    address = "a.long.address.of.a.reader@department.example.org"
    header = mailbox("To", name, address)
    assert violations(header) == []
    assert header.endswith(f"{' <' if name else ' '}{address}{'>' if name else ''}\r\n")
    phrase = header.removesuffix("\r\n").removesuffix(f"<{address}>").strip()
    shown = decoded(phrase + "\r\n").strip() if "=?" in phrase else parseaddr(header[4:].strip())[0]
    assert shown == name


def test_addresses_are_ascii() -> None:
    """A digest never asks for SMTPUTF8."""
    with pytest.raises(DeliveryError, match="ASCII"):
        mailbox("From", "", "发件@example.org")


def test_structured_headers_fold_after_commas_only() -> None:
    """A long list of links is never turned into encoded words."""
    web, mail = "<https://example.org/u/" + "t" * 24 + ">", "<mailto:x@example.org?subject=" + "u" * 40 + ">"
    assert structured("List-Unsubscribe", web, mail) == f"List-Unsubscribe: {web},\r\n {mail}\r\n"


def test_dates_are_beijing_time() -> None:
    """RFC 5322 §3.3, whatever zone the instant came in."""
    line = date_line(dt.datetime(2026, 3, 5, 16, 30, 5, tzinfo=dt.UTC))
    assert line == "Date: Fri, 06 Mar 2026 00:30:05 +0800\r\n"
    assert parsedate_to_datetime(line[6:]) == dt.datetime(2026, 3, 5, 16, 30, 5, tzinfo=dt.UTC)
