"""What ``doctor`` sees of disks and schedulers (kexie_digest.workflows.checks.diagnose)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from kexie_digest.workflows.checks.diagnose import Health, Machine, diagnose
from kexie_digest.workflows.watching.beats import Heart

from desk import Desk


def test_a_silent_scheduler_and_the_room_on_disks_are_told(tmp_path: Path) -> None:
    """One that was heard of and is no more has a finding; a disk is told with what is free."""
    desk = Desk(tmp_path)
    with desk.opened() as context:
        Heart(context).beat()
        config = context.config
    machine = Machine(
        config,
        desk.settings.database_url.get_secret_value(),
        desk.settings.var_dir,
        desk.output,
        "https://digest.example.org",
        None,
    )
    parts = {finding.part: finding for finding in diagnose(machine, desk.clock)}
    assert "GB" in parts["磁盘空间 disk space"].message
    assert "定时程序 scheduler" not in parts
    desk.clock.instant += timedelta(hours=1)
    parts = {finding.part: finding for finding in diagnose(machine, desk.clock)}
    assert parts["定时程序 scheduler"].health is Health.WARNING


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    """``restore`` wants an empty place, also after ``doctor`` has looked at it."""
    desk = Desk(tmp_path / "other")
    with desk.opened() as context:
        config = context.config
    var, output = tmp_path / "var", tmp_path / "output"
    url = f"sqlite:///{var / 'kexie.db'}"
    machine = Machine(config, url, var, output, "https://digest.example.org", None)
    parts = {finding.part: finding for finding in diagnose(machine, desk.clock)}
    assert parts["数据库 database"].health is Health.OK
    assert "还没有" in parts["数据库 database"].message
    assert list(var.iterdir()) == []
