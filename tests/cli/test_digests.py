"""What ``digests`` says of coming dates."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kexie_digest import clock
from kexie_digest.cli import app
from kexie_digest.model import WaiveReason
from kexie_digest.store import Store, periods

YAML = """
calendar: {days_off: [2026-10-09]}
digests:
  weekly: {title: 周报, timezone: Asia/Urumqi, schedule: {every: week, on: friday, holidays: before}}
  early: {title: 早报, schedule: {cron: "0 8 * * mon#1", holidays: after}}
  extra: {title: 专刊}
"""


@pytest.fixture
def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A file, and a Monday before the National Day; gives the option that names the file."""
    file = tmp_path / "sources.yaml"
    file.write_text(YAML, "utf-8")
    monkeypatch.setattr(clock.SystemClock, "now", lambda _self: datetime(2026, 9, 28, tzinfo=UTC))
    monkeypatch.setenv("KEXIE_VAR_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("KEXIE_DATABASE_URL", f"sqlite:///{tmp_path / 'var' / 'kexie.db'}")
    return ["--config", str(file)]


def test_the_next_dates_of_a_digest_are_listed(configured: list[str]) -> None:
    """In its own zone, moved before days off, the owner's among them."""
    told = CliRunner().invoke(app, ["digests", "next", "weekly", "--count", "3", *configured])
    lines = [line.strip() for line in told.stdout.splitlines()]
    assert lines[0] == "周报 weekly（Asia/Urumqi）"
    assert lines[1].startswith("2026-09-30 周三 09:00  原定 10-02，逢休息日")
    assert lines[2].startswith("2026-10-08 周四 09:00  原定 10-09，逢休息日")
    assert lines[3] == "2026-10-16 周五 09:00"


def test_years_that_nobody_announced_are_told(configured: list[str]) -> None:
    """The dates stand, and the warning says what they rest on and what to do."""
    told = CliRunner().invoke(app, ["digests", "next", "early", "--count", "100", "--json", *configured])
    answer = json.loads(told.stdout)
    assert answer["dates"][0] == {
        "at": "2026-10-08T08:00:00+08:00",
        "planned_on": "2026-10-05",
        "moved": True,
        "supposed": False,
    }
    assert answer["dates"][-1]["supposed"] is True
    assert "calendar" in answer["warning"]
    shown = CliRunner().invoke(app, ["digests", "next", "early", "--count", "100", *configured])
    assert "程序还不知道" in shown.stderr


def test_every_digest_is_listed(configured: list[str]) -> None:
    """One without a schedule says so."""
    told = CliRunner().invoke(app, ["digests", "list", *configured]).stdout.splitlines()
    assert told[0] == "weekly  周报  2026-09-30 周三 09:00  原定 10-02，逢休息日 (moved from a day off)"
    assert "没有排期" in told[2]
    data = json.loads(CliRunner().invoke(app, ["digests", "list", "--json", *configured]).stdout)
    assert [one["digest"] for one in data] == ["weekly", "early", "extra"]


def test_what_became_of_the_latest_dates_is_told(configured: list[str]) -> None:
    """An edition by its number, else the reason; without a database nothing is said, and none is made."""
    database = Path(configured[1]).parent / "var" / "kexie.db"
    CliRunner().invoke(app, ["digests", "next", "weekly", *configured])
    assert not database.exists()
    with Store.open(f"sqlite:///{database}", clock=clock.SystemClock()) as store, store.transaction() as tx:
        friday = datetime(2026, 9, 18, 1, tzinfo=UTC)
        periods.announce(tx, "weekly", [("week:2026-09-18", friday)], WaiveReason.COVERED)
        periods.announce_manual(tx, "weekly", 7)
    told = CliRunner().invoke(app, ["digests", "next", "weekly", "--count", "1", *configured]).stdout
    lines = [line.strip() for line in told.splitlines()]
    assert lines[1:3] == ["2026-09-18 周五 07:00  误期，并入后一期", "2026-09-28 周一 06:00  总第7期（加出）"]
    assert CliRunner().invoke(app, ["digests", "list", *configured]).stdout.count("上次") == 1
    data = json.loads(CliRunner().invoke(app, ["digests", "next", "weekly", "--json", *configured]).stdout)
    assert [run["reason"] for run in data["past"]] == [None, "covered"]


def test_an_unknown_digest_is_refused_with_those_there_are(configured: list[str]) -> None:
    """Exit code 2."""
    told = CliRunner().invoke(app, ["digests", "next", "monthly", *configured])
    assert told.exit_code == 2
    assert "weekly、early、extra" in told.stderr


def test_the_check_warns_of_years_that_nobody_announced(
    configured: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of digests that days off move, and of the next few dates only."""
    assert "程序还不知道" not in CliRunner().invoke(app, ["check", *configured]).stderr
    monkeypatch.setattr(clock.SystemClock, "now", lambda _self: datetime(2090, 1, 1, tzinfo=UTC))
    told = CliRunner().invoke(app, ["check", *configured])
    assert told.exit_code == 0
    assert "digests.weekly.schedule：2090 年的放假安排程序还不知道" in told.stderr
    assert "digests.extra" not in told.stderr
