"""Search over everything stored: any part of a text, ranked.

Takes reports into the index (in the transaction that adds them) and words to look for,
gives hits: reports with the words around. How text becomes tokens is the business of ``bigrams``.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement, Select, column, func, literal_column, table, text
from sqlmodel import col, select

from kexie_digest.errors import StoreError
from kexie_digest.model import EditionState, Report, SearchHit, SearchScope
from kexie_digest.store._reports import report_of
from kexie_digest.store.database import Transaction
from kexie_digest.store.facts import days, named_in
from kexie_digest.store.search import bigrams
from kexie_digest.store.search.snippets import marks, snippet
from kexie_digest.store.tables import ArticleRow, EditionArticleRow, EditionRow

_EVERYTHING = SearchScope()
#: The longest query, in characters: of 科协 500 times over the index takes half a second where an
#: article repeats it as often, of ten times that nine seconds.
LONGEST = 1000
#: How many of the newest matches are ranked, and as many of the newest with the words in
#: their title. A word such as 科协 stands in every article of an association's archive:
#: ranking 98,000 matches takes 267 ms, choosing by day first and then ranking 68 ms.
_POOL = 2000

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


def add(tx: Transaction, reports: Iterable[tuple[int, Report]]) -> None:
    """Enter reports into the index; called by ``articles.add`` for new ones only.

    Args:
        tx: The unit of work that adds them.
        reports: Each with its ``seq``.
    """
    rows = [_entry(seq, report) for seq, report in reports]
    if rows:
        tx.session.connection().execute(_ADD, rows)


def replace(tx: Transaction, seq: int, before: Report, after: Report) -> None:
    """Enter the changed words of a report in place of the ones it was found by.

    Args:
        tx: The unit of work that changes it.
        seq: Its number.
        before: The report as it was entered.
        after: The report as it reads now.
    """
    old, new = _entry(seq, before), _entry(seq, after)
    if old != new:
        tx.session.connection().execute(_REMOVE, old)
        tx.session.connection().execute(_ADD, new)


def _entry(seq: int, report: Report) -> dict[str, Any]:
    return {"seq": seq, "title": bigrams.tokens(_heading(report)), "body": bigrams.tokens(_body(report))}


def search(
    tx: Transaction, words: str, scope: SearchScope = _EVERYTHING, *, limit: int = 20
) -> list[SearchHit]:
    """Find reports that hold every word, the best first.

    A word is any stretch of text without white space; traditional finds simplified,
    full width finds half width, and the other way round.

    Args:
        tx: The unit of work.
        words: What a reader typed.
        scope: Which reports to look at.
        limit: The most reports to give.

    Returns:
        The reports: words in the title first, newer before older at equal rank. Of words
        that stand in thousands of articles only the newest compete.

    Raises:
        StoreError: There is nothing to look for or too much, or the days are none.
    """
    ranked = _ranked(tx, words, scope, limit)
    rows = tx.session.exec(select(ArticleRow).where(col(ArticleRow.seq).in_(ranked)))
    reports = {row.seq: report_of(row) for row in rows}
    plain = [bigrams.plain(word)[0] for word in words.split()]
    return [_hit(reports[seq], plain) for seq in ranked]


def search_ids(
    tx: Transaction, words: str, scope: SearchScope = _EVERYTHING, *, limit: int = 20
) -> list[str]:
    """Find reports as :func:`search` does, without reading them.

    Args:
        tx: The unit of work.
        words: What a reader typed.
        scope: Which reports to look at.
        limit: The most reports to give.

    Returns:
        Their ids, the best first.

    Raises:
        StoreError: There is nothing to look for or too much, or the days are none.
    """
    ranked = _ranked(tx, words, scope, limit)
    query = select(ArticleRow.seq, ArticleRow.id).where(col(ArticleRow.seq).in_(ranked))
    ids = dict(tx.session.exec(query).all())
    return [ids[seq] for seq in ranked]


def _ranked(tx: Transaction, words: str, scope: SearchScope, limit: int) -> Sequence[int]:
    """Numbers of the reports found, the best first."""
    if len(words) > LONGEST:
        raise StoreError(
            "要查找的词太长 (too much to look for)",
            code="query_too_long",
            permanent=True,
            advice=f"请只输入最要紧的几个词，不超过 {LONGEST} 个字。",
        )
    query = bigrams.query(words)
    if not query:
        raise StoreError(
            "没有要查找的词 (nothing to look for)",
            code="empty_query",
            permanent=True,
            advice="请输入至少一个字，几个词之间用空格隔开。",
        )
    parameters = {"query": query, "title_query": f"title : ({query})"}
    return tx.session.connection().execute(_ranking(scope, limit), parameters).scalars().all()


def _ranking(scope: SearchScope, limit: int) -> Select[Any]:
    """Rank the newest matches of all, and the newest in the title."""
    newest = [
        sqlalchemy.select(
            sqlalchemy.select(_SEQ)
            .where(match, *_inside(scope))
            .order_by(_SEQ.desc())
            .limit(max(_POOL, limit))
            .subquery()
        )
        for match in (_MATCH, _TITLE_MATCH)
    ]
    union = sqlalchemy.union(*newest).cte("pool")
    # The index begins at the oldest of the pool: without it, it walks every match there is.
    oldest = sqlalchemy.select(func.min(union.c.rowid)).scalar_subquery()
    ranked = sqlalchemy.select(_SEQ).where(_MATCH, oldest <= _SEQ, _PLAIN_SEQ.in_(sqlalchemy.select(union)))
    return ranked.order_by(_RANK, _SEQ.desc()).limit(limit)


def _inside(scope: SearchScope) -> Iterable[ColumnElement[bool]]:
    """Keep to the articles of the scope, which an index gives without reading them."""
    if scope != _EVERYTHING:
        yield _PLAIN_SEQ.in_(sqlalchemy.select(col(ArticleRow.seq)).where(*_conditions(scope)))


def _conditions(scope: SearchScope) -> Iterable[ColumnElement[bool]]:
    day = func.coalesce(ArticleRow.published_on, ArticleRow.collected_on)
    if scope.theme is not None:
        yield col(ArticleRow.theme) == scope.theme
    if scope.source is not None:
        yield col(ArticleRow.source_key) == scope.source
    if scope.since is not None:
        yield day >= _bounds(scope.since)[0]
    if scope.until is not None:
        yield day <= _bounds(scope.until)[1]
    if scope.organisation is not None:
        yield named_in(scope.organisation)
    if scope.is_published:
        taken = select(EditionArticleRow.article_seq).join(
            EditionRow,
            (col(EditionRow.digest) == col(EditionArticleRow.digest))
            & (col(EditionRow.total_number) == col(EditionArticleRow.total_number)),
        )
        yield col(ArticleRow.seq).in_(taken.where(col(EditionRow.state) == EditionState.PUBLISHED))


def _bounds(day: str) -> tuple[str, str]:
    bounds = days.span(day)
    if bounds is None:
        raise StoreError(
            "日期无效 (not a day)",
            subject=day,
            code="bad_range",
            permanent=True,
            advice="请写成 2026-03-01 这样的日期。",
        )
    return bounds


def _hit(report: Report, words: list[str]) -> SearchHit:
    shown, places = snippet([*_body(report), *_heading(report)], words)
    return SearchHit(report, shown, places, marks(report.article.title or "", words))


def _heading(report: Report) -> list[str]:
    article = report.article
    return [part for part in (article.kicker, article.title, article.subtitle) if part]


def _body(report: Report) -> list[str]:
    article = report.article
    beside = (
        article.column,
        article.headline_organisation,
        *article.byline_raw,
        *(byline.name for byline in article.bylines),
        *(subhead.text for subhead in article.subheads),
        *article.captions,
        *article.photo_credits,
        article.source,
    )
    return [*(passage.text for passage in article.paragraphs), *(part for part in beside if part)]
