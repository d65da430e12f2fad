"""Pages for the tests of the newspaper reader: text in, parsed page and plain data out."""

from __future__ import annotations

from typing import Any

from kexie_digest.model import Article, Block, BlockKind, Extracted, Hints, Parsed, Span
from kexie_digest.parsers import newspaper

PAGE_FIELDS = (
    *("publication", "publisher", "issue_number", "number", "name", "date", "weekday"),
    *("lunar_date", "page_count", "cn_code", "postal_code", "website", "hotline"),
)


def extract_text(text: str) -> Extracted:
    """Lay a text out in blocks as the extractor of plain text does: one for each non-empty line."""
    blocks: list[Block] = []
    place = gap = 0
    for number, row in enumerate(text.split("\n"), 1):
        if row.strip():
            span = Span(place, place + len(row), number)
            blocks.append(Block(len(blocks), BlockKind.UNKNOWN, row, span, gap_before=gap))
            gap = 0
        else:
            gap += 1
        place += len(row) + 1
    return Extracted(tuple(blocks), text, "utf-8")


def read_page(text: str, hints: Hints | None = None) -> Parsed:
    """Read a text as a newspaper page."""
    return newspaper.parse(extract_text(text), hints or Hints())


def as_data(parsed: Parsed) -> dict[str, Any]:
    """What a reviewer wants to see of a parsed page, empty fields left out."""
    page = {name: value for name in PAGE_FIELDS if (value := getattr(parsed.page, name)) is not None}
    people = (*parsed.page.page_editors, *parsed.page.masthead_people)
    if people:
        page["people"] = [f"{person.role} {person.name}" for person in people]
    data: dict[str, Any] = {"page": page, "articles": [_article(article) for article in parsed.articles]}
    data["flags"] = [str(flag.flag) for flag in parsed.flags]
    data["noise"] = list(parsed.noise)
    return {name: value for name, value in data.items() if value}


def _article(article: Article) -> dict[str, Any]:
    names = ("column", "kicker", "title", "title_synthetic", "subtitle", "headline_organisation")
    names += ("event_date", "event_date_text")
    data: dict[str, Any] = {name: value for name in names if (value := getattr(article, name))}
    data["source_phrase"] = article.dateline.source_phrase
    data["bylines"] = [
        f"{line.role} {line.name} {line.affiliation or ''}".strip() for line in article.bylines
    ]
    data["paragraphs"] = [f"{passage.lines}: {passage.text}" for passage in article.paragraphs]
    data["captions"] = list(article.captions)
    data["photo_credits"] = list(article.photo_credits)
    data["subheads"] = [f"{subhead.before_paragraph}: {subhead.text}" for subhead in article.subheads]
    data["speakers"] = [
        f"{speaker.before_paragraph}: {speaker.affiliation} / {speaker.position} / {speaker.name}"
        for speaker in article.speakers
    ]
    data["gaps"] = [f"{gap.paragraph}: {gap.after} … {gap.before}" for gap in article.gaps]
    data["flags"] = [str(flag.flag) for flag in article.flags]
    return {name: value for name, value in data.items() if value}
