"""Which digests are due, and when they appear next.

The calendar says when, in the digest's own time zone; the store says what was settled
before.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from kexie_digest.editions.periods import Period, last_due, upcoming
from kexie_digest.editions.workdays import Workdays
from kexie_digest.model import Config, Digest
from kexie_digest.store import periods
from kexie_digest.workflows.context import Context

#: Dates that command line and desk show ahead.
AHEAD = 10


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


def due_periods(context: Context) -> dict[str, str]:
    """Find the digests whose latest period is not settled.

    A digest seen for the first time owes nothing for the time before: its latest
    period is settled unpublished.

    Args:
        context: Configuration, clock and store.

    Returns:
        Digest key → key of the period that is due.
    """
    due: dict[str, str] = {}
    for digest in context.config.digests:
        period = _last_due(context.config, digest, context.clock.now())
        if period is None:
            continue
        with context.store.transaction() as tx:
            if not periods.is_known(tx, digest.key):
                periods.settle(tx, digest.key, period.key)
            elif not periods.is_settled(tx, digest.key, period.key):
                due[digest.key] = period.key
    return due


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


def _last_due(config: Config, digest: Digest, now: dt.datetime) -> Period | None:
    if digest.schedule is None:
        return None
    return last_due(digest.schedule, config.timezone_of(digest), now, Workdays(config.own_days))
