"""PDF pages: the same text whatever order it was drawn in; scans and wrecks named."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from difflib import SequenceMatcher

import pikepdf
import pytest

from extractors.pdf.page import Line, draw, page
from kexie_digest.errors import ExtractError
from kexie_digest.extractors import extract
from kexie_digest.model import Block, Document, Extracted

pytestmark = pytest.mark.render


def _extract(content: bytes) -> Extracted:
    at = datetime(2026, 3, 6, tzinfo=UTC)
    return extract(Document(content, "0" * 64, "application/pdf", "版.pdf", "inbox", "版.pdf", "i", at))


def _code(content: bytes) -> str:
    with pytest.raises(ExtractError) as caught:
        _extract(content)
    assert caught.value.subject == "版.pdf"
    return caught.value.code


@pytest.mark.parametrize("by_rows", [False, True], ids=["article by article", "row by row"])
def test_a_page_in_four_columns_is_read_in_order(*, by_rows: bool) -> None:
    """Every paragraph whole and in its place, at least .95 of the text in order (INGEST G5)."""
    content, expected = page(by_rows=by_rows)
    extracted = _extract(content)
    found = [block.text.strip("\u3000") for block in extracted.blocks]
    assert SequenceMatcher(None, "".join(found), "".join(expected), autojunk=False).ratio() >= 0.95
    assert found == expected
    assert [block.level for block in extracted.blocks if block.level] == [1, 1]


def test_every_block_says_where_it_stands() -> None:
    """Its text is the stretch its span names, and its box lies on the page."""
    extracted = _extract(page(by_rows=True)[0])

    def is_on_page(block: Block) -> bool:
        assert block.box is not None
        left, top, right, bottom = block.box
        return 0 <= left < right <= 842 and 0 <= top < bottom <= 1191

    for block in extracted.blocks:
        assert extracted.text[block.span.start : block.span.end] == block.text
        assert block.span.page == 1
        assert is_on_page(block)


def test_what_stands_apart_on_one_line_is_divided_by_a_blank() -> None:
    """A masthead's two halves are no single word."""
    content = draw([Line("2026年3月6日", 40, 40), Line("第1234期", 200, 40)])
    assert [block.text for block in _extract(content).blocks] == ["2026年3月6日 第1234期"]


def test_an_empty_page_is_no_article() -> None:
    """Neither text nor picture."""
    assert _code(draw([])) == "no_article"


def test_a_password_is_named() -> None:
    """The advice is to take it off."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(draw([Line("密", 40, 40)]))) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="o", user="u"))
    assert _code(buffer.getvalue()) == "needs_password"


@pytest.mark.parametrize("content", [b"%PDF-1.7\nhalf a file", b"%PDF-1.7\n" + bytes(range(256)) * 40])
def test_a_wreck_is_named(content: bytes) -> None:
    """Cut off or overwritten: an error that names the file, from a process of its own."""
    assert _code(content) == "unreadable_pdf"


def test_too_many_pages_are_refused() -> None:
    """A book is not a page of news."""
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(201):
            pdf.add_blank_page()
        pdf.save(buffer)
    assert _code(buffer.getvalue()) == "too_large"
