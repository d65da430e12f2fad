"""The table of the 36 points and the tests agree."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parents[1]
TABLE = Path(__file__).with_name("POINTS.md").read_text("utf-8")
ROWS = re.findall(r"^\| (\d+) \| [^|]+ \| ([^|]+) \|$", TABLE, re.MULTILINE)


def test_every_point_has_its_row() -> None:
    """1 to 36, each once."""
    assert [int(number) for number, _ in ROWS] == list(range(1, 37))


def test_the_table_names_the_tests_that_say_so() -> None:
    """Each row names every test whose docstring has its number, and no other; none is without."""
    named = {int(number): sorted(re.findall(r"`([^`]+)`", tests)) for number, tests in ROWS}
    saying: dict[int, list[str]] = {number: [] for number in named}
    for file in sorted(TESTS.rglob("test_*.py")):
        for test, said in _claims(file):
            for number in re.findall(r"\d+", said):
                saying[int(number)].append(f"{file.relative_to(TESTS)}::{test}")
    assert named == {number: sorted(tests) for number, tests in saying.items()}
    assert all(named.values())


def _claims(file: Path) -> Iterator[tuple[str, str]]:
    """Give the tests of a file whose docstring names points, with the numbers as written."""
    text = file.read_text("utf-8")
    if "(point" not in text:
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            claim = re.search(r"\(points? ([\d, and]+)\)", ast.get_docstring(node) or "")
            if claim:
                yield node.name, claim[1]
