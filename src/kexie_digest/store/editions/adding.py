"""Add an edition under the next numbers, and mark it when its files are in place."""

from collections.abc import Sequence

from sqlalchemy import func, literal
from sqlmodel import col, select, update

from kexie_digest.errors import Conflict, NotFound
from kexie_digest.model import Edition, EditionState
from kexie_digest.model.serialization import to_json
from kexie_digest.store.articles import sequence_numbers
from kexie_digest.store.database import Transaction
from kexie_digest.store.editions import published_facts
from kexie_digest.store.editions._rows import name_of, this
from kexie_digest.store.editions.marks import move_mark
from kexie_digest.store.tables import EditionArticleRow, EditionRow, UtcDateTime


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


def add(
    tx: Transaction,
    edition: Edition,
    report_ids: Sequence[str],
    *,
    state: EditionState = EditionState.PUBLISHING,
) -> None:
    """Add an edition that is about to be published or made up, and take its reports.

    Args:
        tx: The unit of work that allotted its numbers.
        edition: The edition.
        report_ids: Every report it prints or names.
        state: Where it begins: ``drafting`` when people review it first.

    Raises:
        Conflict: Its number is given away, or a report is in another edition.
        NotFound: A report is not stored.
    """
    name = name_of(edition.digest, edition.total_number)
    numbers = sequence_numbers(tx, report_ids)
    missing = [report_id for report_id in report_ids if report_id not in numbers]
    if missing:
        raise NotFound("没有这篇稿件 (no such article)", subject=", ".join(missing))
    if not tx.insert_new(EditionRow, [_columns(tx, edition, state)]):
        raise Conflict(
            "这一期已经有了 (this number is given away)",
            subject=name,
        )
    taken = {"digest": edition.digest, "total_number": edition.total_number}
    rows = [{**taken, "article_seq": seq} for seq in numbers.values()]
    if tx.insert_new(EditionArticleRow, rows) != len(rows):
        raise Conflict(
            "有稿件已在别的一期刊出 (a report is in another edition)",
            subject=name,
        )
    move_mark(tx, edition.digest, list(numbers.values()))


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
    published_at = func.coalesce(col(EditionRow.published_at), literal(tx.now, UtcDateTime))
    statement = update(EditionRow).where(this(digest, total_number))
    if not tx.change(
        statement.values(state=EditionState.PUBLISHED, folder=folder, published_at=published_at)
    ):
        raise NotFound("没有这一期 (no such edition)", subject=name_of(digest, total_number))
    published_facts.enter(tx, digest, total_number)


def _columns(tx: Transaction, edition: Edition, state: EditionState) -> dict[str, object]:
    return {
        "digest": edition.digest,
        "total_number": edition.total_number,
        "year": int(edition.published_on[:4]),
        "number": edition.number,
        "published_on": edition.published_on,
        "state": state,
        "added_at": tx.now,
        "edition": to_json(edition),
    }
