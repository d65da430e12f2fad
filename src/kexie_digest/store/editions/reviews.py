"""Decisions on editions, and proof queries that were settled.

Takes and gives Reviews and ProofTicks. A decision is only ever added.
"""

from sqlalchemy import delete
from sqlmodel import col, select

from kexie_digest.model import Decision, ProofTick, Review
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import ProofTickRow, ReviewRow


def add(tx: Transaction, digest: str, total_number: int, review: Review) -> None:
    """Record a decision.

    Args:
        tx: The unit of work that carries it out.
        digest: The digest's key.
        total_number: 总第N期.
        review: The decision; ``at`` is taken as given.
    """
    tx.session.add(
        ReviewRow(
            digest=digest,
            total_number=total_number,
            decision=review.decision,
            step=review.step,
            version=review.version,
            by=review.by,
            note=review.note,
            act=review.act,
            at=review.at,
        )
    )
    tx.session.flush()


def list_of_edition(tx: Transaction, digest: str, total_number: int) -> list[Review]:
    """List what was decided on an edition, in order.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.

    Returns:
        The decisions, those on a withdrawn edition of the same number too.
    """
    query = (
        select(ReviewRow)
        .where(col(ReviewRow.digest) == digest, col(ReviewRow.total_number) == total_number)
        .order_by(col(ReviewRow.id))
    )
    return [
        Review(
            decision=Decision(row.decision),
            by=row.by,
            at=row.at,
            version=row.version,
            step=row.step,
            note=row.note,
            act=row.act,
        )
        for row in tx.session.exec(query)
    ]


def tick(tx: Transaction, digest: str, total_number: int, tick: ProofTick) -> None:
    """Record that a proofreader settled a query; a second tick replaces the first.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.
        tick: Which, who, when and why.
    """
    untick(tx, digest, total_number, tick.query)
    tx.insert_new(
        ProofTickRow,
        [
            {
                "digest": digest,
                "total_number": total_number,
                "query": tick.query,
                "by": tick.by,
                "note": tick.note,
                "at": tick.at,
            }
        ],
    )


def untick(tx: Transaction, digest: str, total_number: int, query: str) -> None:
    """Open a query again.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.
        query: The query's id.
    """
    row = (
        (col(ProofTickRow.digest) == digest)
        & (col(ProofTickRow.total_number) == total_number)
        & (col(ProofTickRow.query) == query)
    )
    tx.change(delete(ProofTickRow).where(row))


def ticks(tx: Transaction, digest: str, total_number: int) -> dict[str, ProofTick]:
    """Give the settled queries of an edition.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.

    Returns:
        Query id → tick.
    """
    query = select(ProofTickRow).where(
        col(ProofTickRow.digest) == digest, col(ProofTickRow.total_number) == total_number
    )
    return {
        row.query: ProofTick(query=row.query, by=row.by, at=row.at, note=row.note)
        for row in tx.session.exec(query)
    }
