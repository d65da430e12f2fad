"""The ticker: what is due is done once."""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kexie_digest.scheduler import tick
from kexie_digest.store import editions
from kexie_digest.workflows.collect import Watch
from kexie_digest.workflows.processes import only_run

from desk import HASTY, Desk, sample_pages
from fakes import FakeClock

pytestmark = pytest.mark.usefixtures("no_paper")

YAML = """
drops: {inbox: {path: drops}}
digests:
  weekly: {title: 周报, schedule: {every: week, on: friday, at: "09:00"}}
"""

THURSDAY = datetime(2026, 3, 5, 1, 0, tzinfo=UTC)


def _published(desk: Desk) -> int:
    with desk.opened(YAML) as context, context.store.reading() as tx:
        return len(editions.list_latest(tx))


def test_a_digest_appears_at_its_hour_and_once(tmp_path: Path) -> None:
    """Dropped on Thursday, collected at once, published on Friday 09:00 Shanghai time, one time."""
    desk = Desk(tmp_path, clock=FakeClock(THURSDAY))
    desk.drop(sample_pages()[1])
    watch = Watch()
    with desk.opened(YAML) as context:
        for _ in range(3):
            tick(context, watch)
            desk.clock.sleep(10)
    assert (desk.drops / "done").is_dir(), "two looks ten seconds apart take the file"
    assert _published(desk) == 0
    desk.clock.instant = datetime(2026, 3, 6, 1, 0, tzinfo=UTC)
    with desk.opened(YAML) as context:
        for _ in range(3):
            tick(context, watch)
            desk.clock.sleep(10)
    assert _published(desk) == 1


def test_a_first_start_owes_nothing_for_the_past(tmp_path: Path) -> None:
    """A scheduler started on Saturday does not publish Friday's edition."""
    desk = Desk(tmp_path, clock=FakeClock(datetime(2026, 3, 7, 1, 0, tzinfo=UTC)))
    desk.drop(sample_pages()[1])
    watch = Watch()
    with desk.opened(YAML) as context:
        for _ in range(3):
            tick(context, watch)
            desk.clock.sleep(10)
    assert _published(desk) == 0


def test_a_restart_after_downtime_publishes_what_was_due(tmp_path: Path) -> None:
    """Down over Friday 09:00: the first ticks after the restart publish, once."""
    desk = Desk(tmp_path, clock=FakeClock(THURSDAY))
    desk.drop(sample_pages()[1])
    with desk.opened(YAML) as context:
        watch = Watch()
        for _ in range(3):
            tick(context, watch)
            desk.clock.sleep(10)
    desk.clock.instant = datetime(2026, 3, 8, 3, 0, tzinfo=UTC)
    with desk.opened(YAML) as context:
        watch = Watch()
        for _ in range(2):
            tick(context, watch)
    assert _published(desk) == 1


def test_sigterm_ends_the_service_cleanly(tmp_path: Path) -> None:
    """A running ``schedule`` that took a file ends with 0 on SIGTERM; the file is in done/."""
    desk = Desk(tmp_path)
    desk.drop(sample_pages()[1])
    words = [sys.executable, "-c", HASTY, "schedule"]
    with subprocess.Popen(words, cwd=desk.root, env=desk.environment(), stderr=subprocess.PIPE) as service:
        deadline = time.monotonic() + 120
        while not (desk.drops / "done").exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        service.send_signal(signal.SIGTERM)
        _, said = service.communicate(timeout=120)
    assert (service.returncode, "Traceback" in said.decode()) == (0, False)
    assert [path.name for path in (desk.drops / "done").iterdir()] == [sample_pages()[1].name]


def test_a_tick_at_work_leaves_one_line(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Taking a page leaves one INFO line with the figures, idle ticks leave none."""
    caplog.set_level(logging.INFO, "kexie_digest.scheduler")
    desk = Desk(tmp_path, clock=FakeClock(THURSDAY))
    desk.drop(sample_pages()[1])
    watch = Watch()
    with desk.opened(YAML) as context:
        for _ in range(4):
            tick(context, watch)
            desk.clock.sleep(10)
    lines = [record.message for record in caplog.records if record.name == "kexie_digest.scheduler"]
    assert len(lines) == 1, lines
    assert lines[0].startswith("took 1 documents")


def test_a_run_that_hangs_stops_no_edition(tmp_path: Path) -> None:
    """Somebody holds the desk for longer than a lease: what is due appears; collecting is left to them."""
    yaml = (
        "drops: {inbox: {path: drops}}\n"
        "digests: {weekly: {title: 周报, empty: notice, schedule: {every: week, on: friday, at: '09:00'}}}"
    )
    desk = Desk(tmp_path, clock=FakeClock(THURSDAY))
    watch = Watch()
    with desk.opened(yaml) as context:
        tick(context, watch)
        desk.drop(sample_pages()[1])
        desk.clock.instant += timedelta(days=1)
        with only_run(context.var):
            tick(context, watch)
            assert not (desk.output / "weekly").exists(), "it may be about to finish"
            desk.clock.sleep(context.lease.total_seconds())
            tick(context, watch)
            assert (desk.output / "weekly" / "1").is_dir()
            assert not (desk.drops / "done").exists()
        tick(context, watch)
        assert watch.blocked_since is None
