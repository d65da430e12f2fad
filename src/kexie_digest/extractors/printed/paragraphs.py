"""Join the lines of a page to paragraphs, and tell headings by their type size.

Takes leaves in reading order, gives paragraphs. A paragraph begins where a line is
indented, where the line before ended early, where the type size changes or a blank line
stands; it may run on from one column into the next. Characters are joined as printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kexie_digest.extractors.printed.ordering import Leaf, least_sure
from kexie_digest.extractors.printed.run import Run
from kexie_digest.text.spacing import joint

#: Type size over the body's from which a line is a title, or a smaller heading.
_TITLE, _HEADING = 1.4, 1.15
#: In type sizes: an indent, a line that ended early, a blank line.
_INDENT, _EARLY, _BLANK_LINE = 1.2, 1.2, 0.9
#: Two sizes are the same up to this share; headings of one size make one heading.
_SAME_SIZE = 0.08
_LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or heading: text, box of its first part in points, size over the body's."""

    text: str
    box: tuple[float, float, float, float]
    size_ratio: float
    level: int | None = None
    gap_before: int = 0
    confidence: float | None = None


@dataclass(slots=True)
class _Open:
    """A paragraph that may still grow."""

    lines: list[Run]
    is_blank_above: bool
    right: float


def paragraphs_of(leaves: Sequence[Leaf], runs: Sequence[Run]) -> list[Paragraph]:
    """Read the leaves of one page.

    Args:
        leaves: In reading order.
        runs: All runs of the page: the size most characters have is the body's.

    Returns:
        Paragraphs and headings in order.
    """
    if not runs:
        return []
    body = _body_size(runs)
    return [_closed(one, body) for one in _grown(leaves)]


def _body_size(runs: Sequence[Run]) -> float:
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[round(run.size * 2) / 2] += len(run.text)
    return max(sizes, key=lambda size: (sizes[size], -size))


def _grown(leaves: Sequence[Leaf]) -> Iterator[_Open]:
    growing: _Open | None = None
    for leaf in leaves:
        left, right = min(line.left for line in leaf.lines), max(line.right for line in leaf.lines)
        for position, line in enumerate(leaf.lines):
            above = leaf.lines[position - 1] if position else None
            is_blank = above is not None and line.top - above.bottom > line.size * _BLANK_LINE
            if growing is not None and not is_blank and _goes_on(growing, line, left, leaf, above):
                growing.lines.append(line)
                growing.right = right
                continue
            if growing is not None:
                yield growing
            growing = _Open([line], is_blank or (above is None and not leaf.flows), right)
    if growing is not None:
        yield growing


def _goes_on(growing: _Open, line: Run, left: float, leaf: Leaf, above: Run | None) -> bool:
    """Whether a line belongs to the paragraph before it."""
    last = growing.lines[-1]
    is_same_size = abs(last.size - line.size) <= _SAME_SIZE * max(last.size, line.size)
    if not is_same_size or (above is None and not leaf.flows):
        return False
    is_indented = line.left - left > line.size * _INDENT or line.text.startswith("\u3000")
    ended_early = growing.right - last.right > last.size * _EARLY
    return not is_indented and not ended_early


def _closed(grown: _Open, body: float) -> Paragraph:
    text = grown.lines[0].text.strip()
    for line in grown.lines[1:]:
        piece = line.text.strip()
        text += joint(text, piece) + piece
    first = grown.lines[0]
    ratio = round(max(line.size for line in grown.lines) / body, 2)
    is_short = len(text) <= _LONGEST_HEADING
    level = 1 if ratio >= _TITLE and is_short else 2 if ratio >= _HEADING and is_short else None
    box = (
        min(line.left for line in grown.lines),
        first.top,
        max(line.right for line in grown.lines),
        max(line.bottom for line in grown.lines),
    )
    return Paragraph(text, box, ratio, level, int(grown.is_blank_above), least_sure(grown.lines))
