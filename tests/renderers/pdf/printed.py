"""Measure a printed bulletin: its lines, their ends, its text. For tests and by hand.

    python tests/renderers/pdf/printed.py bulletin.pdf edition.json

Reads what ``pdftotext -bbox-layout`` finds on the pages, so it judges the file and not
the engine; it counts any number of columns.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from kexie_digest.renderers.pdf.typography import full_width

NOT_FIRST = "，。、；：！？”’）》〉」』】〕］｝·—…,.;:!?)"
NOT_LAST = "“‘（《〈「『【〔［｛("
#: A line is flush when it ends so many points from its column's edge.
FLUSH = 1.0
#: Shorter pieces may be part of several paragraphs, or of a heading.
TELLING = 6


@dataclass(frozen=True)
class Line:
    """A line of text on a page: its text without blanks, its place and height in points."""

    page: int
    text: str
    left: float
    right: float
    height: float


@dataclass(frozen=True)
class Setting:
    """How well the paragraphs of an edition are set."""

    lines: int
    ragged: tuple[str, ...]
    wrong_starts: tuple[str, ...]
    wrong_ends: tuple[str, ...]

    @property
    def flush(self) -> float:
        """Share of non-final lines that end within a point of their column's edge."""
        return 1 - len(self.ragged) / self.lines


def lines_of(pdf: Path) -> list[Line]:
    """Read every line of a PDF."""
    xml = subprocess.run(
        ["pdftotext", "-bbox-layout", str(pdf), "-"], capture_output=True, check=True, text=True
    ).stdout
    xml = re.sub(r"<!DOCTYPE[^>]*>|[\x00-\x08\x0b\x0c\x0e-\x1f]", "", xml).replace(
        ' xmlns="http://www.w3.org/1999/xhtml"', ""
    )
    found = []
    for number, page in enumerate(ET.fromstring(xml).iter("page"), 1):  # noqa: S314 - poppler wrote it
        for line in page.iter("line"):
            text = "".join(word.text or "" for word in line.iter("word"))
            left, right = float(line.get("xMin", "0")), float(line.get("xMax", "0"))
            # The tallest word: a Latin face beside the Chinese one is lower.
            height = max(
                float(word.get("yMax", "0")) - float(word.get("yMin", "0")) for word in line.iter("word")
            )
            found.append(Line(number, without_blanks(text), left, right, round(height, 1)))
    return found


def without_blanks(text: str) -> str:
    """Leave out every blank: the engine spreads lines, and poppler reads wide gaps as blanks."""
    return re.sub(r"\s", "", text)


def measure(lines: Iterable[Line], paragraphs: Iterable[str]) -> Setting:
    """Measure the lines that belong to paragraphs and do not end them.

    Args:
        lines: Of the whole file.
        paragraphs: As the edition has them.

    Returns:
        Counts, and the lines that break a rule.
    """
    texts = [without_blanks(full_width(paragraph)) for paragraph in paragraphs]
    found = [(line, place) for line in lines if (place := _place(line.text, texts))]
    # Names in boxes and tables stand in paragraphs too, but in another size.
    body_height = Counter(line.height for line, _ in found).most_common(1)[0][0]
    body = [(line, place) for line, place in found if line.height == body_height]
    inner = [line for line, (start, end, length) in body if end < length]
    edges = [line for line, _ in body]
    return Setting(
        lines=len(inner),
        ragged=tuple(line.text for line in inner if _edge(line, edges) - line.right > FLUSH),
        wrong_starts=tuple(line.text for line, (start, _, _) in body if start and line.text[0] in NOT_FIRST),
        wrong_ends=tuple(line.text for line in inner if line.text[-1] in NOT_LAST),
    )


def _place(text: str, paragraphs: list[str]) -> tuple[int, int, int] | None:
    """Find the paragraph a line is part of: start, end, the paragraph's length.

    A line that ends any paragraph counts as a last line, also where the words stood before.
    """
    for piece in (text, text.removesuffix("-")):
        if len(piece) < TELLING:
            continue
        found = [(start, start + len(piece), len(p)) for p in paragraphs if (start := p.rfind(piece)) >= 0]
        if found:
            return min(found, key=lambda place: place[2] - place[1])
    return None


def _edge(line: Line, body: list[Line]) -> float:
    """Give the right edge of a line's column: the farthest end of the lines it overlaps."""
    return max(
        other.right
        for other in body
        if other.page == line.page and min(other.right, line.right) - max(other.left, line.left) > 0
    )


def main() -> None:
    """Print the measurements of one file."""
    pdf, edition = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    paragraphs = [
        text for section in edition["sections"] for item in section["items"] for text in item["paragraphs"]
    ]
    setting = measure(lines_of(pdf), paragraphs)
    sys.stdout.write(f"{setting.lines} lines, {setting.flush:.1%} flush\n")
    for name in ("ragged", "wrong_starts", "wrong_ends"):
        sys.stdout.write("".join(f"{name}: {text}\n" for text in getattr(setting, name)))


if __name__ == "__main__":
    main()
