"""Who is heard of, and who is missed (kexie_digest.workflows.watching.beats)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from kexie_digest.store.watching import heartbeats
from kexie_digest.workflows.watching.beats import Heart, own_scheduler, silent

from desk import Desk

NOW = dt.datetime(2026, 3, 6, 1, 0, tzinfo=dt.UTC)


def test_a_heart_beats_now_and_then(tmp_path: Path) -> None:
    """Each beat is a write: every half minute is enough; one that stops is missed by nobody."""
    desk = Desk(tmp_path)
    with desk.opened() as context:
        heart, begun = Heart(context), desk.clock.now()
        for _ in range(7):
            heart.beat()
            desk.clock.sleep(5)
        with context.store.reading() as tx:
            assert heartbeats.list_all(tx) == {own_scheduler(): begun + dt.timedelta(seconds=30)}
        heart.stop()
        with context.store.reading() as tx:
            assert heartbeats.list_all(tx) == {}


def test_only_a_long_silence_is_missed() -> None:
    """A long run may keep a scheduler busy; workers have leases of their own."""
    beats = {
        "scheduler@a": NOW - dt.timedelta(minutes=20),
        "scheduler@b": NOW - dt.timedelta(minutes=10),
        "worker@c": NOW - dt.timedelta(days=2),
    }
    assert silent(beats, NOW) == {"a": NOW - dt.timedelta(minutes=20)}
