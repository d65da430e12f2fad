"""Runs: recorded whole, the latest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kexie_digest.errors import NotFound
from kexie_digest.model import Failure, Published, Run
from kexie_digest.store import Store, runs

from fakes import FakeClock


def test_a_run_comes_back_as_last_recorded(store: Store, clock: FakeClock) -> None:
    """What a run did, failures with advice included, survives the store."""
    begun = Run("r1", clock.now())
    ended = replace(
        begun,
        finished_at=clock.now() + timedelta(seconds=3),
        counts={"articles": 4},
        published=(
            Published("weekly", title="周报", number=9, total_number=131, folder="/output/weekly/131"),
        ),
        notes=("没有新稿件。",),
        failures=(Failure("extract", "坏文件.txt", "empty_file", "文件为空", "请重新导出。"),),
    )
    with store.transaction() as tx:
        runs.add(tx, begun)
        assert runs.get(tx, "r1") == begun
        runs.update_run(tx, ended)
    with store.reading() as tx:
        assert runs.get(tx, "r1") == ended


def test_latest_runs_come_first(store: Store, clock: FakeClock) -> None:
    """The desk sees the newest runs, up to a limit."""
    with store.transaction() as tx:
        for name in ("r1", "r2", "r3"):
            runs.add(tx, Run(name, clock.now()))
            clock.sleep(60)
        assert [run.id for run in runs.list_latest(tx, 2)] == ["r3", "r2"]


def test_an_unknown_run_is_not_found(store: Store, clock: FakeClock) -> None:
    """A run that was never added can be neither read nor updated."""
    with store.transaction() as tx:
        with pytest.raises(NotFound, match="r9"):
            runs.get(tx, "r9")
        with pytest.raises(NotFound, match="r9"):
            runs.update_run(tx, Run("r9", clock.now()))
