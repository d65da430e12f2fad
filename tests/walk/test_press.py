"""The print file in the main job: made when it can be, spared when it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from kexie_digest.workflows.checks.preflight import preflight

from desk import Desk, sample_pages

pytestmark = pytest.mark.render


def test_an_edition_passes_preflight(tmp_path: Path) -> None:
    """Both PDFs of the sample pages: nothing to mend, every character there."""
    desk = Desk(tmp_path)
    desk.drop(*sample_pages())
    desk.run()
    results = list(preflight(Path("weekly/1"), desk.output))
    assert [result.path.name for result in results] == ["bulletin-print.pdf", "bulletin.pdf"]
    for result in results:
        assert result.has_text
        assert result.report.errors == (), result.path.name


def test_a_missing_profile_costs_the_print_file_only(tmp_path: Path) -> None:
    """The edition appears, and a warning names the profile and the next step."""
    desk = Desk(tmp_path)
    desk.drop(sample_pages()[0])
    result = desk.run("digests: {weekly: {title: 周报, press: {icc: press/city.icc}}}\n")
    assert not result.failures
    files = {path.name for path in (desk.output / "weekly" / "1").iterdir()}
    assert "bulletin.pdf" in files
    assert "bulletin-print.pdf" not in files
    (warning,) = [warning for warning in result.warnings if "city.icc" in warning.subject]
    assert "press:" in warning.advice
