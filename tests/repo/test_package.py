"""The program as a stranger gets it: the wheel in a virtual environment of its own, in an empty folder.

The dependencies are those of the environment that runs the tests; the network is not asked.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "samples" / "02-科协动态.txt"

Command = Callable[..., subprocess.CompletedProcess[str]]


def build(folder: Path) -> Path:
    """Build the wheel, without an isolated environment."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built once."""
    return build(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``bin`` of an environment with the wheel and our dependencies, but without the checkout."""
    place = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(place, symlinks=True)
    python = place / "bin" / "python"
    words = ("install", "--quiet", "--no-index", "--no-deps", "--no-compile", "--disable-pip-version-check")
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), *words, str(wheel)],
        check=True,
        capture_output=True,
    )
    packages = next(place.glob("lib/python*/site-packages"))
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return place / "bin"


@pytest.fixture(scope="module")
def stranger(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Command:
    """Run a program of that environment in an empty folder, with nothing set."""
    folder = tmp_path_factory.mktemp("empty")
    foreign = ("KEXIE_", "PYTHON", "VIRTUAL_ENV", "COVERAGE", "PYTEST")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}  # noqa: TID251 - for the child

    def command(*words: str) -> subprocess.CompletedProcess[str]:
        program = [str(installed / words[0]), *words[1:]]
        return subprocess.run(
            program, cwd=folder, env=clean, capture_output=True, text=True, timeout=110, check=False
        )

    return command


def test_the_wheel_holds_all_that_is_read(wheel: Path) -> None:
    """Every template, asset and data file of the checkout is inside, and nothing of the tests."""
    inside = set(zipfile.ZipFile(wheel).namelist())
    templates = {
        f"kexie_digest/_templates/{path.relative_to(ROOT / 'templates').as_posix()}"
        for path in (ROOT / "templates").rglob("*")
        if path.is_file()
    }
    read = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert templates
    assert not (templates | read) - inside
    assert {name.split("/")[0] for name in inside} == {"kexie_digest", "kexie_digest-0.1.0.dist-info"}


@pytest.mark.slow
def test_a_stranger_begins_in_an_empty_folder(stranger: Command) -> None:
    """The wheel's own code runs: begin, check, look what is missing, publish a dropped page, serve."""
    where = stranger(
        "python", "-c", "import os, sys, kexie_digest as k; print(k.__file__, os.getcwd(), *sys.path)"
    )
    code, folder, *path = where.stdout.split()
    assert "/installed" in code
    assert str(ROOT / "src") not in path

    begun = stranger("kexie-digest", "init")
    assert begun.returncode == 0, begun.stderr
    checked = stranger("kexie-digest", "check")
    assert (checked.returncode, checked.stderr) == (0, "")

    doctor = stranger("kexie-digest", "doctor")
    assert doctor.returncode == 0, doctor.stdout
    served = stranger("kexie-digest", "serve", "--help")
    assert served.returncode == 0
    assert "--port" in served.stdout

    (Path(folder) / "drops" / SAMPLE.name).write_bytes(SAMPLE.read_bytes())
    ran = stranger("kexie-digest", "run", "--no-send")
    assert ran.returncode == 0, ran.stderr
    edition = Path(folder) / "output" / "weekly" / "1"
    assert (edition / "bulletin.pdf").read_bytes().startswith(b"%PDF-")
    assert "科协动态周报" in (edition / "email.html").read_text(encoding="utf-8")
    assert {path.name for path in Path(folder).iterdir()} == {
        *("sources.yaml", "sources.schema.json", "drops", "output", "var")
    }
