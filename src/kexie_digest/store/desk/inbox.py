"""The inbox: articles as lines of a list, doubts first, then the newest.

Takes a scope and the place where the last page ended, gives entries. Pages are found by
walking an index from that place on, so that the thousandth costs what the first does;
of a report only the few words that a line shows are read.
"""

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import sqlalchemy
from sqlalchemy import JSON, ColumnElement, String, and_, cast, func, literal_column, or_
from sqlmodel import col, select, update

from kexie_digest.errors import NotFound
from kexie_digest.model.article import FlagKind
from kexie_digest.model.desk.inbox import InboxEntry, InboxScope, InboxState
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import ArticleRow, DigestMarkRow, WaitingRow

#: Where a page ended: attention and seq of its last entry.
Place = tuple[int, int]
#: Characters of the first summary sentence that a line shows.
_EXCERPT = 90
#: Up to so many open articles are fetched and sorted; more are met soon enough on a walk
#: along the sorted index (5 ms for 100,000 entries, which never reads the articles).
_FEW = 2000
_SORTED: tuple[Any, Any] = col(ArticleRow.attention), col(ArticleRow.seq)
#: The same columns, hidden from SQLite's planner, which would else walk the sorted index
#: through everything that was ever settled to find a handful of open articles.
_HIDDEN: tuple[ColumnElement[Any], ColumnElement[Any]] = (
    literal_column("+articles.attention"),
    literal_column("+articles.seq"),
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
    attention, seq = _order(tx, scope)
    connection = tx.session.connection()
    query = sqlalchemy.select(*_LINE).where(*_conditions(tx, scope))
    query = query.order_by(attention.desc(), seq.desc())
    found: list[Any] = []
    for part in _below(attention, seq, after):
        found += connection.execute(query.where(*part).limit(limit - len(found)))
        if len(found) == limit:
            break
    return [_entry(row) for row in found]


def _below(attention: Any, seq: Any, place: Place | None) -> list[tuple[ColumnElement[bool], ...]]:  # noqa: ANN401 - columns, plain or hidden
    """Say what comes after a place, in parts that an index finds by its whole key.

    Compared as one pair, SQLite 3.40 seeks by attention alone and walks the rest: 15 ms
    behind 50,000 entries instead of 0.1.
    """
    if place is None:
        return [()]
    return [(attention == place[0], seq < place[1]), (attention < place[0],)]


def count_doubtful(tx: Transaction, most: int) -> int:
    """Count the articles an editor should look at.

    Args:
        tx: The unit of work.
        most: Where to stop counting.

    Returns:
        How many there are, or ``most``.
    """
    doubtful = select(ArticleRow.seq).where(col(ArticleRow.attention) > 0).limit(most).subquery()
    return tx.session.exec(select(func.count()).select_from(doubtful)).one()


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
    query = select(ArticleRow.id, ArticleRow.title).where(col(ArticleRow.event) == event)
    found = tx.session.exec(query.order_by(col(ArticleRow.seq)).limit(limit))
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
    here = select(ArticleRow.attention, ArticleRow.seq).where(col(ArticleRow.id) == report_id)
    place = tx.session.exec(here).first()
    if place is None:
        return None, None
    attention, seq = _order(tx, scope)
    query = select(ArticleRow.id).where(*_conditions(tx, scope)).limit(1)
    above = (
        query.where(attention == place[0], seq > place[1]).order_by(seq),
        query.where(attention > place[0]).order_by(attention, seq),
    )
    below = (
        query.where(*part).order_by(attention.desc(), seq.desc())
        for part in _below(attention, seq, (place[0], place[1] or 0))
    )
    return _first(tx, above), _first(tx, below)


def _first(tx: Transaction, queries: Iterable[Any]) -> str | None:
    """Give the first answer of several questions."""
    found = (tx.session.exec(query).first() for query in queries)
    return next((one for one in found if one is not None), None)


def _conditions(tx: Transaction, scope: InboxScope) -> list[ColumnElement[bool]]:
    wanted = (
        (ArticleRow.theme, scope.theme),
        (ArticleRow.source_key, scope.source),
        (ArticleRow.event, scope.event),
    )
    found = [col(column) == value for column, value in wanted if value]
    if scope.state is InboxState.DOUBTFUL:
        found.append(col(ArticleRow.attention) > 0)
    elif scope.state is InboxState.OPEN:
        held = col(ArticleRow.seq).in_(select(WaitingRow.article_seq))
        arrived = and_(col(ArticleRow.seq) > _mark(tx), ~col(ArticleRow.is_backlog))
        found.append(or_(arrived, held))
    return found


def _mark(tx: Transaction) -> int:
    """Say after which article everything is open.

    The digest composed longest ago decides: what one digest printed may still be news
    to another one.
    """
    return tx.session.exec(select(func.min(DigestMarkRow.seq))).first() or 0


def _order(tx: Transaction, scope: InboxScope) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Choose between fetching the few open articles and walking the sorted index."""
    if scope.state is not InboxState.OPEN or tx.dialect != "sqlite":
        return _SORTED
    newest = tx.session.exec(select(func.max(ArticleRow.seq))).first() or 0
    return _HIDDEN if newest - _mark(tx) <= _FEW else _SORTED


_REPORT = func.coalesce(col(ArticleRow.corrected), col(ArticleRow.report), type_=JSON())
_LINE = (
    col(ArticleRow.id),
    col(ArticleRow.seq),
    col(ArticleRow.attention),
    col(ArticleRow.source_key),
    col(ArticleRow.event),
    col(ArticleRow.published_on),
    col(ArticleRow.collected_on),
    col(ArticleRow.corrected).is_not(None).label("is_corrected"),
    cast(func.coalesce(col(ArticleRow.corrected), col(ArticleRow.report), type_=JSON()), String).label(
        "report"
    ),
)


def _entry(row: Any) -> InboxEntry:  # noqa: ANN401 - the columns of _LINE
    return InboxEntry(
        id=row.id,
        seq=row.seq,
        attention=row.attention,
        source_key=row.source_key,
        day=row.published_on or row.collected_on or "",
        event=row.event,
        is_corrected=bool(row.is_corrected),
        **_words(row.report),
    )


@lru_cache(maxsize=1000)
def _words(text: str) -> dict[str, Any]:
    """Pick what a line shows of a report; the same lists are looked at again and again.

    Building whole Reports would take ten times as long.
    """
    report = json.loads(text)
    article, page = report["article"], report["page"]
    summary = report["summary"] or article["paragraphs"]
    flags = [flag["flag"] for flag in (*article["flags"], *report["flags"])]
    return {
        "title": article["title"] or "",
        "is_title_proposed": article["title_synthetic"],
        "themes": tuple(one["theme"] for one in report["themes"]["assignments"]) or ("other",),
        "is_unsure": report["themes"]["unsure"],
        "is_certain": report["themes"].get("certain", False),
        "publication": page["publication"] or article["source"] or "",
        "page": page["number"] or page["name"] or "",
        "excerpt": summary[0]["text"][:_EXCERPT] if summary else "",
        "flags": tuple(FlagKind(flag) for flag in dict.fromkeys(flags)),
    }
