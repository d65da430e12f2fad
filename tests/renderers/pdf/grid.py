"""Measure a page's baseline grid: on which line of the type area each row of text stands.

    python tests/renderers/pdf/grid.py bulletin.pdf

Reads what ``pdftotext -bbox-layout`` finds, so it judges the file and not the engine.
The type area is that of GB/T 9704-2012: 22 lines, 225 mm, 37 mm below the page's edge.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

POINTS = 72 / 25.4
LINE = 28.99
TOP = 37 * POINTS
LINES = 22
#: A row stands on the grid when its middle is so many points from the middle of a line.
ON_GRID = 0.6
#: Marks that another face may lend to a line: quotes, and those that adjoin.
LENT = re.compile("[“”‘’]|[《》〈〉（），。、；：〔〕]{2}")


@dataclass(frozen=True)
class Row:
    """A row of text: page, line of the grid (from 0), distance from its middle in points.

    ``height`` is that of its face and tells body text (22.6) from the rest.
    """

    page: int
    line: int
    distance: float
    height: float
    text: str
    left: float
    right: float


def rows_of(pdf: Path) -> list[Row]:
    """Read the rows of text of all pages inside the type area, from top to bottom."""
    xml = subprocess.run(
        ["pdftotext", "-bbox-layout", str(pdf), "-"], capture_output=True, check=True, text=True
    ).stdout
    xml = re.sub(r"<!DOCTYPE[^>]*>|[\x00-\x08\x0b\x0c\x0e-\x1f]", "", xml).replace(
        ' xmlns="http://www.w3.org/1999/xhtml"', ""
    )
    found = []
    for number, page in enumerate(ET.fromstring(xml).iter("page"), 1):  # noqa: S314 - poppler wrote it
        words = [word for word in page.iter("word") if _middle(word) < TOP + LINES * LINE]
        by_line = defaultdict(list)
        for word in words:
            by_line[int((_middle(word) - TOP) // LINE)].append(word)
        found += [_row(number, line, by_line[line]) for line in sorted(by_line)]
    return found


def _middle(word: ET.Element) -> float:
    return (float(word.get("yMin", "0")) + float(word.get("yMax", "0"))) / 2


def _height(word: ET.Element) -> float:
    return round(float(word.get("yMax", "0")) - float(word.get("yMin", "0")), 1)


def _row(page: int, line: int, words: list[ET.Element]) -> Row:
    words = sorted(words, key=lambda word: float(word.get("xMin", "0")))
    # The tallest word: a Latin face or a small mark beside the Chinese one is lower. A word
    # of Kai with a mark that is lent from Song is as high as both, and says nothing of where it stands.
    tallest = max(words, key=lambda word: (not LENT.search(word.text or ""), _height(word)))
    return Row(
        page=page,
        line=line,
        distance=round(_middle(tallest) - TOP - (line + 0.5) * LINE, 2),
        height=_height(tallest),
        text="".join(word.text or "" for word in words),
        left=float(words[0].get("xMin", "0")),
        right=float(words[-1].get("xMax", "0")),
    )


def early_ends(rows: list[Row]) -> list[int]:
    """Give the pages that end before line 22 though the next one begins with running text."""
    last = {row.page: row for row in rows}
    first = {row.page: row for row in reversed(rows)}
    body = body_height(rows)
    return [
        page
        for page, row in last.items()
        if page + 1 in first and first[page + 1].height == body and row.line < LINES - 1
    ]


def body_height(rows: list[Row]) -> float:
    """Give the height of body text: that of most full rows."""
    return Counter(row.height for row in rows if _is_full(row)).most_common(1)[0][0]


def _is_full(row: Row) -> bool:
    """Tell a line of 28 characters of body text."""
    return len(row.text) >= 28 and row.right - row.left > 155 * POINTS


def main() -> None:
    """Print what is off the grid in one file."""
    rows = rows_of(Path(sys.argv[1]))
    sys.stdout.write(f"{len(rows)} rows, {rows[-1].page} pages, early ends {early_ends(rows)}\n")
    for row in rows:
        if abs(row.distance) > ON_GRID:
            sys.stdout.write(f"{row.page}:{row.line} {row.distance:+} {row.text}\n")


if __name__ == "__main__":
    main()
