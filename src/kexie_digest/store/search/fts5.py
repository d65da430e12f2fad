"""The index on SQLite: FTS5 over pairs of characters, without a copy of the text.

Takes entries and a query, gives numbers of reports, the best first. For ``store.search`` only.
"""

from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement, Connection, Select, column, func, literal_column, table, text

from kexie_digest.store.search import bigrams
from kexie_digest.store.search.entries import Entry

_INDEX = table("article_search", column("rowid"))
_SEQ: ColumnElement[int] = _INDEX.c.rowid
#: The same, hidden from the planner, which would else look up the words for each number.
_PLAIN_SEQ: ColumnElement[int] = literal_column("+article_search.rowid")

_ADD = text("INSERT INTO article_search (rowid, title, body) VALUES (:seq, :title, :body)")
#: An index without content takes a text out by the very tokens it put in (fts5 §6.3).
_REMOVE = text(
    "INSERT INTO article_search (article_search, rowid, title, body) VALUES ('delete', :seq, :title, :body)"
)
_MATCH = text("article_search MATCH :query")
_TITLE_MATCH = text("article_search MATCH :title_query")
#: A word in the title counts ten times one in the body.
_RANK = text("bm25(article_search, 10.0, 1.0)")


def add(connection: Connection, entries: list[Entry]) -> None:
    """Enter texts under their numbers."""
    connection.execute(_ADD, [_row(entry) for entry in entries])


def replace(connection: Connection, before: Entry, after: Entry) -> None:
    """Enter other texts under the same number."""
    connection.execute(_REMOVE, _row(before))
    connection.execute(_ADD, _row(after))


def ranked(
    connection: Connection, words: list[str], scope: Select[Any] | None, *, pool: int, limit: int
) -> list[int]:
    """Rank the newest matches of all, and the newest in the title.

    Args:
        connection: Where to ask.
        words: What every report must hold.
        scope: Numbers of the reports to keep to.
        pool: How many of the newest of each kind compete.
        limit: The most to give.

    Returns:
        Numbers, the best first.
    """
    query = bigrams.query(words)
    parameters = {"query": query, "title_query": f"title : ({query})"}
    return list(connection.execute(_ranking(scope, pool, limit), parameters).scalars())


def _row(entry: Entry) -> dict[str, Any]:
    return {"seq": entry.seq, "title": bigrams.tokens(entry.heading), "body": bigrams.tokens(entry.body)}


def _ranking(scope: Select[Any] | None, pool: int, limit: int) -> Select[Any]:
    inside = () if scope is None else (_PLAIN_SEQ.in_(scope),)
    newest = [
        sqlalchemy.select(
            sqlalchemy.select(_SEQ).where(match, *inside).order_by(_SEQ.desc()).limit(pool).subquery()
        )
        for match in (_MATCH, _TITLE_MATCH)
    ]
    union = sqlalchemy.union(*newest).cte("pool")
    # The index begins at the oldest of the pool: without it, it walks every match there is.
    oldest = sqlalchemy.select(func.min(union.c.rowid)).scalar_subquery()
    best = sqlalchemy.select(_SEQ).where(_MATCH, oldest <= _SEQ, _PLAIN_SEQ.in_(sqlalchemy.select(union)))
    return best.order_by(_RANK, _SEQ.desc()).limit(limit)
