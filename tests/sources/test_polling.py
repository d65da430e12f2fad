"""The calendar of patience: intervals, back-off, pauses."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_digest.errors import SourceError
from kexie_digest.model import Source, SourceState
from kexie_digest.sources.polling import (
    after_failure,
    after_storing,
    after_success,
    is_due,
    needs_editor,
    unpaused,
)

NOW = dt.datetime(2026, 3, 6, 1, 0, tzinfo=dt.UTC)
SOURCE = Source("city", "feed", "https://site.example/rss", every=dt.timedelta(hours=1))
NEW = SourceState()


def failed(code: str, times: int = 1, retry_after: dt.timedelta | None = None) -> SourceState:
    """Fail some times in a row."""
    state = NEW
    for _ in range(times):
        state = after_failure(SOURCE, state, NOW, SourceError(code=code), retry_after=retry_after)
    return state


def wait(state: SourceState) -> dt.timedelta:
    """Give the time until the next poll."""
    assert state.next_poll is not None
    return state.next_poll - NOW


def test_a_new_source_is_due() -> None:
    """What was never polled is polled now."""
    assert is_due(NEW, NOW)


def test_a_good_poll_comes_again_after_its_interval() -> None:
    """The next poll lies within a tenth of the interval around it."""
    state = after_success(SOURCE, NEW, NOW)
    assert dt.timedelta(minutes=54) <= wait(state) <= dt.timedelta(minutes=66)
    assert not is_due(state, NOW + dt.timedelta(minutes=53))
    assert is_due(state, NOW + dt.timedelta(minutes=67))


def test_sources_do_not_all_start_at_once() -> None:
    """A hundred sources of one interval are spread."""
    sources = [Source(f"s{number}", "feed", "x", every=dt.timedelta(hours=1)) for number in range(100)]
    assert len({after_success(source, NEW, NOW).next_poll for source in sources}) == 100


def test_failures_back_off_up_to_a_day() -> None:
    """15 minutes, 30, an hour … and never more than a day, never given up."""
    waits = [wait(failed("timeout", times)) for times in range(1, 31)]
    assert dt.timedelta(minutes=13) < waits[0] < dt.timedelta(minutes=17)
    assert dt.timedelta(minutes=27) <= waits[1] <= dt.timedelta(minutes=33)
    assert max(waits) <= dt.timedelta(hours=24)
    assert min(waits[10:]) > dt.timedelta(hours=21)
    assert failed("timeout", 30).paused_reason == ""


@pytest.mark.parametrize(
    ("code", "times", "paused"),
    [
        ("address_refused", 1, "address_refused"),
        ("gone", 1, "gone"),
        ("forbidden", 2, ""),
        ("forbidden", 3, "forbidden"),
        ("not_found", 9, ""),
        ("server_error", 9, ""),
    ],
)
def test_some_answers_pause(code: str, times: int, paused: str) -> None:
    """A refused address and a gone page at once, a refusal after three; the rest goes on."""
    state = failed(code, times)
    assert state.paused_reason == paused
    assert is_due(state, NOW + dt.timedelta(days=365)) is (paused == "")


def test_the_server_decides_when_it_says_so() -> None:
    """Retry-After is obeyed exactly, up to a day."""
    assert wait(failed("rate_limited", retry_after=dt.timedelta(hours=3))) == dt.timedelta(hours=3)
    assert wait(failed("rate_limited", retry_after=dt.timedelta(days=9))) == dt.timedelta(hours=24)


def test_an_editor_is_told_after_three() -> None:
    """Two failures are weather, three are news; so is a pause and a lost shape."""
    assert not needs_editor(failed("timeout", 2))
    assert needs_editor(failed("timeout", 3))
    assert needs_editor(failed("gone"))
    assert needs_editor(failed("source_changed"))


def test_a_good_poll_forgets_failures() -> None:
    """Success resets the count and the pause, and remembers the first one."""
    state = after_success(SOURCE, failed("timeout", 5), NOW)
    assert (state.failures, state.paused_reason, state.last_ok, state.first_ok) == (0, "", NOW, NOW)
    later = after_success(SOURCE, state, NOW + dt.timedelta(days=1))
    assert later.first_ok == NOW


def test_moves_are_counted_while_they_agree() -> None:
    """Three polls that say the same new address are a proposal; a contradiction starts again."""
    state = NEW
    for _ in range(3):
        state = after_success(SOURCE, state, NOW, moved_to="https://new.example/")
    assert state.moves == 3
    assert after_success(SOURCE, state, NOW, moved_to="https://other.example/").moves == 1
    assert after_success(SOURCE, state, NOW).moved_to is None


def test_new_items_are_remembered() -> None:
    """``last_new`` moves only when the store found something new."""
    assert after_storing(NEW, 0, NOW).last_new is None
    assert after_storing(NEW, 3, NOW).last_new == NOW


@given(st.integers(1, 200), st.sampled_from(["timeout", "forbidden", "not_found", "rate_limited"]))
def test_a_wait_is_never_negative_nor_endless(times: int, code: str) -> None:
    """However often it fails, the next try is between 13 minutes and a day away."""
    assert dt.timedelta(minutes=13) < wait(failed(code, times)) <= dt.timedelta(hours=24)


def test_a_paused_source_goes_on_when_an_editor_says_so() -> None:
    """At the next tick, with its failures forgotten; when it is still gone, it pauses again."""
    paused = failed("gone")
    assert not is_due(paused, NOW + dt.timedelta(days=30))
    again = unpaused(paused)
    assert is_due(again, NOW)
    assert again.failures == 0
    assert (
        after_failure(SOURCE, again, NOW, SourceError(code="gone"), retry_after=None).paused_reason == "gone"
    )


def test_doubts_are_those_of_the_last_body() -> None:
    """A reply without a body says nothing of them; the next good reading replaces them."""
    read = after_storing(after_success(SOURCE, NEW, NOW), 1, NOW, doubts=("charset_doubt",))
    assert read.doubts == ("charset_doubt",)
    same = after_storing(after_success(SOURCE, read, NOW, code="not_modified"), 0, NOW)
    assert same.doubts == ("charset_doubt",)
    assert after_storing(after_success(SOURCE, same, NOW), 1, NOW).doubts == ()
