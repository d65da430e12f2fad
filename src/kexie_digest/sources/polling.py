"""When a source is asked again: the calendar of patience.

Takes what we remember of a source and the outcome of a poll, gives what to remember
next. Pure: no clock, no network; the jitter comes from the source's key.
"""

import datetime as dt
import hashlib
from dataclasses import replace

from kexie_digest.errors import SourceError
from kexie_digest.model import Source, SourceState

FIRST_RETRY = dt.timedelta(minutes=15)
LONGEST_RETRY = dt.timedelta(hours=24)
#: Share of the interval by which polls are spread, so that sources do not all start at once.
JITTER = 0.1
#: Failures in a row after which an editor is told.
PATIENCE = 3
#: How much the latest gap between two novelties counts in a source's habit.
HABIT = 0.3
_PAUSING_AT_ONCE = {"address_refused": "address_refused", "gone": "gone"}
_PAUSING_LATER = {"forbidden": "forbidden"}


def is_due(state: SourceState, now: dt.datetime) -> bool:
    """Tell whether a source is to be polled.

    Args:
        state: What we remember of it.
        now: The present instant.

    Returns:
        False while it is paused or its time has not come.
    """
    return not state.paused_reason and (state.next_poll is None or state.next_poll <= now)


def needs_editor(state: SourceState) -> bool:
    """Tell whether an editor must look at a source.

    Args:
        state: What we remember of it.

    Returns:
        True when it is paused, failed three times in a row or lost its shape.
    """
    return bool(state.paused_reason) or state.failures >= PATIENCE or state.last_code == "source_changed"


def after_success(
    source: Source,
    state: SourceState,
    now: dt.datetime,
    *,
    code: str = "ok",
    moved_to: str | None = None,
) -> SourceState:
    """Go on after a good poll.

    Args:
        source: What was polled.
        state: What we remembered, validators already renewed.
        now: The present instant.
        code: ``ok`` or ``not_modified``.
        moved_to: Where the server says the source lives for good.

    Returns:
        The next state.
    """
    is_same_move = moved_to is not None and moved_to == state.moved_to
    return replace(
        state,
        next_poll=now + _spread(source.every, source.key, now),
        failures=0,
        first_ok=state.first_ok or now,
        last_ok=now,
        last_code=code,
        paused_reason="",
        moved_to=moved_to,
        moves=state.moves + 1 if is_same_move else int(moved_to is not None),
    )


def after_failure(
    source: Source,
    state: SourceState,
    now: dt.datetime,
    error: SourceError,
    *,
    retry_after: dt.timedelta | None,
) -> SourceState:
    """Back off after a bad poll, or pause: 15 min × 2ⁿ up to a day, never given up silently.

    Args:
        source: What was polled.
        state: What we remembered.
        now: The present instant.
        error: What went wrong.
        retry_after: How long the server asks us to stay away, if it does.

    Returns:
        The next state; it is paused at once for a refused address and a page that is
        gone, and after three refusals (401, 403).
    """
    failures = state.failures + 1
    wait = min(FIRST_RETRY * 2 ** min(failures - 1, 10), LONGEST_RETRY)
    paused = _PAUSING_AT_ONCE.get(error.code, "")
    if failures >= PATIENCE:
        paused = paused or _PAUSING_LATER.get(error.code, "")
    return replace(
        state,
        next_poll=now + min(retry_after or _spread(wait, source.key, now), LONGEST_RETRY),
        failures=failures,
        last_code=error.code,
        paused_reason=paused,
    )


def unpaused(state: SourceState) -> SourceState:
    """Poll a paused source again at the next tick.

    Args:
        state: What we remember of it.

    Returns:
        The next state; what it last said is kept until it says something else.
    """
    return replace(state, paused_reason="", failures=0, next_poll=None)


def after_storing(
    state: SourceState, new_count: int, now: dt.datetime, *, doubts: tuple[str, ...] = ()
) -> SourceState:
    """Note how many items of a poll were new, once the store knows.

    Args:
        state: The state a fetch gave.
        new_count: Items the store had not seen.
        now: The present instant.
        doubts: What the reading was unsure of; a reply without a body says nothing of it.

    Returns:
        The state to keep.
    """
    if state.last_code == "ok":
        state = replace(state, doubts=doubts)
    if not new_count:
        return state
    gap = (now - state.last_new).total_seconds() if state.last_new else 0.0
    usual = state.usual_gap + HABIT * (gap - state.usual_gap) if state.gaps else gap
    return replace(
        state,
        last_new=now,
        seen_any=True,
        usual_gap=usual,
        gaps=state.gaps + (state.last_new is not None),
    )


def _spread(interval: dt.timedelta, key: str, now: dt.datetime) -> dt.timedelta:
    """Move an interval by up to ±10 %, the same way for the same source and instant."""
    digest = hashlib.sha256(f"{key} {now.timestamp()}".encode()).digest()
    share = int.from_bytes(digest[:4], "big") / 0xFFFFFFFF * 2 - 1
    return interval * (1 + JITTER * share)
