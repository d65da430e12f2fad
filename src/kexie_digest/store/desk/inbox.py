"""The inbox: articles as lines of a list, doubts first, then the newest.

Takes a scope and the place where the last page ended, gives entries. Pages are found by
walking an index from that place on, so that the thousandth costs what the first does;
of a report only the few words that a line shows are read. The questions themselves are
``walks``.
"""

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, func
from sqlmodel import col, select, update

from kexie_digest.errors import NotFound
from kexie_digest.model.article import FlagKind
from kexie_digest.model.desk.inbox import InboxEntry, InboxScope, InboxState
from kexie_digest.store.articles import first_news
from kexie_digest.store.database import Transaction
from kexie_digest.store.desk.walks import FEW, MARKS, WAITING, Shape, Stretch, ids, lines
from kexie_digest.store.tables import ArticleRow

#: Where a page ended: attention and seq of its last entry.
Place = tuple[int, int]
#: Characters of the first summary sentence that a line shows.
_EXCERPT = 90

_DOUBTFUL = select(func.count()).select_from(
    select(ArticleRow.seq).where(col(ArticleRow.attention) > 0).limit(bindparam("most")).subquery()
)
_HERE = select(ArticleRow.attention, ArticleRow.seq).where(col(ArticleRow.id) == bindparam("report_id"))
_TOLD = (
    select(ArticleRow.id, ArticleRow.title)
    .where(col(ArticleRow.event) == bindparam("event"))
    .order_by(col(ArticleRow.seq))
    .limit(bindparam("limit"))
)


def list_page(
    tx: Transaction, scope: InboxScope, *, after: Place | None = None, limit: int = 50
) -> list[InboxEntry]:
    """List a page of the inbox.

    Args:
        tx: The unit of work.
        scope: What to list.
        after: Where the page before ended.
        limit: The most entries to give.

    Returns:
        The entries: unsure themes, then flags, then the rest, newest first in each.
    """
    connection = tx.connection
    shape, values = _asked(tx, scope)
    found: list[Any] = []
    for stretch in (Stretch.ALL,) if after is None else (Stretch.BESIDE, Stretch.BELOW):
        place = {} if after is None else {"attention": after[0], "after": after[1]}
        asked = {**values, **place, "limit": limit - len(found)}
        found += connection.execute(lines(shape, stretch), asked)
        if len(found) == limit:
            break
    return [_entry(row) for row in found]


def count_doubtful(tx: Transaction, most: int) -> int:
    """Count the articles an editor should look at.

    Args:
        tx: The unit of work.
        most: Where to stop counting.

    Returns:
        How many there are, or ``most``.
    """
    return int(tx.connection.execute(_DOUBTFUL, {"most": most}).scalar_one())


def settle(tx: Transaction, report_id: str) -> int:
    """Note that an editor looked at an article.

    Args:
        tx: The unit of work.
        report_id: Which.

    Returns:
        How much attention it had needed.

    Raises:
        NotFound: There is no such article.
    """
    needed = tx.session.exec(select(ArticleRow.attention).where(col(ArticleRow.id) == report_id)).first()
    if needed is None:
        raise NotFound("没有这篇稿件 (no such article)", subject=report_id)
    tx.change(update(ArticleRow).where(col(ArticleRow.id) == report_id).values(attention=0))
    return needed


def list_event(tx: Transaction, event: str, limit: int = 20) -> list[tuple[str, str]]:
    """Name the articles that tell one event.

    Args:
        tx: The unit of work.
        event: Its key.
        limit: The most to give.

    Returns:
        Id and title of each, in order of arrival.
    """
    found = tx.connection.execute(_TOLD, {"event": event, "limit": limit})
    return [(article_id, title) for article_id, title in found]


def neighbours(tx: Transaction, scope: InboxScope, report_id: str) -> tuple[str | None, str | None]:
    """Name the articles before and after one in the list.

    Args:
        tx: The unit of work.
        scope: Of the list.
        report_id: Where the editor is.

    Returns:
        The one above and the one below it; None at an end.
    """
    connection = tx.connection
    place = connection.execute(_HERE, {"report_id": report_id}).first()
    if place is None:
        return None, None
    shape, values = _asked(tx, scope)
    asked = {**values, "attention": place[0], "after": place[1], "limit": 1}
    above = _first(connection, shape, (Stretch.BESIDE_UPWARDS, Stretch.ABOVE), asked)
    return above, _first(connection, shape, (Stretch.BESIDE, Stretch.BELOW), asked)


def _first(
    connection: Connection, shape: Shape, stretches: Iterable[Stretch], asked: dict[str, Any]
) -> str | None:
    """Give the first article of several stretches."""
    found = (connection.execute(ids(shape, stretch), asked).scalar() for stretch in stretches)
    return next((one for one in found if one is not None), None)


def _asked(tx: Transaction, scope: InboxScope) -> tuple[Shape, dict[str, Any]]:
    """Say which question a scope asks, and about what.

    What is open begins after a mark: the digest composed longest ago decides, since what
    one digest printed may still be news to another one. Below it what editions held back is
    open, as long as the next one would still take it.
    """
    filters = (("theme", scope.theme), ("source", scope.source), ("event", scope.event))
    values: dict[str, Any] = {name: value for name, value in filters if value}
    names = tuple(values)
    if scope.state is not InboxState.OPEN:
        return Shape(names, scope.state), values
    mark, newest = tx.connection.execute(MARKS).one()
    news = first_news(tx) or newest + 1
    waiting = tx.connection.execute(WAITING, {"news": news}).scalar_one()
    is_few = tx.dialect == "sqlite" and newest - mark + waiting <= FEW
    values |= {"mark": mark, "news": news, "first": min(mark + 1, news)}
    return Shape(names, scope.state, is_few), values


class _Words(NamedTuple):
    """What a line shows of a report itself."""

    title: str
    is_title_proposed: bool
    themes: tuple[str, ...]
    publication: str
    page: str
    excerpt: str
    flags: tuple[FlagKind, ...]
    is_unsure: bool
    is_certain: bool


def _entry(row: Row[Any]) -> InboxEntry:
    words = _words_of(row.report)
    return InboxEntry(
        row.id,
        row.seq,
        row.attention,
        words.title,
        words.is_title_proposed,
        words.themes,
        row.source_key,
        words.publication,
        words.page,
        row.published_on or row.collected_on or "",
        words.excerpt,
        row.event,
        words.flags,
        bool(row.is_corrected),
        words.is_unsure,
        words.is_certain,
    )


@lru_cache(maxsize=2000)
def _words_of(text: str) -> _Words:
    """Pick what a line shows of a report; building whole Reports would take ten times as long.

    The same reports are looked at again and again. They are known by their whole text, since a row
    has no number that changes with each correction; comparing fifty texts takes 0.1 ms.
    """
    report = json.loads(text)
    article, page, themes = report["article"], report["page"], report["themes"]
    summary = report["summary"] or article["paragraphs"]
    flags = [flag["flag"] for flag in (*article["flags"], *report["flags"])]
    return _Words(
        title=article["title"] or "",
        is_title_proposed=article["title_synthetic"],
        themes=tuple(one["theme"] for one in themes["assignments"]) or ("other",),
        publication=page["publication"] or article["source"] or "",
        page=page["number"] or page["name"] or "",
        excerpt=summary[0]["text"][:_EXCERPT] if summary else "",
        flags=tuple(FlagKind(flag) for flag in dict.fromkeys(flags)),
        is_unsure=themes["unsure"],
        is_certain=themes.get("certain", False),
    )
