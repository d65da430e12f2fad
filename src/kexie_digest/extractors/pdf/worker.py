"""The process that opens a PDF: bytes in, runs out, nothing else.

Run as ``python -m kexie_digest.extractors.pdf.worker`` by ``calling``: the file comes on
standard input, one JSON line a page goes to standard output. Limits are set by itself
before it reads a byte; whatever happens to it happens to it alone.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

#: Bytes of memory, seconds of processor time, pages, characters a page.
MEMORY, SECONDS = 1024 * 1024 * 1024, 60
MOST_PAGES, MOST_CHARACTERS = 200, 200_000
#: Exit codes ``calling`` knows.
DAMAGED, PASSWORD, TOO_MANY = 10, 11, 12

#: In em: a wider gap on a line begins a new run, so does a step up or down.
_GAP, _STEP, _BACK = 0.9, 0.35, 0.5
_SHEET = ("text", "left", "top", "right", "bottom", "size")


def main() -> int:
    """Read a PDF from standard input and write its pages to standard output.

    Returns:
        The exit code.
    """
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        document = pdfium.PdfDocument(sys.stdin.buffer.read())
    except pdfium.PdfiumError as error:
        return PASSWORD if "password" in str(error).lower() else DAMAGED
    if len(document) > MOST_PAGES:
        return TOO_MANY
    for page in document:
        sys.stdout.write(json.dumps(_sheet(page), ensure_ascii=False) + "\n")
    return 0


def _sheet(page: pdfium.PdfPage) -> dict[str, Any]:
    width, height = page.get_size()
    letters = list(_letters(page.get_textpage(), height))
    return {"runs": _runs(letters), "picture_share": _picture_share(page, width * height)}


def _letters(
    text: pdfium.PdfTextPage, height: float
) -> Iterator[tuple[str, float, float, float, float, float]]:
    """Give each character with its box (loose: as high as its line) and size, in drawing order."""
    box = pdfium_c.FS_RECTF()
    for index in range(min(text.count_chars(), MOST_CHARACTERS)):
        code = pdfium_c.FPDFText_GetUnicode(text, index)
        if code < ord(" ") or pdfium_c.FPDFText_IsGenerated(text, index) == 1:
            continue
        if not pdfium_c.FPDFText_GetLooseCharBox(text, index, box):
            continue
        size = max(abs(box.top - box.bottom), 1.0)
        yield _character(code), box.left, height - box.top, box.right, height - box.bottom, size


def _character(code: int) -> str:
    """Give the character of a code; half a surrogate pair is a character that was lost."""
    return chr(code).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _runs(letters: list[tuple[str, float, float, float, float, float]]) -> list[list[Any]]:
    runs: list[list[Any]] = []
    pairs = pairwise([None, *letters])
    for before, letter in pairs:
        assert letter is not None  # noqa: S101 - only the first of a pair can be None; for the type checker
        character, left, top, right, bottom, size = letter
        if before is None or _parts(before, letter):
            runs.append([character, left, top, right, bottom, size])
            continue
        run = runs[-1]
        run[0] += character
        run[1:5] = [min(run[1], left), min(run[2], top), max(run[3], right), max(run[4], bottom)]
        run[5] = max(run[5], size)
    return [run for run in runs if run[0].strip()]


def _parts(
    before: tuple[str, float, float, float, float, float],
    letter: tuple[str, float, float, float, float, float],
) -> bool:
    """Whether two characters drawn one after the other stand in different runs."""
    size = max(before[5], letter[5])
    step = abs((before[2] + before[4]) - (letter[2] + letter[4])) / 2
    gap = letter[1] - before[3]
    return step > size * _STEP or gap > size * _GAP or gap < -size * _BACK


def _picture_share(page: pdfium.PdfPage, area: float) -> float:
    covered = 0.0
    for picture in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = picture.get_bounds()
        covered = max(covered, (right - left) * (top - bottom))
    return min(covered / area, 1.0) if area else 0.0


if __name__ == "__main__":
    sys.exit(main())
