"""Search over everything stored: any part of a text, ranked.

Takes reports into the index (in the transaction that adds them) and words to look for,
gives hits: reports with the words around. Both indexes, ``fts5`` and ``postgresql``, give the
same reports in the same order; how text becomes tokens is the business of ``bigrams``.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement, Select, bindparam, func
from sqlmodel import col, select

from kexie_digest.errors import StoreError
from kexie_digest.model import EditionState, Report, SearchHit, SearchScope
from kexie_digest.store._reports import REPORT, report_at
from kexie_digest.store.database import Transaction
from kexie_digest.store.facts import days, named_in
from kexie_digest.store.search import bigrams, fts5, postgresql
from kexie_digest.store.search.entries import entry
from kexie_digest.store.search.snippets import marks, snippet
from kexie_digest.store.tables import ArticleRow, EditionArticleRow, EditionRow

_EVERYTHING = SearchScope()
#: The longest query, in characters: of 科协 500 times over the index takes half a second where an
#: article repeats it as often, of ten times that nine seconds.
LONGEST = 1000
#: How many of the newest matches are ranked, and as many of the newest with the words in
#: their title. A word such as 科协 stands in every article of an association's archive:
#: ranking 98,000 matches takes 267 ms, the newest 2000 of each 24 ms, the newest 500 8 ms, and
#: what is told by so many articles is wanted from the newest.
_POOL = 500

_REPORTS: Select[Any] = sqlalchemy.select(col(ArticleRow.seq), *REPORT).where(
    col(ArticleRow.seq).in_(bindparam("ranked", expanding=True))
)

#: Engine → its index.
_INDEXES = {"sqlite": fts5, "postgresql": postgresql}


def add(tx: Transaction, reports: Iterable[tuple[int, Report]]) -> None:
    """Enter reports into the index; called by ``articles.add`` for new ones only.

    Args:
        tx: The unit of work that adds them.
        reports: Each with its ``seq``.
    """
    entries = [entry(seq, report) for seq, report in reports]
    if entries:
        _INDEXES[tx.dialect].add(tx.session.connection(), entries)


def replace(tx: Transaction, seq: int, before: Report, after: Report) -> None:
    """Enter the changed words of a report in place of the ones it was found by.

    Args:
        tx: The unit of work that changes it.
        seq: Its number.
        before: The report as it was entered.
        after: The report as it reads now.
    """
    old, new = entry(seq, before), entry(seq, after)
    if old != new:
        _INDEXES[tx.dialect].replace(tx.session.connection(), old, new)


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
    found = tx.connection.execute(_REPORTS, {"ranked": ranked})
    reports = {row.seq: report_at(row) for row in found}
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
    if not words.split():
        raise StoreError(
            "没有要查找的词 (nothing to look for)",
            code="empty_query",
            permanent=True,
            advice="请输入至少一个字，几个词之间用空格隔开。",
        )
    inside = None if scope == _EVERYTHING else select(ArticleRow.seq).where(*_conditions(scope))
    ranked = _INDEXES[tx.dialect].ranked
    numbers: Sequence[int] = ranked(
        tx.session.connection(), words.split(), inside, pool=max(_POOL, limit), limit=limit
    )
    return numbers


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
    texts = entry(0, report)
    shown, places = snippet([*texts.body, *texts.heading], words)
    return SearchHit(report, shown, places, marks(report.article.title or "", words))
