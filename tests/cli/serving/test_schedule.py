"""What ``schedule`` shows when it starts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kexie_digest import config
from kexie_digest.cli.serving import schedule

YAML = """
digests:
  weekly: {title: 周报, schedule: {every: week, on: friday, at: "09:00"}}
  extra: {title: 专刊}
"""


def test_the_next_edition_of_each_digest_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Day and hour in the publication's zone; a digest without a schedule is told too."""
    file = tmp_path / "sources.yaml"
    file.write_text(YAML, "utf-8")
    thursday = datetime(2026, 3, 5, 1, 0, tzinfo=UTC)
    schedule._show_calendar(config.load(file, kinds=()), thursday)
    weekly, extra = capsys.readouterr().err.splitlines()
    assert weekly == "  周报 weekly：下一期 (next) 2026-03-06 09:00 Asia/Shanghai"
    assert "没有排期" in extra
