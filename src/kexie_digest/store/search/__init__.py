"""Search over everything stored: any part of a text, ranked.

Takes reports into the index (in the transaction that adds them) and words to look for,
gives reports. How text becomes tokens is the business of ``bigrams``.
"""

from collections.abc import Iterable

from sqlalchemy import text
from sqlmodel import col, select

from kexie_digest.errors import StoreError
from kexie_digest.model import Report
from kexie_digest.store._reports import report_of
from kexie_digest.store.database import Transaction
from kexie_digest.store.search import bigrams
from kexie_digest.store.tables import ArticleRow

_ADD = text("INSERT INTO article_search (rowid, title, body) VALUES (:seq, :title, :body)")
#: A word in the title counts ten times one in the body.
_FIND = text(
    "SELECT rowid FROM article_search WHERE article_search MATCH :query"
    " ORDER BY bm25(article_search, 10.0, 1.0), rowid DESC LIMIT :limit"
)


def add(tx: Transaction, reports: Iterable[tuple[int, Report]]) -> None:
    """Enter reports into the index; called by ``articles.add`` for new ones only.

    Args:
        tx: The unit of work that adds them.
        reports: Each with its ``seq``.
    """
    rows = [
        {"seq": seq, "title": bigrams.tokens(_heading(report)), "body": bigrams.tokens(_body(report))}
        for seq, report in reports
    ]
    if rows:
        tx.session.connection().execute(_ADD, rows)


def search(tx: Transaction, words: str, limit: int = 20) -> list[Report]:
    """Find reports that hold every word, the best first.

    A word is any stretch of text without white space; traditional finds simplified,
    full width finds half width, and the other way round.

    Args:
        tx: The unit of work.
        words: What a reader typed.
        limit: The most reports to give.

    Returns:
        The reports: words in the title first, newer before older at equal rank.

    Raises:
        StoreError: There is nothing to look for.
    """
    query = bigrams.query(words)
    if not query:
        raise StoreError(
            "没有要查找的词 (nothing to look for)",
            code="empty_query",
            permanent=True,
            advice="请输入至少一个字，几个词之间用空格隔开。",
        )
    found = tx.session.connection().execute(_FIND, {"query": query, "limit": limit}).scalars().all()
    rows = tx.session.exec(select(ArticleRow).where(col(ArticleRow.seq).in_(found)))
    reports = {row.seq: report_of(row) for row in rows}
    return [reports[seq] for seq in found]


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
    return [*(part for part in beside if part), *(passage.text for passage in article.paragraphs)]
