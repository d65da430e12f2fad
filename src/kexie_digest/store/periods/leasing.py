"""Lease a period to one worker at a time, and end the leases of the dead.

Every step is one conditional UPDATE whose row count is the answer. Expiry is for workers of
other hosts and for those that hang; a dead process of this host is known to be dead at once.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import col, select, update

from kexie_digest.model import PeriodRun, PeriodState
from kexie_digest.store.database import Transaction
from kexie_digest.store.periods._rows import FREE, held_by, run_of, this
from kexie_digest.store.periods.announcing import announce_manual
from kexie_digest.store.tables import PeriodRunRow

#: No lease is longer. One that seems to be was given before the clock was set back.
LONGEST = timedelta(hours=1)


def claim(tx: Transaction, run: PeriodRun, lease_owner: str, lease_until: datetime) -> PeriodRun | None:
    """Lease an open period, so that nobody else makes its edition.

    Args:
        tx: The unit of work; commit it before the work begins.
        run: The period.
        lease_owner: Which process this is.
        lease_until: When others may take it.

    Returns:
        The period as claimed, to be shown again at the end; None when it is settled or
        somebody else's.
    """
    is_due = (col(PeriodRunRow.state) == PeriodState.DUE) & (col(PeriodRunRow.due_at) <= tx.now)
    return _lease(tx, this(run.digest, run.period) & is_due, lease_owner, lease_until)


def claim_edition(
    tx: Transaction, digest: str, total_number: int, lease_owner: str, lease_until: datetime
) -> PeriodRun | None:
    """Lease an edition that is to be published, so that nobody else renders it.

    Args:
        tx: The unit of work; commit it before the work begins.
        digest: The digest's key.
        total_number: 总第N期.
        lease_owner: Which process this is.
        lease_until: When others may take it.

    Returns:
        Its period as claimed; None when somebody else is at work on it.
    """
    mine = (col(PeriodRunRow.digest) == digest) & (col(PeriodRunRow.total_number) == total_number)
    if tx.session.exec(select(PeriodRunRow.period).where(mine)).first() is None:
        announce_manual(tx, digest, total_number)  # made before runs were kept
    return _lease(tx, mine, lease_owner, lease_until)


def renew(tx: Transaction, run: PeriodRun, lease_until: datetime) -> bool:
    """Hold a lease for longer.

    Args:
        tx: The unit of work.
        run: As claimed.
        lease_until: The new end.

    Returns:
        False when the lease is lost: the work is somebody else's now.
    """
    return tx.change(update(PeriodRunRow).where(held_by(run)).values(lease_until=lease_until)) == 1


def is_taken_over(tx: Transaction, run: PeriodRun) -> bool:
    """Tell whether somebody else was given a period since; one that is settled is nobody's.

    Args:
        tx: The unit of work.
        run: As claimed.

    Returns:
        Whether a later claim than this one is known.
    """
    found = select(PeriodRunRow.attempts).where(this(run.digest, run.period))
    attempts = tx.session.exec(found).first()
    return attempts is not None and attempts > run.attempts


def let_go(tx: Transaction, run: PeriodRun) -> None:
    """Give a lease back without a result; a lost one is left alone.

    Args:
        tx: The unit of work.
        run: As claimed.
    """
    tx.change(update(PeriodRunRow).where(held_by(run)).values(**FREE))


def release_lost(tx: Transaction, owner_is_alive: Callable[[str], bool]) -> int:
    """End the leases of workers that are dead or took too long; at start and at every tick.

    Args:
        tx: The unit of work.
        owner_is_alive: Whether a lease owner still runs; true for one on another host.

    Returns:
        How many periods are free again.
    """
    lost = _lost(tx, owner_is_alive)
    return 0 if lost is None else tx.change(update(PeriodRunRow).where(lost).values(**FREE))


def is_any_lost(tx: Transaction, owner_is_alive: Callable[[str], bool]) -> bool:
    """Tell whether :func:`release_lost` would end any lease.

    Args:
        tx: The unit of work.
        owner_is_alive: Whether a lease owner still runs; true for one on another host.
    """
    lost = _lost(tx, owner_is_alive)
    return lost is not None and tx.session.exec(select(PeriodRunRow.period).where(lost)).first() is not None


def _lost(tx: Transaction, owner_is_alive: Callable[[str], bool]) -> ColumnElement[bool] | None:
    """Say of leases that they are over or their owners dead; None where there are none."""
    leased = col(PeriodRunRow.lease_owner).is_not(None)
    owners = {owner for owner in tx.session.exec(select(PeriodRunRow.lease_owner).where(leased)) if owner}
    dead = sorted(owner for owner in owners if not owner_is_alive(owner))
    return leased & (col(PeriodRunRow.lease_owner).in_(dead) | ~_holds(tx.now)) if owners else None


def _lease(
    tx: Transaction, which: ColumnElement[bool], lease_owner: str, lease_until: datetime
) -> PeriodRun | None:
    free = col(PeriodRunRow.lease_owner).is_(None) | ~_holds(tx.now)
    lease = {"lease_owner": lease_owner, "lease_until": lease_until}
    taken = update(PeriodRunRow).where(which, free).values(**lease, attempts=col(PeriodRunRow.attempts) + 1)
    if tx.change(taken) != 1:
        return None
    return run_of(tx.session.exec(select(PeriodRunRow).where(which)).one())


def _holds(now: datetime) -> ColumnElement[bool]:
    until = col(PeriodRunRow.lease_until)
    return (until > now) & (until <= now + LONGEST)
