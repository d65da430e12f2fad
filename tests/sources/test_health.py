"""How sources are doing (kexie_digest.sources.health)."""

from __future__ import annotations

import datetime as dt

import pytest

from kexie_digest.model import Source, SourceState
from kexie_digest.sources.health import Condition, assess, quiet_after
from kexie_digest.sources.polling import after_storing

NOW = dt.datetime(2026, 3, 6, 1, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
SOURCE = Source("city", "feed", "https://e.org/rss")


@pytest.mark.parametrize(
    ("state", "condition"),
    [
        (SourceState(), Condition.NEW),
        (SourceState(last_code="ok", last_new=NOW - DAY), Condition.OK),
        (SourceState(last_code="timeout", failures=2, last_new=NOW), Condition.OK),
        (SourceState(last_code="timeout", failures=3, last_new=NOW), Condition.FAILING),
        (SourceState(last_code="source_changed", failures=1), Condition.CHANGED),
        (SourceState(last_code="gone", failures=1, paused_reason="gone"), Condition.PAUSED),
        (SourceState(last_code="ok", last_new=NOW - 20 * DAY), Condition.OK),
        (SourceState(last_code="ok", last_new=NOW - 61 * DAY), Condition.QUIET),
        (SourceState(last_code="ok", last_new=NOW - 7 * DAY, gaps=5, usual_gap=2 * 86400), Condition.QUIET),
        (SourceState(last_code="ok", last_new=NOW - 5 * DAY, gaps=5, usual_gap=2 * 86400), Condition.OK),
        (SourceState(last_code="ok", last_new=NOW - 2 * DAY, gaps=5, usual_gap=3600), Condition.OK),
    ],
)
def test_each_state_has_its_condition(state: SourceState, condition: Condition) -> None:
    """Failures, silence against its own habit, lost shape and pauses are told apart."""
    health = assess(SOURCE, state, NOW)
    assert health.condition is condition
    assert bool(health.advice) == health.needs_editor == (condition not in {Condition.NEW, Condition.OK})


def test_a_move_is_proposed_when_it_is_sure() -> None:
    """Three polls that say so; one may be a mistake of the site."""
    state = SourceState(last_code="ok", last_new=NOW, moved_to="https://new.e.org/", moves=2)
    assert assess(SOURCE, state, NOW).moved_to is None
    health = assess(SOURCE, SourceState(last_code="ok", moved_to="https://new.e.org/", moves=3), NOW)
    assert "https://new.e.org/" in health.advice
    assert health.needs_editor


def test_a_habit_is_learnt() -> None:
    """A weekly source may be silent for three weeks, a daily one for three days."""
    for gap, allowed in ((7 * DAY, 21 * DAY), (DAY, 3 * DAY)):
        state, now = SourceState(), NOW
        for _ in range(6):
            now += gap
            state = after_storing(state, 2, now)
        assert quiet_after(state) == allowed
    assert quiet_after(SourceState(gaps=1, usual_gap=60)) == 60 * DAY


@pytest.mark.parametrize(
    ("gap", "words"),
    [(1200, "约每 1 小时有新稿"), (43_200, "约每 12 小时有新稿"), (7 * 86_400, "约每 7 天有新稿")],
)
def test_a_habit_is_told(gap: float, words: str) -> None:
    """In hours or days, once it is known."""
    assert assess(SOURCE, SourceState(last_code="ok", gaps=5, usual_gap=gap), NOW).habit == words
    assert assess(SOURCE, SourceState(last_code="ok", gaps=1, usual_gap=gap), NOW).habit == ""


def test_doubts_are_told_in_words() -> None:
    """A guessed encoding says where to look; a word nobody knows is shown as it is."""
    state = SourceState(last_code="ok", doubts=("charset_doubt", "odd_thing"))
    guessed, odd = assess(SOURCE, state, NOW).doubts
    assert "乱码" in guessed
    assert odd == "odd_thing"


@pytest.mark.parametrize(("days", "said"), [(30, ""), (13, "还有 13 天"), (-1, "过期")])
def test_a_certificate_that_ends_soon_is_told(days: int, said: str) -> None:
    """Fourteen days before, and after it has ended; not while it is good for long."""
    state = SourceState(last_code="ok", last_new=NOW, certificate_until=NOW + days * DAY)
    health = assess(SOURCE, state, NOW)
    assert said in health.certificate
    assert bool(health.certificate) == health.needs_editor == ("证书" in health.advice) == bool(said)
