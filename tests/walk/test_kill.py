"""kill -9 at moments spread over a run, then run again; one alone falls into the rendering."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kexie_digest.renderers import RENDERERS

from desk import Desk, sample_pages

pytestmark = [pytest.mark.render, pytest.mark.slow]

#: How often; `make prove` sets more.
ROUNDS = int(os.environ.get("PROVE_KILLS", "1"))  # noqa: TID251 - a test's own knob


def _start(desk: Desk) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "kexie_digest", "run", "--drops", "drops", "--output", "out"]
    return subprocess.Popen(
        words, cwd=desk.root, env=desk.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def _titles(desk: Desk) -> list[str]:
    edition = json.loads((desk.root / "out" / "weekly" / "1" / "edition.json").read_text("utf-8"))
    items = [item for section in edition["sections"] for item in section["items"]]
    return sorted(source["article_id"] for item in items for source in item["sources"])


@pytest.mark.timeout(60 * ROUNDS + 480)
def test_a_killed_run_is_finished_by_the_next(tmp_path: Path) -> None:
    """Whenever it dies: same articles, one edition, nothing half-written under its final name."""
    pages = sample_pages()
    whole = Desk(tmp_path / "whole")
    whole.drop(*pages)
    began = time.monotonic()
    assert whole.command("run", "--drops", "drops", "--output", "out").returncode == 0
    duration = time.monotonic() - began
    expected = _titles(whole)
    for round_number in range(ROUNDS):
        desk = Desk(tmp_path / f"killed-{round_number}")
        desk.drop(*pages)
        with _start(desk) as process:
            time.sleep((0.3 + 0.7 * (round_number + 0.5) / ROUNDS) * duration)
            process.send_signal(signal.SIGKILL)
            process.wait(60)
        visible = [
            path.name for path in (desk.root / "out").glob("weekly/*") if not path.name.startswith(".")
        ]
        assert visible in ([], ["1"])
        if visible:
            written = list((desk.root / "out" / "weekly" / "1").iterdir())
            assert len(written) == len(RENDERERS) + 1  # and the complete mail
        again = desk.command("run", "--drops", "drops", "--output", "out")
        assert again.returncode == 0, again.stderr
        assert _titles(desk) == expected
        editions = [path.name for path in (desk.root / "out" / "weekly").iterdir()]
        assert editions == ["1"]
        assert {path.name for path in (desk.drops / "done").iterdir()} >= {page.name for page in pages}
