"""One text, one article: what web pages, feed entries and mail bodies have in common.

Takes extracted blocks and hints, gives a Parsed with one article. ``rows`` → ``sorting``
(what is each row) → ``building`` → ``finishing``. The layouts that use it only say what
is theirs; a page with several articles is the newspaper layout's.
"""

from kexie_digest.errors import ParseError
from kexie_digest.model import Extracted, Hints, LineTrace, Parsed
from kexie_digest.parsers.prose.building import build
from kexie_digest.parsers.prose.finishing import finish
from kexie_digest.parsers.prose.rows import read_rows
from kexie_digest.parsers.prose.sorting import Sorted, sort_rows
from kexie_digest.text.script import detect

__all__ = ["read_one"]


def read_one(extracted: Extracted, hints: Hints) -> Parsed:
    """Read a text as one article.

    Args:
        extracted: Its blocks.
        hints: What source and markup know; their title stands where none is printed.

    Returns:
        Page facts, the article, noise, ownership and how each row was read.

    Raises:
        ParseError: Neither a title nor a body is there.
    """
    rows = read_rows(extracted)
    items = sort_rows(rows, title=hints.title)
    draft = build(items)
    if not draft.paragraphs and not draft.titles and not hints.title:
        raise ParseError(
            "没有读到标题和正文 (neither a title nor a body was found)",
            code="no_article",
            advice="请检查原文；若正文是图片，请先做文字识别后再投放。",
        )
    script = detect(extracted.text or hints.title or "")
    parsed = finish(draft, rows, hints, script=script)
    return Parsed(
        page=parsed.page,
        articles=parsed.articles,
        noise=parsed.noise,
        flags=parsed.flags,
        ownership=parsed.ownership,
        trace=tuple(_trace(item) for item in items),
    )


def _trace(item: Sorted) -> LineTrace:
    return LineTrace(item.row.number, item.role.value, round(item.score, 2), item.rule, item.row.text)
