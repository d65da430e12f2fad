"""Settle a period: with its edition or with the reason for none, for the holder of its lease.

Each is part of the transaction that commits the result; a stale worker's is rolled back.
"""

from datetime import datetime
from typing import Any

from sqlmodel import update

from kexie_digest.errors import Conflict
from kexie_digest.model import PeriodRun, PeriodState, WaiveReason
from kexie_digest.store.database import Transaction
from kexie_digest.store.periods._rows import FREE, held_by
from kexie_digest.store.tables import PeriodRunRow


def settle_made(tx: Transaction, run: PeriodRun, total_number: int) -> None:
    """Note that a period has its edition.

    Args:
        tx: The unit of work that adds the edition.
        run: As claimed.
        total_number: 总第N期.

    Raises:
        Conflict: The lease was lost (code ``stale_worker``).
    """
    made = {"state": PeriodState.MADE.value, "total_number": total_number, "settled_at": tx.now}
    _change(tx, run, {**made, **FREE})


def settle_waived(tx: Transaction, run: PeriodRun, reason: WaiveReason) -> None:
    """Note why a period has no edition.

    Args:
        tx: The unit of work.
        run: As claimed.
        reason: Why.

    Raises:
        Conflict: The lease was lost (code ``stale_worker``).
    """
    waived = {"state": PeriodState.WAIVED.value, "reason": reason.value, "settled_at": tx.now}
    _change(tx, run, {**waived, **FREE})


def finish(tx: Transaction, run: PeriodRun) -> None:
    """Note that an edition's files are in place: nobody works on it any more.

    Args:
        tx: The unit of work that marks the edition as published.
        run: As claimed.

    Raises:
        Conflict: The lease was lost (code ``stale_worker``).
    """
    _change(tx, run, FREE)


def require(tx: Transaction, run: PeriodRun, lease_until: datetime) -> None:
    """Make sure of a lease before something is done that leaves a trace outside the database.

    Args:
        tx: The unit of work.
        run: As claimed.
        lease_until: Renews it for what now begins.

    Raises:
        Conflict: The lease was lost (code ``stale_worker``).
    """
    _change(tx, run, {"lease_until": lease_until})


def _change(tx: Transaction, run: PeriodRun, values: dict[str, Any]) -> None:
    if tx.change(update(PeriodRunRow).where(held_by(run)).values(**values)) != 1:
        raise Conflict(
            "这一刊期已由另一个进程接手，这里的结果不采用 (another worker took this period over)",
            subject=f"{run.digest} {run.period}",
            code="stale_worker",
            advice="不用处理：接手的进程会完成它。若常见此事，请看机器是否过载或休眠。",
        )
