"""The how-tos of plugging in, carried out: their files written, their lines added, their tests run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).parents[2]
HOW_TOS = ("add-a-channel", "add-a-format", "add-a-layout", "add-a-source", "add-an-output")
FENCE = re.compile(r"^ {3}```\w+\n(.*?)^ {3}```$", re.MULTILINE | re.DOTALL)
PATH = re.compile(r"`((?:src|tests)/[^`\s]+\.\w+)`")
REGISTRY = re.compile(r"\bin\s+`([A-Z_]+)` of\s+`[^`]+`")


@dataclass(frozen=True)
class Step:
    """A block of code that a how-to tells to put somewhere: a whole file, or a line of a registry."""

    path: str
    text: str
    registry: str | None


def steps(page: str) -> Iterator[Step]:
    """Read the steps of a how-to: each block of code belongs to the path that was named last."""
    place = 0
    for fence in FENCE.finditer(page):
        before, place = page[place : fence.start()], fence.end()
        paths, registries = PATH.findall(before), REGISTRY.findall(before)
        assert paths, before
        yield Step(paths[-1], dedent(fence[1]), registries[-1] if registries else None)


def carry_out(step: Step, folder: Path) -> None:
    """Write the file, or put the line first into the registry."""
    path = folder / step.path
    if step.registry is None:
        path.parent.mkdir(parents=True, exist_ok=True)
        assert not path.exists(), "the program has it already"
        path.write_text(step.text, encoding="utf-8")
        return
    opening = re.compile(rf"^{step.registry}\b.*= [{{(]\n", re.MULTILINE)
    text, found = opening.subn(
        lambda match: f"{match[0]}    {step.text}", path.read_text(encoding="utf-8"), count=1
    )
    assert found, step.registry
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def carried_out(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Step]]:
    """A copy of the program and its tests with everything plugged in that the how-tos tell of."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("src", "tests"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "templates").symlink_to(ROOT / "templates")
    shutil.copy(ROOT / "pyproject.toml", folder)
    done = [
        step
        for name in HOW_TOS
        for step in steps((ROOT / "docs" / "howto" / f"{name}.md").read_text(encoding="utf-8"))
    ]
    for step in done:
        carry_out(step, folder)
    return folder, done


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a module of Python in the copy, with the copy's program."""
    environment = {**os.environ, "PYTHONPATH": str(folder / "src")}  # noqa: TID251 - for the child
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_how_to_has_its_parts() -> None:
    """Each tells of a module, a line that registers it and a test."""
    for name in HOW_TOS:
        page = (ROOT / "docs" / "howto" / f"{name}.md").read_text(encoding="utf-8")
        kinds = {(step.path.split("/")[0], step.registry is None) for step in steps(page)}
        assert kinds == {("src", True), ("src", False), ("tests", True)}, name


@pytest.mark.slow
def test_the_how_tos_work(carried_out: tuple[Path, list[Step]]) -> None:
    """Their tests pass, and `pytest --accept` writes what their cases expect."""
    folder, done = carried_out
    tests = [step.path for step in done if Path(step.path).name.startswith("test_")]
    accepted = run(folder, "pytest", "-q", "-p", "no:cacheprovider", "--accept", *tests)
    assert accepted.returncode == 0, accepted.stdout
    assert len(list(folder.glob("tests/*/cases/*/*.expected.yaml"))) > len(
        list(ROOT.glob("tests/*/cases/*/*.expected.yaml"))
    )


def test_the_how_tos_keep_the_rules(carried_out: tuple[Path, list[Step]]) -> None:
    """What they tell to write is as the linter wants it."""
    folder, done = carried_out
    written = sorted({step.path for step in done if step.path.endswith(".py")})
    for words in (("check",), ("format", "--check")):
        looked = run(folder, "ruff", *words, "--no-cache", *written)
        assert looked.returncode == 0, looked.stdout
