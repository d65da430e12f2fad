"""Enter what a digest owes, and take back what is not owed after all."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete
from sqlmodel import col, select, update

from kexie_digest.model import PeriodState, WaiveReason
from kexie_digest.store.database import Transaction
from kexie_digest.store.periods._rows import FREE, MANUAL
from kexie_digest.store.tables import PeriodRunRow


def announce(
    tx: Transaction, digest: str, periods: Iterable[tuple[str, datetime]], reason: WaiveReason | None = None
) -> int:
    """Enter periods that came due; those that are known stay as they are.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        periods: Keys, and the instants when they were due.
        reason: Why they get no edition; None for those that are to get one.

    Returns:
        How many were new.
    """
    state = PeriodState.WAIVED if reason else PeriodState.DUE
    settled = {"reason": reason.value if reason else None, "settled_at": tx.now if reason else None}
    rows = [
        {"digest": digest, "period": key, "due_at": due_at, "state": state.value, "attempts": 0, **settled}
        for key, due_at in periods
    ]
    return tx.insert_new(PeriodRunRow, rows)


def announce_manual(tx: Transaction, digest: str, total_number: int) -> None:
    """Enter an edition that somebody asked for.

    Args:
        tx: The unit of work that adds the edition.
        digest: The digest's key.
        total_number: 总第N期.
    """
    row = {"digest": digest, "period": f"{MANUAL}{total_number}", "total_number": total_number}
    made = {"state": PeriodState.MADE.value, "due_at": tx.now, "settled_at": tx.now, "attempts": 0}
    tx.insert_new(PeriodRunRow, [{**row, **made}])


def give_up(tx: Transaction, digest: str, total_number: int) -> None:
    """Note that an edition was withdrawn: its period has none, and its number is free again.

    Args:
        tx: The unit of work that takes the edition back.
        digest: The digest's key.
        total_number: 总第N期.
    """
    mine = (col(PeriodRunRow.digest) == digest) & (col(PeriodRunRow.total_number) == total_number)
    tx.change(delete(PeriodRunRow).where(mine, col(PeriodRunRow.period).startswith(MANUAL)))
    waived = {"state": PeriodState.WAIVED.value, "reason": WaiveReason.WITHDRAWN.value, "total_number": None}
    tx.change(update(PeriodRunRow).where(mine).values(**waived, **FREE, settled_at=tx.now))


def reopen_untimely(tx: Transaction, ahead: timedelta) -> int:
    """Open periods again that a clock ahead of its time had settled without an edition.

    A clock that stood in 2099 for a minute must not keep a digest silent until then. What
    has its edition keeps it: it came out early, and does not come again.

    Args:
        tx: The unit of work.
        ahead: So far ahead a neighbour's clock may be.

    Returns:
        How many are open again.
    """
    opened = {"state": PeriodState.DUE.value, "reason": None, "settled_at": None}
    return tx.change(update(PeriodRunRow).where(_untimely(tx, ahead)).values(**opened))


def is_any_untimely(tx: Transaction, ahead: timedelta) -> bool:
    """Tell whether :func:`reopen_untimely` would open any period.

    Args:
        tx: The unit of work.
        ahead: So far ahead a neighbour's clock may be.
    """
    return tx.session.exec(select(PeriodRunRow.period).where(_untimely(tx, ahead))).first() is not None


def _untimely(tx: Transaction, ahead: timedelta) -> ColumnElement[bool]:
    undecided = [WaiveReason.EMPTY, WaiveReason.COVERED, WaiveReason.SKIPPED, WaiveReason.FIRST]
    return (
        (col(PeriodRunRow.settled_at) > tx.now + ahead)
        & (col(PeriodRunRow.due_at) <= tx.now)
        & (col(PeriodRunRow.state) == PeriodState.WAIVED)
        & col(PeriodRunRow.reason).in_(undecided)
    )


def waive_open(tx: Transaction, digest: str, before: datetime, reason: WaiveReason) -> int:
    """Give open periods that nobody works on a reason instead of an edition.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        before: Those that were due before.
        reason: Why they get none.

    Returns:
        How many.
    """
    mine = (
        (col(PeriodRunRow.digest) == digest)
        & (col(PeriodRunRow.due_at) < before)
        & (col(PeriodRunRow.state) == PeriodState.DUE)
        & col(PeriodRunRow.lease_owner).is_(None)
    )
    waived = {"state": PeriodState.WAIVED.value, "reason": reason.value, "settled_at": tx.now}
    return tx.change(update(PeriodRunRow).where(mine).values(**waived))
