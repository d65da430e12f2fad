"""Web articles: pages, reposts saved as text, mail bodies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kexie_digest import parsers
from kexie_digest.extractors import extract
from kexie_digest.model import Document, Extracted
from kexie_digest.parsers import newspaper, web_article
from parsers.support.owners import overlaps, unowned
from parsers.support.shown import show

from cases import Case, case_id, find_cases

PAGES = find_cases("parsers/cases/web_article")


def extracted_from(path: Path) -> Extracted:
    """Read a case's file as a dropped one."""
    content = path.read_bytes()
    at = datetime(2026, 3, 6, tzinfo=UTC)
    return extract(Document(content, "0" * 64, "", path.name, "inbox", path.name, path.name, at))


@pytest.mark.parametrize("path", PAGES, ids=case_id)
def test_a_repost_gives_one_article(path: Path, case: Callable[[Path], Case]) -> None:
    """Each case shows one kind of repost; no character is without an owner or has two."""
    extracted = extracted_from(path)
    parsed = web_article.parse(extracted, extracted.hints)
    assert unowned(extracted, parsed) == ""
    assert overlaps(parsed) == []
    case(path).check(show(parsed))


@pytest.mark.parametrize("path", PAGES, ids=case_id)
def test_every_paragraph_is_a_quotation(path: Path) -> None:
    """The raw text of a paragraph's spans is the paragraph, blanks between Latin words apart."""
    extracted = extracted_from(path)
    parsed = web_article.parse(extracted, extracted.hints)
    for passage in parsed.articles[0].paragraphs:
        raw = "".join(extracted.text[span.start : span.end] for span in passage.spans)
        assert "".join(raw.split()) == "".join(passage.text.split())


@pytest.mark.parametrize("path", PAGES, ids=case_id)
def test_a_repost_is_recognised(path: Path) -> None:
    """No layout is named, and still the web layout reads it."""
    blocks = extracted_from(path).blocks
    assert web_article.matches(blocks) > newspaper.matches(blocks)


def test_a_newspaper_page_is_left_to_its_own_layout() -> None:
    """A masthead, 本报讯 and several headings are no web article."""
    lines = [
        "云岭科技报",
        "2026年3月6日 总第88期",
        "# 换届",
        "本报讯 县科协昨日换届。",
        "# 看星",
        "本报讯 市民看星。",
    ]
    at = datetime(2026, 3, 6, tzinfo=UTC)
    blocks = extract(Document("\n\n".join(lines).encode(), "0", "", "a.md", "k", "a", "a", at)).blocks
    assert web_article.matches(blocks) < newspaper.matches(blocks)


def test_reading_twice_gives_the_same() -> None:
    """No state is kept between pages."""
    extracted = extracted_from(PAGES[0])
    assert parsers.parse(extracted, extracted.hints) == parsers.parse(extracted, extracted.hints)
