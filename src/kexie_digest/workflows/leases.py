"""Leases on periods: taken before the work, renewed while it goes on, given back when it fails.

Takes a period, or an edition that is to be published, and a piece of work; does it unless
somebody else is at it. What a dead process of this machine held is free at once, whoever asks;
what another machine holds is free when its lease is over. A worker that hangs longer than its
lease is refused when it commits: the fence is in the transaction, not here.
"""

import datetime as dt
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from zoneinfo import ZoneInfo

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
        periods.release_lost(tx, processes.is_alive)
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
        periods.release_lost(tx, processes.is_alive)
        claimed = periods.claim_edition(tx, digest, total_number, processes.own_name(), until)
    with _held(context, claimed):
        yield claimed


def holder(context: Context, digest: str, total_number: int) -> str:
    """Say who is at work on an edition, and when it is free at the latest.

    Args:
        context: Store, time zone.
        digest: The digest's key.
        total_number: 总第N期.

    Returns:
        Words for an editor; empty when nobody is.
    """
    with context.store.reading() as tx:
        run = periods.run_of_edition(tx, digest, total_number)
    if run is None or run.lease_owner is None or run.lease_until is None:
        return ""
    return held_words(context, run.lease_owner, run.lease_until)


def held_words(context: Context, owner: str, until: dt.datetime) -> str:
    """Say who holds something, and until when unless it is renewed.

    Args:
        context: Time zone.
        owner: From :func:`processes.own_name`.
        until: The end of the lease.
    """
    zone = context.config.publication.timezone
    local = f"{until.astimezone(ZoneInfo(zone)):%H:%M:%S}"
    host = processes.host_of(owner)
    english = f"{host} is at it; free from {local} if it has died"
    return f"{host} 正在做；它若已停止，{local} 起可由别人接手 ({english})"


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
