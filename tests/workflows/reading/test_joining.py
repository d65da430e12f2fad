"""Stories that go on on another page of a paper's own site, or of one PDF, become whole."""

from __future__ import annotations

import hashlib
import io
from datetime import UTC, datetime

import pypdfium2
import pytest

from extractors.pdf.page import Line, draw
from kexie_digest.model import Document, Hints, Report, Rights
from kexie_digest.workflows.reading.issues import grouped, issue_of, read_together

FIRST = "11月18日，海岚省科协在青梧市启动百校科普行，活动走进一百所乡村小学。"
REST = "学校可以在网上预约下一次活动，器材由省科协统一配送。"
TITLE = "海岚启动百校科普行"


def _document(content: bytes, name: str, hints: Hints) -> Document:
    digest, at = hashlib.sha256(content).hexdigest(), datetime(2026, 11, 20, tzinfo=UTC)
    media = "text/html; charset=utf-8" if name.endswith("html") else ""
    return Document(content, digest, media, name, "paper", f"https://p.example/{name}", name, at, hints=hints)


def _reports(*documents: Document) -> list[Report]:
    outcomes = read_together([(one, Rights.FULL) for one in documents], ())
    assert [error for one in outcomes for error in one.errors] == []
    return [report for one in outcomes for reading in one.readings for report in reading.reports]


def test_articles_of_a_papers_site_are_joined() -> None:
    """The site gives each piece a page of its own and says on which page of the paper it stands."""

    def article(number: str, title: str, words: str) -> Document:
        page = f"<html><body><h1>{title}</h1><div><p>{words}</p></div></body></html>"
        hints = Hints(title=title, publication="海岚报", published="2026-11-20", page_number=number)
        return _document(page.encode(), f"content_{number}.html", hints)

    documents = [
        article("1", TITLE, f"{FIRST}（下转第3版）"),
        article("3", f"{TITLE}（上接第1版）", f"（上接第1版）{REST}"),
    ]
    assert len(grouped(documents, issue_of)) == 1
    (report,) = _reports(*documents)
    assert [passage.text for passage in report.article.paragraphs] == [FIRST, REST]


@pytest.mark.render
def test_pages_of_one_pdf_are_joined() -> None:
    """A PDF of the whole issue: the mark leads from its first page to its second."""

    def page(number: int, *lines: str) -> pypdfium2.PdfDocument:
        head = ["海岚报", f"2026年11月20日 星期五 第{number}版"]
        drawn = [Line(text, 40, 40 + 24 * row) for row, text in enumerate([*head, *lines])]
        return pypdfium2.PdfDocument(draw(drawn))

    whole = page(1, TITLE, "□记者 林一", FIRST, "（下转第2版）")
    whole.import_pages(page(2, f"{TITLE}（上接第1版）", REST))
    buffer = io.BytesIO()
    whole.save(buffer)
    (report,) = _reports(_document(buffer.getvalue(), "海岚报.pdf", Hints(layout="newspaper")))
    assert "".join(passage.text for passage in report.article.paragraphs) == FIRST + REST
