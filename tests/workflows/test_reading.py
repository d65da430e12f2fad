"""One document, all the way."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kexie_digest import parsers
from kexie_digest.config import built_in
from kexie_digest.errors import ParseError
from kexie_digest.model import Document, Extracted, Hints, Parsed, Rights
from kexie_digest.parsers import newspaper
from kexie_digest.workflows.reading import parts, read

PAGE = "# 临江学会举办气象开放日\n\n**本报讯** 3月2日，临江市气象学会举办开放日，四百名市民走进观测场。\n"


def _document(text: str) -> Document:
    content = text.encode()
    digest = hashlib.sha256(content).hexdigest()
    return Document(
        content,
        digest,
        "text/plain",
        "page.txt",
        "inbox",
        "page.txt",
        digest,
        datetime(2026, 3, 6, tzinfo=UTC),
    )


def test_a_page_becomes_reports_with_all_we_know() -> None:
    """Ids are counted, themes are quoted, the summary is a sentence of the article."""
    (part,) = parts(_document(PAGE))
    (report,) = read(part, built_in(), Rights.FULL, "doc").reports
    assert report.id == "doc-1"
    assert report.summary[0].text in report.article.body
    for assignment in report.themes.assignments:
        for evidence in assignment.evidence:
            assert evidence.text in f"{report.article.title}\n{report.article.body}"


def test_a_page_that_loses_text_is_not_published(monkeypatch: pytest.MonkeyPatch) -> None:
    """A parser that drops one character's owner: the page fails with text_lost."""
    honest = newspaper.parse

    def careless(extracted: Extracted, hints: Hints) -> Parsed:
        parsed = honest(extracted, hints)
        return replace(parsed, ownership=parsed.ownership[1:])

    monkeypatch.setattr(newspaper, "parse", careless)
    monkeypatch.setitem(parsers.LAYOUTS, "web_article", "kexie_digest.parsers.newspaper")
    with pytest.raises(ParseError) as caught:
        read(_document(PAGE), built_in(), Rights.FULL, "doc")
    assert caught.value.code == "text_lost"
