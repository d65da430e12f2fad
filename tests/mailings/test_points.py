"""The table of the 36 points names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
TABLE = Path(__file__).with_name("POINTS.md").read_text("utf-8")
ROWS = re.findall(r"^\| (\d+) \| [^|]+ \| ([^|]+) \|$", TABLE, re.MULTILINE)


def test_every_point_has_its_row() -> None:
    """1 to 36, each once."""
    assert [int(number) for number, _ in ROWS] == list(range(1, 37))


def test_every_named_test_exists() -> None:
    """A renamed test is noticed here."""
    for number, tests in ROWS:
        for named in tests.split(", "):
            file, _, function = named.strip("`").partition("::")
            assert re.search(rf"^def {function}\(", (TESTS / file).read_text("utf-8"), re.MULTILINE), (
                f"point {number}: {named}"
            )
