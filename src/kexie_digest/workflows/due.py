"""Which digests are due, and when they appear next.

The calendar says when, in the digest's own time zone; the store says what is known and
settled. Every period that comes due is entered once, with what is to become of it.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from kexie_digest.editions.periods import due_between, last_due, upcoming
from kexie_digest.editions.workdays import Workdays
from kexie_digest.model import CatchUp, Config, Digest, PeriodRun, WaiveReason
from kexie_digest.store import Transaction, periods
from kexie_digest.workflows import processes
from kexie_digest.workflows.context import Context

#: Dates that command line and desk show ahead.
AHEAD = 10
#: Appearances that command line and desk show of the past.
BEHIND = 5
#: Why an appearance has no edition, as the desk says it.
_REASONS = {
    WaiveReason.EMPTY: "没有新稿，未出刊",
    WaiveReason.COVERED: "误期，并入后一期",
    WaiveReason.SKIPPED: "误期，不补出",
    WaiveReason.FIRST: "启用以前，未出刊",
    WaiveReason.WITHDRAWN: "编辑撤回，未出刊",
    WaiveReason.UNKNOWN: "已处理（旧版本没有记下结果）",
}
#: So far ahead of this machine's clock another one's may be.
AHEAD_OF_US = dt.timedelta(hours=1)
#: What is found so late is missed, where a digest leaves out what it missed.
IN_TIME = dt.timedelta(hours=1)

#: A period's key, and when it was due.
_Came = tuple[str, dt.datetime]


@dataclass(frozen=True, slots=True)
class Appearance:
    """A coming edition: its local time, the day it was planned for, whether days off are supposed."""

    at: dt.datetime
    planned_on: dt.date
    is_supposed: bool

    @property
    def is_moved(self) -> bool:
        """Whether a day off moved it."""
        return self.at.date() != self.planned_on


def due_periods(context: Context) -> tuple[PeriodRun, ...]:
    """Enter what came due since the last look, and list what is to be made now.

    A digest seen for the first time owes nothing for the time before. What came due while
    nobody was running follows the digest's ``catch_up``. Leases of the dead are ended first.
    Where nothing of this is to be done, which is nearly always, nothing is written.

    Args:
        context: Configuration, clock and store.

    Returns:
        Due periods of the configured digests, oldest first; somebody may be at work on one.
    """
    with context.store.reading() as tx:
        if not _is_anything_new(tx, context):
            return _due(tx, context)
    with context.store.transaction() as tx:
        periods.release_lost(tx, processes.is_alive)
        periods.reopen_untimely(tx, AHEAD_OF_US)
        for digest in context.config.digests:
            _enter(tx, context, digest)
        return _due(tx, context)


def _is_anything_new(tx: Transaction, context: Context) -> bool:
    """Look, without the lock that writers wait for: 200 digests held it for half of a worker's time."""
    if periods.is_any_lost(tx, processes.is_alive) or periods.is_any_untimely(tx, AHEAD_OF_US):
        return True
    return any(_is_news(tx, context, digest) for digest in context.config.digests)


def _is_news(tx: Transaction, context: Context, digest: Digest) -> bool:
    if digest.schedule is None:
        return False
    known = periods.latest_due_at(tx, digest.key)
    if known is not None:  # one question a digest: there may be hundreds
        return bool(_since(context, digest, known))
    return not periods.is_known(tx, digest.key) and bool(_first(context, digest))


def _due(tx: Transaction, context: Context) -> tuple[PeriodRun, ...]:
    keys = {digest.key for digest in context.config.digests}
    return tuple(run for run in periods.list_due(tx) if run.digest in keys)


@dataclass(frozen=True, slots=True)
class Past:
    """An appearance that came due: its local time, its edition's 总第N期, else why it has none."""

    at: dt.datetime
    total_number: int | None
    reason: WaiveReason | None
    is_asked_for: bool

    @property
    def words(self) -> str:
        """What became of it."""
        if self.total_number is not None:
            return f"总第{self.total_number}期" + ("（加出）" if self.is_asked_for else "")
        return _REASONS[self.reason] if self.reason else "待出刊"


