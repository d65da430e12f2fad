"""The scheduler: APScheduler as a ticker, nothing more.

Each tick looks at drops and due sources and asks the calendar which digests are due;
the store says which periods were settled before. Losing a tick is harmless: the next
one finds the same work. (On its own APScheduler skips what was due while it was down
and fires twice on two nodes: docs/decisions/0007.)
"""

import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from types import FrameType

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.schedulers.blocking import BlockingScheduler

from kexie_digest.errors import Conflict, KexieDigestError
from kexie_digest.model import Run
from kexie_digest.workflows import alarms
from kexie_digest.workflows.collect import Watch
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.due import due_periods
from kexie_digest.workflows.jobs.handing_out import hand_out
from kexie_digest.workflows.run import BY_THE_CALENDAR, Scope, run
from kexie_digest.workflows.watching.beats import Heart

#: Seconds between two looks: what a killed process of this machine held is free again by then.
TICK_SECONDS = 5
#: Seconds between two looks at what is wrong.
ALARM_SECONDS = 60

_log = logging.getLogger(__name__)


def serve(context: Context, *, is_sending: bool = True) -> None:
    """Tick until SIGINT or SIGTERM; a tick at work is finished first.

    Args:
        context: The program.
        is_sending: Whether mail leaves.
    """
    ticker = BlockingScheduler(timezone="UTC")
    heart = _add_ticks(ticker, context, is_sending=is_sending)
    with _stopping(ticker):
        ticker.start()
    heart.stop()


@contextmanager
def ticking(context: Context, *, is_sending: bool = True) -> Iterator[None]:
    """Tick beside other work of the process; a tick at work is finished at the end.

    Args:
        context: The program.
        is_sending: Whether mail leaves.

    Yields:
        Nothing; while inside, what is due is done.
    """
    ticker = BackgroundScheduler(timezone="UTC")
    heart = _add_ticks(ticker, context, is_sending=is_sending)
    ticker.start()
    try:
        yield
    finally:
        ticker.shutdown(wait=True)
        heart.stop()


def _add_ticks(ticker: BaseScheduler, context: Context, *, is_sending: bool) -> Heart:
    """Tick, and look after alarms beside it: a tick that hangs must not keep its own alarm back."""
    watch, heart = Watch(), Heart(context)

    def work() -> None:
        tick(context, watch, is_sending=is_sending)
        heart.beat()

    for job, seconds in ((work, TICK_SECONDS), (partial(alarms.attend, context), ALARM_SECONDS)):
        ticker.add_job(
            job,
            "interval",
            seconds=seconds,
            next_run_time=context.clock.now(),
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )
    return heart


def tick(context: Context, watch: Watch, *, is_sending: bool = True) -> None:
    """Do what is due now.

    Args:
        context: The program.
        watch: What earlier ticks saw in the drop folders.
        is_sending: Whether mail leaves.
    """
    try:
        _log_what_was_done(_work(context, watch, is_sending=is_sending))
    except Conflict:
        _log.info("another run is at work; the next tick looks again")
    except KexieDigestError:
        _log.exception("a tick failed; the next one tries again")


def _work(context: Context, watch: Watch, *, is_sending: bool) -> Run:
    """Collect and publish; beside a run that holds the desk for longer than a lease, publish only.

    Where workers are heard of they do it; this machine only empties its drop folders and does
    what none of them serves.

    That run may hang, or be stopped, with the lock in its hand. Periods, editions and copies
    are leased one by one, so nothing is done twice, whatever becomes of it.
    """
    with context.store.reading() as tx:
        is_shared = bool(context.jobs.served(tx))
    if is_shared:
        return hand_out(context, watch, is_sending=is_sending)
    scope = Scope(
        drops=context.config.drops,
        sources=context.config.sources,
        digests=(),
        due=due_periods(context),
        is_sending=is_sending,
        watch=watch,
    )
    try:
        result = run(context, scope, by=BY_THE_CALENDAR)
    except Conflict:
        now = context.clock.monotonic()
        watch.blocked_since = now if watch.blocked_since is None else watch.blocked_since
        if now - watch.blocked_since < context.lease.total_seconds():
            raise
        return run(context, replace(scope, is_collecting=False), by=BY_THE_CALENDAR)
    watch.blocked_since = None
    return result


def _log_what_was_done(result: Run) -> None:
    """Leave one line of a tick that took or published something; idle ticks are silent."""
    documents, articles = result.counts.get("documents", 0), result.counts.get("articles", 0)
    if documents or result.published:
        editions = ", ".join(f"{one.digest}/{one.total_number}" for one in result.published) or "nothing"
        _log.info("took %d documents with %d articles, published %s", documents, articles, editions)


@contextmanager
def _stopping(ticker: BlockingScheduler) -> Iterator[None]:
    """Stop the ticker on SIGTERM as on Ctrl-C."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        if ticker.running:  # a second Ctrl-C changes nothing
            ticker.shutdown(wait=True)

    before = {name: signal.signal(name, stop) for name in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
