"""How this package finds its rows and turns them into values; for ``store.periods`` only."""

from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import col

from kexie_digest.model import PeriodRun, PeriodState, WaiveReason
from kexie_digest.store.tables import PeriodRunRow

#: Begins the keys of editions that somebody asked for: no schedule promised them.
MANUAL = "manual:"
#: What a row is without a lease.
FREE: dict[str, Any] = {"lease_owner": None, "lease_until": None}


def this(digest: str, period: str) -> ColumnElement[bool]:
    """Say that a row is a digest's period."""
    return (col(PeriodRunRow.digest) == digest) & (col(PeriodRunRow.period) == period)


def held_by(run: PeriodRun) -> ColumnElement[bool]:
    """Say that a row is still leased as it was when it was claimed: owner and fence."""
    return (
        this(run.digest, run.period)
        & (col(PeriodRunRow.lease_owner) == run.lease_owner)
        & (col(PeriodRunRow.attempts) == run.attempts)
    )


def run_of(row: PeriodRunRow) -> PeriodRun:
    """Turn a row into its value."""
    return PeriodRun(
        digest=row.digest,
        period=row.period,
        due_at=row.due_at,
        state=PeriodState(row.state),
        reason=WaiveReason(row.reason) if row.reason else None,
        total_number=row.total_number,
        attempts=row.attempts,
        lease_owner=row.lease_owner,
        lease_until=row.lease_until,
        settled_at=row.settled_at,
    )
