"""What the whole page tells about one line: usual gaps, wrap width, what follows.

Takes the lines, gives measures that the line classes are scored with. It holds no
opinion of its own.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kexie_digest.parsers.newspaper.page import shape
from kexie_digest.parsers.newspaper.page.lines import Line
from kexie_digest.parsers.newspaper.page.topic import Bond, Topics
from kexie_digest.parsers.parts import dateline
from kexie_digest.parsers.parts.speaker import names_voice

_LONG: Final = 40
_WRAP_LEAST, _WRAP_MOST = 12, 60
_WRAP_SHARE: Final = 0.3
_WRAP_LINES: Final = 5
_IMAGE_GAP: Final = 2
_AHEAD: Final = 4
_INDENTS: Final = 2
_INDENTED: Final = 0.3
_BODY_LENGTH: Final = 20
_SHORT: Final = 26
_VOICES: Final = 2


@dataclass(frozen=True)
class PageView:
    """Measures over all lines of a page."""

    lines: tuple[Line, ...]
    topics: Topics
    usual_gap: int
    wrap_width: float | None
    wraps_by_count: bool
    has_levels: bool
    has_indents: bool
    is_unsigned: bool
    has_voices: bool

    def is_full(self, index: int) -> bool:
        """Whether a line fills a hard-wrapped column."""
        if self.wrap_width is None:
            return False
        line = self.lines[index]
        width = len(line.text) if self.wraps_by_count else line.width
        return abs(width - self.wrap_width) <= _slack(self.wrap_width)

    def bond(self, index: int) -> Bond:
        """What a short line shares with the text around it."""
        return self.topics.bond(index)

    def starts_flush(self, index: int) -> bool:
        """Whether paragraphs are indented here and this line is not."""
        return self.has_indents and not self.lines[index].is_indented

    def wraps_on(self, index: int) -> bool:
        """Whether a line after a complete sentence is still the same wrapped paragraph.

        Only indents can tell: without them a sentence that ends at the column's edge is
        taken for the end of its paragraph.
        """
        line = self.lines[index]
        return self.wrap_width is not None and self.has_indents and line.gap == 0 and not line.is_indented

    def next_level(self, index: int) -> int:
        """Heading level of the next line, 0 for none."""
        return (self.lines[index + 1].level or 0) if index + 1 < len(self.lines) else 0

    def next_ends_with_colon(self, index: int) -> bool:
        """Whether the next line introduces a list: no first paragraph of a story."""
        return index + 1 < len(self.lines) and self.lines[index + 1].folded.endswith(":")

    def runs_short(self, index: int) -> bool:
        """Whether the next line is a short sentence: seldom a first paragraph, often a rest of one."""
        if index + 1 >= len(self.lines):
            return False
        line = self.lines[index + 1]
        return line.level is None and len(line.text) < _SHORT and line.folded.endswith("。")

    def image_gap(self, index: int) -> bool:
        """Whether more blank lines stand above a line than between paragraphs: a picture's place."""
        gap = self.lines[index].gap
        return index > 0 and gap >= self.usual_gap + _IMAGE_GAP

    def next_body(self, index: int) -> Line | None:
        """The next long or complete line within a few lines."""
        for line in self.lines[index + 1 : index + 1 + _AHEAD]:
            if self._is_prose(line):
                return line
        return None

    def _is_prose(self, line: Line) -> bool:
        """Whether a line is long for its page, or a sentence with a clause in it."""
        if len(line.text) >= _LONG or (line.level is None and self.is_full(line.index)):
            return True
        return shape.ends_sentence(line.folded) and shape.has_clause(line.folded)

    def lead_ahead(self, index: int) -> float:
        """How sure a new item begins soon below: 1 with 本报讯, .8 with a day first, .4 with one near."""
        following = self.lines[index + 1 : index + 2]
        if following and (shape.is_bare_date(following[0].folded) or shape.starts_day(following[0].folded)):
            return 0.8
        line = self.next_body(index)
        if line is None:
            return 0.0
        if dateline.read(line.text):
            return 1.0
        return 0.4 if shape.opens_news(line.folded) else 0.0


def view(lines: Sequence[Line]) -> PageView:
    """Measure a page.

    Args:
        lines: All its lines.

    Returns:
        The measures.
    """
    gaps = Counter(line.gap for line in lines[1:])
    usual = gaps.most_common(1)[0][0] if gaps else 0
    by_width, by_count = _wrap([line.width for line in lines]), _wrap([len(line.text) for line in lines])
    wrap = max(by_width, by_count, key=lambda found: found[1])
    long = [line for line in lines if len(line.text) >= _BODY_LENGTH]
    return PageView(
        lines=tuple(lines),
        usual_gap=min(usual, 2),
        topics=Topics(lines),
        wrap_width=wrap[0],
        wraps_by_count=wrap is by_count,
        is_unsigned=not any(_signs(line) for line in lines),
        has_voices=sum(names_voice(line.folded) for line in lines) >= _VOICES,
        has_levels=any(line.level is not None for line in lines),
        has_indents=sum(line.is_indented for line in long) >= max(_INDENTS, _INDENTED * len(long)),
    )


def _signs(line: Line) -> bool:
    """Whether a line shows that a page of several items is before us: 本报讯, a byline in brackets."""
    folded = line.folded
    return folded.startswith(("本报讯", "本刊讯", "本网讯")) or (
        folded.endswith(")") and "记者" in folded[-24:]
    )


def _slack(width: float) -> float:
    return max(1.5, 0.06 * width)


def _wrap(sizes: Sequence[float]) -> tuple[float | None, float]:
    """The column size at which lines were broken, and the share of long lines that have it.

    None and 0 where lines are whole paragraphs.
    """
    long = sorted(size for size in sizes if size >= _WRAP_LEAST)
    if len(long) < _WRAP_LINES:
        return None, 0.0
    most = long[int(0.92 * (len(long) - 1))]
    near = [size for size in long if abs(size - most) <= _slack(most)]
    share = len(near) / len(long)
    if most > _WRAP_MOST or len(near) < _WRAP_LINES or share < _WRAP_SHARE:
        return None, 0.0
    return near[len(near) // 2], share
