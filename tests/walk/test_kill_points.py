"""kill -9 at each step that leaves something behind, then run again: nothing lost, nothing twice."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from desk import WITHOUT_PAPER, Desk, sample_pages
from stores import ask

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

#: One of the program's functions ends the process before or after its work.
DYING = """
import functools, importlib, os, signal
owner = importlib.import_module("{module}")
*path, last = "{name}".split(".")
for part in path:
    owner = getattr(owner, part)
original = getattr(owner, last)

@functools.wraps(original)
def dying(*arguments, **options):
    if "{moment}" == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    result = original(*arguments, **options)
    os.kill(os.getpid(), signal.SIGKILL)
    return result

setattr(owner, last, dying)
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
    assert desk.command(*WORDS, first=WITHOUT_PAPER).returncode == 0
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
    dying = DYING.format(module=module, name=name, moment=moment)
    died = desk.command(*WORDS, first=WITHOUT_PAPER + dying)
    assert died.returncode == -signal.SIGKILL, died.stderr
    again = desk.command(*WORDS, first=WITHOUT_PAPER)
    assert again.returncode == 0, again.stderr
    assert _edition(desk) == expected
    assert [path.name for path in (desk.root / "out" / "weekly").iterdir()] == ["1"]
    assert ask(desk.root / "var", "SELECT state FROM editions") == [("published",)]
    done = [path.name for path in (desk.drops / "done").iterdir() if not path.name.endswith(".warnings.txt")]
    assert done == [sample_pages()[1].name]
