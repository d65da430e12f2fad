"""The handbook leads where it says: links, the tour's paths, the commands it names."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import typer.main

from kexie_digest.cli import app

ROOT = Path(__file__).parents[2]
LISTED = subprocess.run(
    ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.md"],
    cwd=ROOT,
    capture_output=True,
    text=True,
    check=True,
).stdout
PAGES = sorted(  # cases are pages of newspapers, not ours
    ROOT / name for name in LISTED.split("\0") if name and "/cases/" not in name and (ROOT / name).exists()
)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)\s#]+)(?:#[^)]*)?\)")
#: A command of ours as the handbook writes it: the word after the program's name.
COMMAND = re.compile(r"(?:^|[`$ /])kexie-digest (?!kexie)((?:[a-z][a-z-]*)(?: [a-z][a-z-]*)?)", re.MULTILINE)

#: The same with what stands behind it on its line, where that is an option.
OPTIONS = re.compile(r"(?:^|[`$ /])kexie-digest ([a-z][a-z -]*[^`|#\n]*--[a-z][^`|#\n]*)", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    """A relative link is a file or folder of the repository."""
    links = [unquote(link) for link in LINK.findall(page.read_text(encoding="utf-8"))]
    assert not [link for link in links if not (page.parent / link).exists()]


def test_the_tour_names_the_program() -> None:
    """The tour leads through every stage of the walk, by links that the test above follows."""
    tour = (ROOT / "docs" / "tour.md").read_text(encoding="utf-8")
    linked = {link.removeprefix("../src/kexie_digest/").split("/")[0] for link in LINK.findall(tour)}
    walk = {"sources", "extractors", "parsers", "themes", "facts", "summaries", "store", "events", "editions"}
    assert walk | {"renderers", "workflows", "channels", "model", "cli", "app"} <= linked


def test_the_map_names_places_there_are() -> None:
    """Folders and modules that docs/ARCHITECTURE.md says to look into exist."""
    page = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = {path for path in re.findall(r"`([\w./-]+)`", page) if "/" in path or path.endswith(".py")}
    named -= {"done/", "failed/", "var/"}  # made by the program, in a drop folder and beside its settings
    roots = (ROOT, ROOT / "src" / "kexie_digest")
    assert named
    assert not [path for path in named if not any((root / path).exists() for root in roots)]


def test_the_map_of_the_tests_names_what_they_share() -> None:
    """Each module beside tests/README.md has its place in it, and none is named that is gone."""
    page = (ROOT / "tests" / "README.md").read_text(encoding="utf-8")
    table = page.partition("| take |")[2]
    named = set(re.findall(r"`(\w+)`", table))
    shared = {path.stem for path in (ROOT / "tests").glob("*.py")}
    assert named == {name for name in shared if name != "conftest" and not name.startswith("test_")}


def test_the_tour_names_functions_there_are() -> None:
    """A function that the tour tells to look at stands in the file it is told of."""
    for line in (ROOT / "docs" / "tour.md").read_text(encoding="utf-8").split("\n* "):
        file = LINK.search(line)
        for name in re.findall(r"`(opened|_walk|look_into|arm)(?:\(\))?`", line):
            assert file
            files = [ROOT / "docs" / link for link in LINK.findall(line)]
            sources = [path / "__init__.py" if path.is_dir() else path for path in files]
            assert any(re.search(rf"\b{name}\(", path.read_text("utf-8")) for path in sources), name


def test_the_handbook_names_commands_there_are() -> None:
    """Every `kexie-digest …` of README and docs is a command."""
    group = typer.main.get_group(app)
    known = set(group.commands)  # type: ignore[attr-defined]  # typer keeps its own copy of click
    pages = [path for path in PAGES if path.name != "CHANGELOG.md" and "decisions" not in path.parts]
    named = {
        words.split()[0] for path in pages for words in COMMAND.findall(path.read_text(encoding="utf-8"))
    }
    assert named
    assert named - known == set()


def test_the_handbook_names_options_there_are() -> None:
    """Every `--option` behind a command of ours is one of that command's."""
    pages = [path for path in PAGES if path.name != "CHANGELOG.md" and "decisions" not in path.parts]
    named = [line for path in pages for line in OPTIONS.findall(path.read_text(encoding="utf-8"))]
    assert named
    assert [line for line in named if set(re.findall(r"--[a-z-]+", line)) - _options(line.split())] == []


def _options(words: list[str]) -> set[str]:
    """Give the options of the command that some words begin with."""
    command: Any = typer.main.get_group(app)
    for word in words:
        if word not in getattr(command, "commands", {}):
            break
        command = command.commands[word]
    return {name for one in command.params for name in one.opts}


def test_every_how_to_is_listed() -> None:
    """The index of the how-tos names each of them, and the README leads to the indexes."""
    index = (ROOT / "docs" / "howto" / "README.md").read_text(encoding="utf-8")
    names = {path.name for path in (ROOT / "docs" / "howto").glob("*.md")} - {"README.md"}
    assert not {name for name in names if f"({name})" not in index}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for page in ("tour.md", "howto/README.md", "operations/README.md", "decisions/README.md", "editors.md"):
        assert f"(docs/{page})" in readme, page