def past(tx: Transaction, config: Config, digest: Digest, count: int = BEHIND) -> Sequence[Past]:
    """Say what became of a digest's latest appearances.

    Args:
        tx: The unit of work.
        config: Time zone.
        digest: Which.
        count: How many.

    Returns:
        Them, the latest first; editions that somebody asked for among them.
    """
    zone = ZoneInfo(config.timezone_of(digest))
    runs = periods.list_latest(tx, digest.key, count)
    return [
        Past(run.due_at.astimezone(zone), run.total_number, run.reason, periods.is_manual(run))
        for run in runs
    ]


def coming(config: Config, digest: Digest, now: dt.datetime, count: int = AHEAD) -> Sequence[Appearance]:
    """Say when a digest appears next.

    Args:
        config: Time zone and the owner's days.
        digest: Which.
        now: An aware instant.
        count: How many dates.

    Returns:
        The next appearances; none without a schedule, or when days off leave out every one.
    """
    if digest.schedule is None:
        return ()
    timezone = config.timezone_of(digest)
    zone = ZoneInfo(timezone)
    found = upcoming(digest.schedule, timezone, now, count, Workdays(config.own_days))
    return tuple(Appearance(one.due_at.astimezone(zone), one.planned_on, one.is_supposed) for one in found)


def warning(appearances: Sequence[Appearance]) -> str:
    """Put into words what is not sure about some dates.

    Args:
        appearances: From :func:`coming`.

    Returns:
        A sentence with the next step; empty when everything is known.
    """
    years = sorted({one.planned_on.year for one in appearances if one.is_supposed})
    if not years:
        return ""
    named = "、".join(str(year) for year in years)
    return (
        f"{named} 年的放假安排程序还不知道，暂按周一至周五上班推算；公布后请升级程序，"
        f"或在 sources.yaml 的 calendar 里写上。"
    )


def _came(tx: Transaction, context: Context, digest: Digest) -> list[_Came]:
    """What came due since the last that is known; nothing while the clock stands before all of it."""
    known = periods.latest_due_at(tx, digest.key)
    return [] if known is None else _since(context, digest, known)


def _since(context: Context, digest: Digest, known: dt.datetime) -> list[_Came]:
    if digest.schedule is None:
        return []
    zone, workdays = context.config.timezone_of(digest), Workdays(context.config.own_days)
    found = due_between(digest.schedule, zone, known, context.clock.now(), workdays)
    return [(one.key, one.due_at) for one in found]


def _first(context: Context, digest: Digest) -> list[_Came]:
    """What came due last before a digest was seen for the first time."""
    if digest.schedule is None:
        return []
    zone, workdays = context.config.timezone_of(digest), Workdays(context.config.own_days)
    first = last_due(digest.schedule, zone, context.clock.now(), workdays)
    return [(first.key, first.due_at)] if first else []


def _enter(tx: Transaction, context: Context, digest: Digest) -> None:
    """Enter the periods of a digest that came due since the last that is known."""
    if not periods.is_known(tx, digest.key):
        periods.announce(tx, digest.key, _first(context, digest), WaiveReason.FIRST)
        return
    owed, missed, reason = _share(digest.catch_up, _came(tx, context, digest), context.clock.now())
    if missed:
        periods.announce(tx, digest.key, missed, reason)
    if owed and reason is WaiveReason.COVERED:
        periods.waive_open(tx, digest.key, owed[0][1], reason)
    periods.announce(tx, digest.key, owed)


def _share(
    catch_up: CatchUp, came: Sequence[_Came], now: dt.datetime
) -> tuple[list[_Came], list[_Came], WaiveReason]:
    """Part what came due into what is owed and what was missed, with the reason."""
    if catch_up is CatchUp.EACH:
        return list(came), [], WaiveReason.SKIPPED
    if catch_up is CatchUp.ONE:
        return list(came[-1:]), list(came[:-1]), WaiveReason.COVERED
    is_missed = [now - due_at > IN_TIME for _, due_at in came]
    owed = [one for one, missed in zip(came, is_missed, strict=True) if not missed]
    return owed, [one for one, missed in zip(came, is_missed, strict=True) if missed], WaiveReason.SKIPPED
