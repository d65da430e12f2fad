"""Leases on periods: taken before the work, renewed while it goes on, given back when it fails.

Takes a period, or an edition that is to be published, and a piece of work; does it unless
somebody else is at it. A worker that hangs longer than its lease is refused when it commits:
the fence is in the transaction, not here.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from kexie_digest.errors import StoreError
from kexie_digest.model import PeriodRun
from kexie_digest.store import Transaction, periods
from kexie_digest.workflows import processes
from kexie_digest.workflows.context import Context

#: A lease is renewed so many times while it lasts: one may come late.
RENEWALS = 3

_log = logging.getLogger(__name__)


@contextmanager
def period(context: Context, run: PeriodRun) -> Iterator[PeriodRun | None]:
    """Hold an open period.

    Args:
        context: Store, clock, length of a lease.
        run: The period.

    Yields:
        It as claimed; None when it is settled or somebody else's.
    """
    with context.store.transaction() as tx:
        claimed = periods.claim(tx, run, processes.own_name(), context.clock.now() + context.lease)
    with _held(context, claimed):
        yield claimed


@contextmanager
def edition(context: Context, digest: str, total_number: int) -> Iterator[PeriodRun | None]:
    """Hold an edition that is to be published.

    Args:
        context: Store, clock, length of a lease.
        digest: The digest's key.
        total_number: 总第N期.

    Yields:
        Its period as claimed; None when somebody else is at work on it.
    """
    until = context.clock.now() + context.lease
    with context.store.transaction() as tx:
        claimed = periods.claim_edition(tx, digest, total_number, processes.own_name(), until)
    with _held(context, claimed):
        yield claimed


def renew(context: Context, tx: Transaction, run: PeriodRun) -> bool:
    """Hold a lease for as long again.

    Args:
        context: Clock, length of a lease.
        tx: The unit of work.
        run: As claimed.

    Returns:
        False when it is lost.
    """
    return periods.renew(tx, run, context.clock.now() + context.lease)


@contextmanager
def _held(context: Context, run: PeriodRun | None) -> Iterator[None]:
    if run is None:
        yield
        return
    done = threading.Event()
    keeper = threading.Thread(target=_keep, args=(context, run, done), name="lease", daemon=True)
    keeper.start()
    try:
        yield
    except BaseException:
        with suppress(StoreError), context.store.transaction() as tx:  # else it runs out by itself
            periods.let_go(tx, run)
        raise
    finally:
        done.set()
        keeper.join()


def _keep(context: Context, run: PeriodRun, done: threading.Event) -> None:
    """Renew a lease until the work is done or somebody else has it."""
    while not done.wait(context.lease.total_seconds() / RENEWALS):
        with suppress(StoreError), context.store.transaction() as tx:  # the next time, or never
            if renew(context, tx, run):
                continue
            if periods.is_taken_over(tx, run):  # else the work is settled, and ends in a moment
                _log.warning("the lease on %s %s is lost", run.digest, run.period)
            return
