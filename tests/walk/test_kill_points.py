"""kill -9 at each step that leaves something behind, then run again: nothing lost, nothing twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desk import Desk, sample_pages
from stores import ask

pytestmark = [pytest.mark.render, pytest.mark.slow, pytest.mark.timeout(900)]

#: The program, with one of its functions ending the process before or after its work.
CHILD = """
import functools, importlib, os, signal, sys
module, name, moment, *words = sys.argv[1:]
owner = importlib.import_module(module)
*path, last = name.split(".")
for part in path:
    owner = getattr(owner, part)
original = getattr(owner, last)

@functools.wraps(original)
def dying(*arguments, **options):
    if moment == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    result = original(*arguments, **options)
    os.kill(os.getpid(), signal.SIGKILL)
    return result

setattr(owner, last, dying)
from kexie_digest.cli import app
sys.argv = ["kexie-digest", *words]
app()
"""

#: Where a run can die: the function, and whether its work is done by then.
POINTS = [
    ("kexie_digest.store.blobs", "Blobs.put", "after"),
    ("kexie_digest.store.documents", "claim", "after"),
    ("kexie_digest.store.documents", "mark_done", "after"),
    ("kexie_digest.sources.drop_folder", "settle", "before"),
    ("kexie_digest.sources.drop_folder", "settle", "after"),
    ("kexie_digest.workflows.run", "compose", "after"),
    ("kexie_digest.workflows.publish", "write_whole", "before"),
    ("kexie_digest.workflows.publish", "write_whole", "after"),
    ("kexie_digest.store.editions", "mark_published", "after"),
]
#: One step of intake, composing and publishing each in `make test`, all of them in `make prove`.
CHOSEN = POINTS if "PROVE_KILLS" in os.environ else POINTS[2::3]  # noqa: TID251 - a test's own knob
WORDS = ("run", "--drops", "drops", "--output", "out")


def _edition(desk: Desk) -> list[str]:
    edition = json.loads((desk.root / "out" / "weekly" / "1" / "edition.json").read_text("utf-8"))
    items = [item for section in edition["sections"] for item in section["items"]]
    return sorted(source["article_id"] for item in items for source in item["sources"])


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What an undisturbed run publishes."""
    desk = Desk(tmp_path_factory.mktemp("whole"))
    desk.drop(sample_pages()[1])
    assert desk.command(*WORDS).returncode == 0
    return _edition(desk)


@pytest.mark.parametrize(
    ("module", "name", "moment"), CHOSEN, ids=[f"{name} {moment}" for _, name, moment in CHOSEN]
)
def test_a_run_killed_at_a_step_is_finished_by_the_next(
    tmp_path: Path, expected: list[str], module: str, name: str, moment: str
) -> None:
    """The step was reached, the process died there, and the next run makes it good."""
    desk = Desk(tmp_path)
    desk.drop(sample_pages()[1])
    died = subprocess.run(
        [sys.executable, "-c", CHILD, module, name, moment, *WORDS],
        cwd=desk.root,
        env=desk.environment(),
        capture_output=True,
        timeout=400,
        check=False,
    )
    assert died.returncode == -signal.SIGKILL, died.stderr.decode()
    again = desk.command(*WORDS)
    assert again.returncode == 0, again.stderr
    assert _edition(desk) == expected
    assert [path.name for path in (desk.root / "out" / "weekly").iterdir()] == ["1"]
    assert ask(desk.root / "var", "SELECT state FROM editions") == [("published",)]
    done = [path.name for path in (desk.drops / "done").iterdir() if not path.name.endswith(".warnings.txt")]
    assert done == [sample_pages()[1].name]
