"""Reports: articles with all we know of them.

Takes and gives Reports, whole. A report is stored once, by the id its maker gave it,
and enters the search index and the archive of facts in the same transaction. Which
edition takes it is decided by ``editions``; here stands only what is still free. What is
given is the report as editors left it (``corrections``), unless the original is asked for.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import TypeVar

from sqlalchemy import ColumnElement, bindparam, func
from sqlmodel import col, select, update

from kexie_digest.errors import Conflict, NotFound
from kexie_digest.model import Report
from kexie_digest.store import corrections, facts, search
from kexie_digest.store._reports import ORIGINAL, REPORT, columns_of, report_at, report_of
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import ArticleRow, DigestMarkRow, EditionArticleRow, WaitingRow

#: How long an article that no edition took is offered to the next one.
NEWS = timedelta(days=90)
#: Ids per IN list: well below SQLite's limit of variables.
_CHUNK = 1000
_FIRST_NEWS = (
    select(ArticleRow.seq)
    .where(col(ArticleRow.collected_on) >= bindparam("day"))
    .order_by(col(ArticleRow.collected_on), col(ArticleRow.seq))
    .limit(1)
)
_Key = TypeVar("_Key", str, int)


def add(tx: Transaction, document_id: int, reports: Sequence[Report], *, is_backlog: bool = False) -> int:
    """Store the reports read from a document; those already there stay as they are.

    Args:
        tx: The unit of work.
        document_id: The document, from its claim.
        reports: With ids that the same document always gives again.
        is_backlog: They were old when their source was first polled: stored and
            searchable, and passed over by :func:`list_unpublished`.

    Returns:
        How many were new.

    Raises:
        Conflict: An id belongs to a report of another document; leaving that report
            out in silence would lose it.
    """
    known = _documents_of(tx, [report.id for report in reports])
    foreign = [report_id for report_id, owner in known.items() if owner != document_id]
    if foreign:
        raise Conflict(
            "稿件编号与另一份原件重复 (an article id belongs to another document)",
            subject=", ".join(foreign),
            code="duplicate_id",
            permanent=True,
            advice="请把这条信息和原件交给维护人员。",
        )
    new = {report.id: report for report in reports if report.id not in known}
    rows = [columns_of(tx, document_id, report, is_backlog=is_backlog) for report in new.values()]
    count = tx.insert_new(ArticleRow, rows)
    numbered = [(seq, new[report_id]) for report_id, seq in sequence_numbers(tx, list(new)).items()]
    search.add(tx, numbered)
    facts.add(tx, numbered)
    corrections.restore(tx, list(new))
    return count


def get(tx: Transaction, report_id: str, *, original: bool = False) -> Report:
    """Give a report.

    Args:
        tx: The unit of work.
        report_id: Its id.
        original: As it was read, without any correction.

    Returns:
        The report with its present event key.

    Raises:
        NotFound: There is none of this id.
    """
    columns = ORIGINAL if original else REPORT
    row = tx.connection.execute(select(*columns).where(col(ArticleRow.id) == report_id)).first()
    if row is None:
        raise NotFound("没有这篇稿件 (no such article)", subject=report_id)
    return report_at(row)


def list_unpublished(tx: Transaction, digest: str) -> list[Report]:
    """List the reports that no edition of a digest has taken, in order of arrival.

    Two short ranges instead of a look at everything stored: what arrived after the
    digest's last edition, and what that edition and earlier ones held back. What was
    collected longer than :data:`NEWS` ago waits on and is no news: an archive of a
    hundred thousand would bring ten thousand such reports to every edition.

    Args:
        tx: The unit of work.
        digest: The digest's key.

    Returns:
        The reports; backlog is left out. What an editor found right asks nothing any more.
    """
    arrived = select(ArticleRow).where(arrived_since_mark(tx, digest)).order_by(col(ArticleRow.seq))
    held = rows_at(tx, _held(tx, digest))
    rows = (row for part in (held, tx.session.exec(arrived)) for row in part)
    return [report_of(row) if row.attention else report_of(row).settled() for row in rows]


def _held(tx: Transaction, digest: str) -> Sequence[int]:
    """Number the articles that wait and are still news.

    Asked alone: PostgreSQL, not knowing where the range begins, walks through all articles to join them.
    """
    first = first_news(tx)
    if first is None:
        return ()
    waiting = select(WaitingRow.article_seq).where(
        col(WaitingRow.digest) == digest, col(WaitingRow.article_seq) >= first
    )
    return tx.session.exec(waiting).all()


def first_news(tx: Transaction) -> int | None:
    """Number the first article that is still news; for ``store`` only.

    Args:
        tx: The unit of work.

    Returns:
        Its sequence number; None when nothing was collected within :data:`NEWS`.
    """
    day = (tx.now - NEWS).date().isoformat()
    first: int | None = tx.connection.execute(_FIRST_NEWS, {"day": day}).scalar()
    return first


def latest_of_source(tx: Transaction, source_key: str) -> tuple[str, str] | None:
    """Find the article of a source that came last.

    Args:
        tx: The unit of work.
        source_key: The source.

    Returns:
        Its id and title; None when nothing ever came.
    """
    last = select(func.max(col(ArticleRow.seq))).where(col(ArticleRow.source_key) == source_key)
    found = tx.session.exec(
        select(ArticleRow.id, ArticleRow.title).where(col(ArticleRow.seq) == last.scalar_subquery())
    ).first()
    return (found[0], found[1]) if found else None


def set_events(tx: Transaction, events: Mapping[str, str]) -> None:
    """Persist which event each report tells.

    Args:
        tx: The unit of work.
        events: Report id → event key; unknown ids are passed over.
    """
    if events:
        statement = update(ArticleRow).where(col(ArticleRow.id) == bindparam("report_id"))
        rows = [{"report_id": report_id, "key": key} for report_id, key in events.items()]
        tx.change(statement.values(event=bindparam("key")), rows)


def count(tx: Transaction) -> int:
    """Count the stored reports.

    Args:
        tx: The unit of work.

    Returns:
        How many there are.
    """
    return tx.session.exec(select(func.count()).select_from(ArticleRow)).one()


def sequence_numbers(tx: Transaction, report_ids: Sequence[str]) -> dict[str, int]:
    """Give the store's own number of each report; for modules of ``store`` only.

    Args:
        tx: The unit of work.
        report_ids: The reports.

    Returns:
        Report id → ``seq``, for those that are stored.
    """
    found: dict[str, int] = {}
    for ids in chunks(report_ids):
        query = select(ArticleRow.id, ArticleRow.seq).where(col(ArticleRow.id).in_(ids))
        found.update((report_id, seq) for report_id, seq in tx.session.exec(query) if seq is not None)
    return found


def rows_at(tx: Transaction, numbers: Sequence[int]) -> list[ArticleRow]:
    """Give articles by the store's own numbers; for modules of ``store`` only.

    Args:
        tx: The unit of work.
        numbers: Their ``seq``.

    Returns:
        Rows in order of arrival.
    """
    found: list[ArticleRow] = []
    for some in chunks(sorted(numbers)):
        query = select(ArticleRow).where(col(ArticleRow.seq).in_(some)).order_by(col(ArticleRow.seq))
        found += tx.session.exec(query)
    return found


def arrived_since_mark(tx: Transaction, digest: str) -> ColumnElement[bool]:
    """Say which articles arrived after a digest was last composed; for ``store`` only.

    Args:
        tx: The unit of work.
        digest: The digest's key.

    Returns:
        A condition on ``articles``: a range of its primary key.
    """
    mark = tx.session.exec(select(DigestMarkRow.seq).where(col(DigestMarkRow.digest) == digest)).first() or 0
    taken = select(EditionArticleRow.article_seq).where(
        col(EditionArticleRow.digest) == digest, col(EditionArticleRow.article_seq) == col(ArticleRow.seq)
    )
    return (col(ArticleRow.seq) > mark) & ~col(ArticleRow.is_backlog) & ~taken.exists()


def _documents_of(tx: Transaction, report_ids: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for ids in chunks(report_ids):
        query = select(ArticleRow.id, ArticleRow.document_id).where(col(ArticleRow.id).in_(ids))
        found.update((report_id, document_id) for report_id, document_id in tx.session.exec(query))
    return found


def chunks(ids: Sequence[_Key]) -> Iterator[Sequence[_Key]]:
    """Part a list of keys so that each part fits into one statement; for ``store`` only."""
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))
