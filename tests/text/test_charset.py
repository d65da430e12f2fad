"""Bytes in, text out: labels that lie, that are too narrow, that are missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_digest.text.charset import decode, utf16_without_mark, widen

TEXT = "云岭县科协邀请镕喆研究院的退休工程师走进山村学校，用一上午的时间教孩子们装配望远镜。"
TRADITIONAL = "雲嶺縣科協邀請退休工程師走進山村學校，用一上午的時間教孩子們裝配望遠鏡，觀察月亮上的環形山。"


@pytest.mark.parametrize("label", ["gb2312", "GBK", "cp936", "utf-8", "ISO-8859-1", "no-such-label", None])
def test_gb18030_is_read_whatever_its_label_says(label: str | None) -> None:
    """镕 and 喆 are outside gb2312; a latin-1 label with long high runs is a lie."""
    decoded = decode(TEXT.encode("gb18030"), label)
    assert (decoded.text, decoded.encoding, decoded.warnings) == (TEXT, "gb18030", ())


@pytest.mark.parametrize("label", ["big5", "x-big5", "utf-8", None])
def test_big5_is_read(label: str | None) -> None:
    """Traditional pages in Big5, with and without a label."""
    assert decode(TRADITIONAL.encode("big5hkscs"), label).text == TRADITIONAL


@pytest.mark.parametrize("label", ["gb2312", "iso-8859-1", None])
def test_valid_utf8_beats_a_wrong_label(label: str | None) -> None:
    """Nothing else decodes as strict UTF-8 by chance."""
    assert decode(TEXT.encode(), label).text == TEXT


@pytest.mark.parametrize("encoding", ["hz", "iso2022_jp_2", "utf-7", "utf-16-le", "utf-32-be"])
def test_labels_whose_bytes_pass_as_utf8_are_believed(encoding: str) -> None:
    """Seven-bit and wide encodings decode cleanly as UTF-8 rubbish, so their label goes first."""
    text = "科学\n"
    assert decode(text.encode(encoding), encoding).text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_goes_first_and_leaves_the_text(encoding: str) -> None:
    """The mark is no character of the text."""
    assert decode(TEXT.encode(encoding), "gbk").text == TEXT


@pytest.mark.parametrize("text", [TEXT + "\n", TRADITIONAL + "\r\n2026年", "一\u3000二\n", "Plain words.\n"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_known_without_its_mark(text: str, encoding: str) -> None:
    """By its zero bytes and what it reads as; it is no guess."""
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.doubts) == (text, encoding, ())


@pytest.mark.parametrize(
    "content",
    [
        b"this is an app that broke\0",
        b"\0" * 400,
        bytes(range(256)) * 4,
        TEXT.encode() + b"\0",
        TEXT.encode("gb18030") + b"\0\0",
        TRADITIONAL.encode("big5hkscs") + b"\n\0",
    ],
)
def test_a_zero_byte_alone_is_no_utf16(content: bytes) -> None:
    """Neither text with a zero in it nor any binary file."""
    assert utf16_without_mark(content) is None


def test_a_wide_label_on_plain_bytes_is_a_lie() -> None:
    """ASCII with a utf-16 label stays readable."""
    assert decode(b"<html>plain</html>", "utf-16").text == "<html>plain</html>"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_cut_last_character_is_flagged(encoding: str) -> None:
    """Only the half character is lost."""
    decoded = decode(TEXT.encode(encoding) + "完".encode(encoding)[:1])
    assert decoded.text == TEXT
    assert decoded.warnings == ("truncated",)


def test_a_guess_is_a_doubt() -> None:
    """What only the look decided is told; what a label, a mark or UTF-8 decided is not."""
    text = TEXT * 4
    assert decode(text.encode("gb18030")).doubts == ("charset_doubt",)
    assert decode(text.encode("gb18030"), "gbk").doubts == ()
    assert decode(text.encode(), "gbk").doubts == ()


def test_a_few_broken_bytes_do_not_turn_utf8_into_rubbish() -> None:
    """One bad byte costs one character, not the page."""
    decoded = decode(TEXT.encode() * 5 + b"\xff" + TEXT.encode() * 5)
    assert decoded.text.replace("\ufffd", "") == TEXT * 10
    assert decoded.warnings == ("charset_doubt",)
    assert decoded.is_readable


def test_rubbish_is_not_readable() -> None:
    """More than 1 % lost characters: the caller gives up."""
    assert not decode(bytes(range(128, 256)) * 20).is_readable


@pytest.mark.parametrize(("label", "wider"), [("GB2312", "gb18030"), ("'big5'", "big5hkscs"), ("\0", None)])
def test_labels_are_widened(label: str, wider: str | None) -> None:
    """A label names the smallest set of its family; pages use the largest."""
    assert widen(label) == wider


@given(
    st.binary(max_size=400),
    st.sampled_from([None, "gbk", "utf-16", "utf-7", "latin-1", "hz", "idna", "rot13"]),
)
def test_any_bytes_give_a_text(content: bytes, label: str | None) -> None:
    """No bytes and no label make it fail, and the text is always valid Unicode."""
    decode(content, label).text.encode()
