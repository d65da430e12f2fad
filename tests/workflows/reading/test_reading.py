"""One document, all the way."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage

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


def _archive(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _found(name: str, content: bytes) -> list[str]:
    document = replace(_document(""), name=name, content=content, address=name)
    return [
        one.address if isinstance(one, Document) else f"{one.code} {one.subject}" for one in parts(document)
    ]


def test_an_archive_is_read_member_by_member() -> None:
    """A page, a letter with a page attached, and a feed with its entry; a bad one is named."""
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "kx@example.org", "投稿"
    letter.set_content("请查收。")
    letter.add_attachment(PAGE.encode(), maintype="text", subtype="plain", filename="附件.txt")
    entry = "<item><title>开讲</title><guid>g1</guid></item>"
    feed = f"<rss version='2.0'><channel><title>t</title>{entry}</channel></rss>"
    members = {
        "1.txt": PAGE.encode(),
        "2.eml": bytes(letter),
        "3.xml": feed.encode(),
        "4.xml": b"<rss",
        "5.zip": _archive({"a.txt": b"a"}),
    }
    assert _found("三月.zip", _archive(members)) == [
        "三月.zip/1.txt",
        "三月.zip/2.eml/附件.txt",
        "三月.zip/3.xml",
        "not_a_feed 4.xml",
        "nested_archive 三月.zip/5.zip",
    ]


def test_letters_in_letters_end() -> None:
    """Each forwards the next; after a few levels it is refused, not followed for ever."""
    content = b"From: a@example.org\r\nSubject: x\r\n\r\n" + PAGE.encode()
    for _ in range(6):
        outer = EmailMessage()
        outer["From"], outer["Subject"] = "kx@example.org", "转发"
        outer.set_content("见附件。")
        outer.add_attachment(content, maintype="application", subtype="octet-stream", filename="原信.eml")
        content = bytes(outer)
    (only,) = _found("信.eml", content)
    assert only.startswith("nested_archive ")
