"""Ask for periods: what is known, what is open, what became of the latest."""

from datetime import datetime

from sqlalchemy import func
from sqlmodel import col, select

from kexie_digest.model import PeriodRun, PeriodState
from kexie_digest.store.database import Transaction
from kexie_digest.store.periods._rows import MANUAL, run_of
from kexie_digest.store.tables import PeriodRunRow

_SCHEDULED = ~col(PeriodRunRow.period).startswith(MANUAL)


def is_known(tx: Transaction, digest: str) -> bool:
    """Tell whether any period of a digest's schedule was ever entered.

    Args:
        tx: The unit of work.
        digest: The digest's key.

    Returns:
        False for a digest the scheduler has never seen.
    """
    mine = select(PeriodRunRow.period).where(col(PeriodRunRow.digest) == digest, _SCHEDULED)
    return tx.session.exec(mine.limit(1)).first() is not None


def latest_due_at(tx: Transaction, digest: str) -> datetime | None:
    """Say up to when a digest's periods are entered.

    Args:
        tx: The unit of work.
        digest: The digest's key.

    Returns:
        When the latest of them that is due by now was due; None when there is none.
    """
    latest = select(func.max(PeriodRunRow.due_at)).where(
        col(PeriodRunRow.digest) == digest, col(PeriodRunRow.due_at) <= tx.now, _SCHEDULED
    )
    return tx.session.exec(latest).one()


def list_due(tx: Transaction, digest: str | None = None) -> list[PeriodRun]:
    """List the periods that are due and have neither edition nor reason, oldest first.

    Args:
        tx: The unit of work.
        digest: Only of this digest; None for all.

    Returns:
        Them, also those that somebody works on.
    """
    query = select(PeriodRunRow).where(
        col(PeriodRunRow.state) == PeriodState.DUE, col(PeriodRunRow.due_at) <= tx.now
    )
    if digest is not None:
        query = query.where(col(PeriodRunRow.digest) == digest)
    ordered = query.order_by(col(PeriodRunRow.due_at), col(PeriodRunRow.digest), col(PeriodRunRow.period))
    return [run_of(row) for row in tx.session.exec(ordered)]


def list_latest(tx: Transaction, digest: str, limit: int = 10) -> list[PeriodRun]:
    """List a digest's periods, the latest first.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        limit: The most to give.

    Returns:
        Them, editions that somebody asked for among them.
    """
    query = select(PeriodRunRow).where(col(PeriodRunRow.digest) == digest)
    latest = query.order_by(col(PeriodRunRow.due_at).desc(), col(PeriodRunRow.period).desc()).limit(limit)
    return [run_of(row) for row in tx.session.exec(latest)]


def is_manual(run: PeriodRun) -> bool:
    """Tell whether somebody asked for an edition that no schedule promised.

    Args:
        run: The period.

    Returns:
        Whether it is none of a schedule.
    """
    return run.period.startswith(MANUAL)


def run_of_edition(tx: Transaction, digest: str, total_number: int) -> PeriodRun | None:
    """Give the period that an edition was made for.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.

    Returns:
        It, with its lease; None when none is known.
    """
    mine = select(PeriodRunRow).where(
        col(PeriodRunRow.digest) == digest, col(PeriodRunRow.total_number) == total_number
    )
    row = tx.session.exec(mine).first()
    return run_of(row) if row else None


def due_at_of(tx: Transaction, digest: str, total_number: int) -> datetime | None:
    """Say when an edition was due.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.

    Returns:
        The instant its schedule promised, or when somebody asked for it; None when unknown.
    """
    mine = select(PeriodRunRow.due_at).where(
        col(PeriodRunRow.digest) == digest, col(PeriodRunRow.total_number) == total_number
    )
    return tx.session.exec(mine).first()
