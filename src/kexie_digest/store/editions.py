"""Editions: what was published, under which numbers, with which reports.

Takes and gives Editions. An edition is added as ``publishing`` before its files are
written and marked when they stand under their final name, so a run that dies in
between finishes the same number. Which files and where is the caller's business.

How a digest finds its unpublished reports without looking at all that are stored:
``digest_marks`` says up to which ``seq`` it was composed, ``waiting`` names what was
held back below that. Both move here, in the transaction that adds the edition.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, insert, literal
from sqlmodel import col, select, update

from kexie_digest.errors import Conflict, NotFound
from kexie_digest.model import Edition, Report
from kexie_digest.model.serialization import from_json, to_json
from kexie_digest.store._reports import report_of
from kexie_digest.store.articles import arrived_since_mark, chunks, sequence_numbers
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import (
    ArticleRow,
    DigestMarkRow,
    EditionArticleRow,
    EditionRow,
    UtcDateTime,
    WaitingRow,
)

_PUBLISHING = "publishing"
_PUBLISHED = "published"


def numbers_for(tx: Transaction, digest: str, year: int) -> tuple[int, int]:
    """Give the numbers of a digest's next edition: 第N期 of the year and 总第N期.

    Args:
        tx: The unit of work that will also add the edition.
        digest: The digest's key.
        year: The year it is published in.

    Returns:
        The number within the year and the total number, without a gap.
    """
    in_digest = col(EditionRow.digest) == digest
    number = select(func.coalesce(func.max(EditionRow.number), 0)).where(
        in_digest, col(EditionRow.year) == year
    )
    total = select(func.coalesce(func.max(EditionRow.total_number), 0)).where(in_digest)
    return tx.session.exec(number).one() + 1, tx.session.exec(total).one() + 1


def add(tx: Transaction, edition: Edition, report_ids: Sequence[str]) -> None:
    """Add an edition that is about to be published, and take its reports.

    Args:
        tx: The unit of work that allotted its numbers.
        edition: The edition.
        report_ids: Every report it prints or names.

    Raises:
        Conflict: Its number is given away, or a report is in another edition.
        NotFound: A report is not stored.
    """
    numbers = sequence_numbers(tx, report_ids)
    missing = [report_id for report_id in report_ids if report_id not in numbers]
    if missing:
        raise NotFound("没有这篇稿件 (no such article)", subject=", ".join(missing))
    if not tx.insert_new(EditionRow, [_columns(tx, edition)]):
        raise Conflict("这一期已经有了 (this number is given away)", subject=_name(edition))
    taken = {"digest": edition.digest, "total_number": edition.total_number}
    rows = [{**taken, "article_seq": seq} for seq in numbers.values()]
    if tx.insert_new(EditionArticleRow, rows) != len(rows):
        raise Conflict("有稿件已在别的一期刊出 (a report is in another edition)", subject=_name(edition))
    _move_mark(tx, edition.digest)


def get(tx: Transaction, digest: str, total_number: int) -> Edition:
    """Give an edition.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.

    Returns:
        The edition as it was added.

    Raises:
        NotFound: There is none.
    """
    row = tx.session.get(EditionRow, (digest, total_number))
    if row is None:
        raise NotFound("没有这一期 (no such edition)", subject=f"{digest}/{total_number}")
    return from_json(Edition, row.edition)


def list_latest(tx: Transaction, digest: str | None = None, limit: int = 20) -> list[Edition]:
    """List editions, the latest first.

    Args:
        tx: The unit of work.
        digest: Only of this digest; None for all.
        limit: The most to give.

    Returns:
        Published ones and those being published.
    """
    query = select(EditionRow).order_by(col(EditionRow.added_at).desc(), col(EditionRow.total_number).desc())
    if digest is not None:
        query = query.where(col(EditionRow.digest) == digest)
    return [from_json(Edition, row.edition) for row in tx.session.exec(query.limit(limit))]


def list_unfinished(tx: Transaction) -> list[Edition]:
    """List the editions whose files were not all written when the program stopped.

    Args:
        tx: The unit of work.

    Returns:
        The editions, oldest first.
    """
    query = (
        select(EditionRow)
        .where(col(EditionRow.state) == _PUBLISHING)
        .order_by(col(EditionRow.added_at), col(EditionRow.digest), col(EditionRow.total_number))
    )
    return [from_json(Edition, row.edition) for row in tx.session.exec(query)]


def list_report_ids(tx: Transaction, digest: str, total_number: int) -> list[str]:
    """List the reports an edition took.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.

    Returns:
        Report ids in order of arrival.
    """
    query = (
        select(ArticleRow.id)
        .join(EditionArticleRow, col(EditionArticleRow.article_seq) == col(ArticleRow.seq))
        .where(col(EditionArticleRow.digest) == digest, col(EditionArticleRow.total_number) == total_number)
        .order_by(col(ArticleRow.seq))
    )
    return list(tx.session.exec(query))


def list_earlier(
    tx: Transaction, digest: str, events: Sequence[str]
) -> dict[str, tuple[Edition, list[Report]]]:
    """Tell what a digest already published of some events.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        events: Event keys.

    Returns:
        Event key → the latest edition that told it and all reports its editions took;
        events it never told are left out.
    """
    latest: dict[str, int] = {}
    reports: dict[str, list[Report]] = {}
    for keys in chunks(events):
        query = (
            select(ArticleRow, EditionArticleRow.total_number)
            .join(EditionArticleRow, col(EditionArticleRow.article_seq) == col(ArticleRow.seq))
            .where(col(EditionArticleRow.digest) == digest, col(ArticleRow.event).in_(keys))
            .order_by(col(EditionArticleRow.total_number), col(ArticleRow.seq))
        )
        for row, total_number in tx.session.exec(query):
            latest[row.event or ""] = total_number
            reports.setdefault(row.event or "", []).append(report_of(row))
    editions = {number: get(tx, digest, number) for number in set(latest.values())}
    return {key: (editions[number], reports[key]) for key, number in latest.items()}


def mark_published(tx: Transaction, digest: str, total_number: int, folder: str) -> None:
    """Record that an edition's files stand under their final name.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.
        folder: Where they are.

    Raises:
        NotFound: There is no such edition.
    """
    row = (col(EditionRow.digest) == digest) & (col(EditionRow.total_number) == total_number)
    published_at = func.coalesce(col(EditionRow.published_at), literal(tx.now, UtcDateTime))
    statement = update(EditionRow).where(row)
    if not tx.change(statement.values(state=_PUBLISHED, folder=folder, published_at=published_at)):
        raise NotFound("没有这一期 (no such edition)", subject=f"{digest}/{total_number}")


def last_published_at(tx: Transaction, digest: str) -> datetime | None:
    """Say when a digest last appeared.

    Args:
        tx: The unit of work.
        digest: The digest's key.

    Returns:
        The instant its latest published edition was marked; None before the first.
    """
    query = select(func.max(EditionRow.published_at)).where(col(EditionRow.digest) == digest)
    return tx.session.exec(query).one()


def _move_mark(tx: Transaction, digest: str) -> None:
    """Note what this edition left aside and move the digest's mark to the newest article.

    Right only while sequence numbers become visible in order. SQLite has one writer at a
    time; an engine with several must let ``articles.add`` and this take one lock.
    """
    held = select(literal(digest), ArticleRow.seq).where(arrived_since_mark(tx, digest))
    tx.change(insert(WaitingRow).from_select(["digest", "article_seq"], held))
    taken = select(EditionArticleRow.article_seq).where(
        col(EditionArticleRow.digest) == digest,
        col(EditionArticleRow.article_seq) == col(WaitingRow.article_seq),
    )
    tx.change(delete(WaitingRow).where(col(WaitingRow.digest) == digest, taken.exists()))
    newest = tx.session.exec(select(func.coalesce(func.max(ArticleRow.seq), 0))).one()
    if not tx.insert_new(DigestMarkRow, [{"digest": digest, "seq": newest}]):
        tx.change(update(DigestMarkRow).where(col(DigestMarkRow.digest) == digest).values(seq=newest))


def _name(edition: Edition) -> str:
    return f"{edition.digest}/{edition.total_number}"


def _columns(tx: Transaction, edition: Edition) -> dict[str, object]:
    return {
        "digest": edition.digest,
        "total_number": edition.total_number,
        "year": int(edition.published_on[:4]),
        "number": edition.number,
        "published_on": edition.published_on,
        "state": _PUBLISHING,
        "added_at": tx.now,
        "edition": to_json(edition),
    }
