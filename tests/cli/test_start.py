"""The first second of a command: what is imported, Ctrl-C, terminals without Chinese."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import Desk, sample_pages

INTERRUPTED = "已中断，再运行一次即可 (interrupted; just run again)"
ASCII = {"PYTHONIOENCODING": "ascii"}
C_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty desk."""
    return Desk(tmp_path)


def loaded_by(statement: str) -> set[str]:
    """Give the top packages a fresh interpreter has loaded after a statement."""
    program = f"import sys; {statement}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_command_line_loads_no_stage() -> None:
    """--help needs no database, no typesetter, no HTTP client, no configuration."""
    heavy = {
        "sqlalchemy",
        "weasyprint",
        "pikepdf",
        "feedparser",
        "httpx2",
        "pydantic",
        "jinja2",
        "apscheduler",
    }
    assert not loaded_by("import kexie_digest.cli") & heavy


def test_reading_files_loads_no_store_and_no_typesetter() -> None:
    """``check`` and ``parse`` read a configuration and files, nothing else."""
    heavy = {"sqlalchemy", "alembic", "weasyprint", "pikepdf", "httpx2", "PIL", "css_inline"}
    assert not loaded_by("import kexie_digest.app, kexie_digest.workflows.parse") & heavy


def test_the_version_is_told(desk: Desk) -> None:
    """--version: name and number, exit 0."""
    result = desk.command("--version")
    assert result.returncode == 0
    assert result.stdout.startswith("kexie-digest 0.")


@pytest.fixture
def _interruptible() -> Iterator[None]:
    """Let children be interrupted even where the tests run in the background.

    A shell starts background jobs with SIGINT ignored, and that is inherited; a handler
    of ours makes the child start with the default (execve(2)).
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_interruptible")
@pytest.mark.parametrize("seconds", [0.15, 0.3, 0.6, 1.2])
def test_ctrl_c_ends_with_a_sentence(desk: Desk, seconds: float) -> None:
    """Interrupted while importing or at work: one line, exit 130, no traceback."""
    desk.drop(*sample_pages())
    words = [sys.executable, "-c", _STARTED, "run", "--drops", "drops", "--no-send"]
    process = subprocess.Popen(
        words,
        cwd=desk.root,
        env=desk.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=200)
    assert process.returncode == 130
    assert "Traceback" not in said
    assert said.count(INTERRUPTED) == 1


#: The command, telling when the interpreter itself has started.
_STARTED = "from kexie_digest.__main__ import main; print('started', flush=True); main()"


@pytest.mark.parametrize("environment", [ASCII, C_LOCALE])
def test_a_terminal_without_chinese_gets_no_traceback(desk: Desk, environment: dict[str, str]) -> None:
    """Characters a terminal cannot show become question marks; the work is done."""
    page = desk.root / "page.txt"
    page.write_bytes(sample_pages()[0].read_bytes())
    for words in (["--help"], ["check"], ["parse", "page.txt", "--explain"], ["parse", "无.txt"]):
        result = desk.command(*words, **environment)
        assert result.returncode in {0, 1}, result.stderr
        assert "Traceback" not in result.stderr


def test_json_survives_a_terminal_without_chinese(desk: Desk) -> None:
    """Data is escaped where it cannot be written: nothing becomes a question mark."""
    listed = json.loads(desk.command("themes", "list", "--json", **ASCII).stdout)
    assert "获奖表彰" in {theme["label"] for theme in listed}
