"""The compiled body: decoded by Python's parser, compared byte by byte."""

from __future__ import annotations

import email
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_digest.errors import DeliveryError
from kexie_digest.mailings.compiling import compile_body
from kexie_digest.model.mailing.message import TOKEN_SLOT

TOKEN = "abcdefghijklmnopqrstuvwx"  # noqa: S105 - a made-up token
TEXT = f"正文第一行\n退订：\nhttps://example.org/u/{TOKEN_SLOT}\n══════════════════════════════\n"
HTML = f'<p>正文</p><p><a href="https://example.org/u/{TOKEN_SLOT}">退订</a></p><p>完完完完完完完完</p>'


def decode(text: str, html: str, token: str = TOKEN) -> tuple[str, str]:
    """Fill, parse and decode both parts, the alignment's spaces taken out."""
    body = compile_body(text, html)
    raw = f"Content-Type: {body.content_type}\r\n\r\n".encode() + body.fill(token)
    message = email.message_from_bytes(raw)
    assert not message.defects
    plain, rich = (
        part.get_payload(decode=True).decode().replace("\r\n", "\n") for part in message.get_payload()
    )
    return re.sub(r" +\n", "\n", plain), re.sub(r" +<a ", "<a ", rich)


def test_both_parts_come_back_with_the_token() -> None:
    """Text first, then HTML, the token in place of the slot."""
    text, html = decode(TEXT, HTML)
    assert text == TEXT.replace(TOKEN_SLOT, TOKEN)
    assert html == HTML.replace(TOKEN_SLOT, TOKEN)


@given(st.text("科协abc，\n", min_size=1, max_size=300), st.text("科协abc，", max_size=300))
def test_any_length_aligns(head: str, middle: str) -> None:
    """Whatever stands before a slot, only spaces are added."""
    text = f"{head}\n{TOKEN_SLOT}\n{'─' * 20}\n"
    link = f'<a href="x/{TOKEN_SLOT}">退订一二三四五六七八九十</a>'
    html = f"<p>{middle}{link}{link}"
    plain, rich = decode(text, html)
    assert plain == re.sub(r" +\n", "\n", text).replace(TOKEN_SLOT, TOKEN)
    assert rich == html.replace(TOKEN_SLOT, TOKEN)


def test_the_wire_form_is_sound() -> None:
    """CRLF, 7 bit, at most 76 characters of base64 a line, no dot at a line start, one CRLF last."""
    body = compile_body(TEXT * 50, HTML * 50).fill(TOKEN)
    lines = body.split(b"\r\n")
    assert body.isascii()
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 76
    assert not any(line.startswith(b".") for line in lines)
    assert body.endswith(b"--\r\n")
    assert not body.endswith(b"\r\n\r\n")


def test_two_copies_differ_in_the_token_only() -> None:
    """The rest of the bytes is shared: one join per copy."""
    body = compile_body(TEXT, HTML)
    assert len(body.pieces) == 3
    first, second = body.fill("A" * 24), body.fill("B" * 24)
    assert sum(a != b for a, b in zip(first, second, strict=True)) <= 2 * 32


def test_the_same_content_compiles_to_the_same_bytes() -> None:
    """A campaign resumed by another process sends what the first one would have sent."""
    assert compile_body(TEXT, HTML) == compile_body(TEXT, HTML)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (f"一行\n{TOKEN_SLOT}", HTML),
        (TEXT, f'<a href="{TOKEN_SLOT}">退</a>'),
        (TEXT, f"{TOKEN_SLOT} 没有链接的占位，后面还有足够多的文字文字文字文字"),
        (f"{TOKEN_SLOT} 占位在第一行，前面没有换行，后面还有足够多的文字\n", HTML),
        (f"一行\n{TOKEN_SLOT} {TOKEN_SLOT} 两个占位挨着，后面还有足够多的文字文字\n", HTML),
    ],
)
def test_a_slot_that_cannot_be_aligned_is_refused(text: str, html: str) -> None:
    """A template that leaves no room is an error when compiling, not a broken link later."""
    with pytest.raises(DeliveryError) as caught:
        compile_body(text, html)
    assert caught.value.code == "bad_body"
