"""Rows: the blocks of one text, with what is no text set apart.

Takes extracted blocks, gives one :class:`Row` per block: the reading text, the same
folded for matching, and the way back to every original character. Markdown marks,
invisible characters and pinyin that mirrors put after characters (科協(xié)) are cut
out as decoration. It decides nothing about what a row is.
"""

import re
from dataclasses import dataclass
from typing import Final

from kexie_digest.model import Block, BlockKind, Extracted, Span
from kexie_digest.parsers.pieces import gather, keep, stretches
from kexie_digest.text.script import fold

_HEADING: Final = re.compile(r"\s*(#{1,6})(?!#)\s*")
_MARKUP: Final = re.compile(
    r"\*\*|__|\\(?=[#*])|[\ufeff\u200b-\u200f\u2060\ufffe\u00ad\x00-\x08\x0b-\x1f\x7f]"
)
_IMAGE: Final = re.compile(r"\s*(!\[)([^\]]*)(\]\([^)]*\))\s*")
_TONED: Final = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
_HANZI: Final = r"[\u3400-\u9fff]"
_BRACKETED_PINYIN: Final = re.compile(rf"(?<={_HANZI})[(（\[]\s*([a-z{_TONED}ü]{{1,6}}\d?)\s*[)）\]]")
_BARE_PINYIN: Final = re.compile(rf"(?<={_HANZI})([a-zü]{{0,4}}[{_TONED}][a-zü]{{0,3}})(?![a-zü{_TONED}])")
_SYLLABLE: Final = re.compile(
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?"
    r"(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|üan|üe|ai|ei|ao|ou|an|en|er|in|ün|un|ia|ie|iu|ua|uo|ui|ue|[aeiouü])\d?"
)
_PLAIN_NEEDED: Final = 3
_TONE: Final = re.compile(f"[{_TONED}]")
_UNTONED: Final = str.maketrans(_TONED, "aaaaeeeeiiiioooouuuuüüüünnn")


@dataclass(frozen=True, slots=True)
class Row:
    """One block of one text.

    ``offsets`` gives each character of ``text`` its place in the decoded document;
    ``marks`` are the stretches cut out as decoration.
    """

    index: int
    text: str
    folded: str
    offsets: tuple[int, ...] | range
    marks: tuple[tuple[int, int], ...]
    block: Block
    level: int | None

    @property
    def number(self) -> int | None:
        """The 1-based source line."""
        return self.block.span.line

    @property
    def is_line(self) -> bool:
        """Whether the document has lines, which may be cut in mid-sentence."""
        return self.block.span.line is not None

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Give the original stretches of a piece of ``text``.

        Args:
            start: First character.
            end: One past the last.

        Returns:
            One span, or several where decoration stands inside.
        """
        return tuple(self._span(*found) for found in stretches(self.offsets, start, end))

    def mark_spans(self) -> tuple[Span, ...]:
        """Give the decoration's stretches."""
        return tuple(self._span(start, end) for start, end in self.marks)

    def _span(self, start: int, end: int) -> Span:
        span = self.block.span
        return Span(start, end, span.line, span.page, span.part)


def find_pinyin(text: str, *, plain: bool = False) -> tuple[tuple[int, int], ...]:
    """Find pinyin that stands after the character it spells.

    Args:
        text: Any text.
        plain: Also take bracketed syllables without a tone mark (科协(xie)); sure only
            where a document has many of them.

    Returns:
        Half-open stretches, brackets included.
    """
    if not (plain or _TONE.search(text)):  # by far most texts
        return ()
    found = [
        match.span() for match in _BRACKETED_PINYIN.finditer(text) if _is_syllable(match[1], plain=plain)
    ]
    found += [match.span() for match in _BARE_PINYIN.finditer(text) if _is_syllable(match[1], plain=plain)]
    return tuple(sorted(found))


def _is_syllable(text: str, *, plain: bool) -> bool:
    toned = any(char in _TONED for char in text)
    return (toned or plain) and bool(_SYLLABLE.fullmatch(text.translate(_UNTONED)))


def _has_plain_pinyin(text: str) -> bool:
    syllables = [match[1] for match in _BRACKETED_PINYIN.finditer(text)]
    return sum(bool(_SYLLABLE.fullmatch(part)) and len(part) > 1 for part in syllables) >= _PLAIN_NEEDED


def _cuts(raw: str, block: Block, *, plain: bool) -> list[tuple[int, int]]:
    head = _HEADING.match(raw) if block.level and "#" in raw[:8] else None
    cuts = [(head.start(1), head.end(1))] if head else []
    image = _IMAGE.fullmatch(raw) if block.kind is BlockKind.IMAGE else None
    if image:
        return [image.span(1), image.span(3)]
    cuts += [match.span() for match in _MARKUP.finditer(raw)]
    cuts += find_pinyin(raw, plain=plain)
    merged: list[tuple[int, int]] = []
    for start, end in sorted(cuts):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def read_rows(extracted: Extracted) -> tuple[Row, ...]:
    """Make rows of a document's blocks.

    Args:
        extracted: Blocks with spans into ``extracted.text``.

    Returns:
        One row a block; a picture without words has an empty text.
    """
    plain = _has_plain_pinyin(extracted.text)
    rows: list[Row] = []
    for block in extracted.blocks:
        raw = extracted.text[block.span.start : block.span.end]
        cuts = _cuts(raw, block, plain=plain)
        offsets = keep(raw, cuts, block.span.start)
        text = gather(extracted.text, offsets)
        marks = tuple((block.span.start + start, block.span.start + end) for start, end in cuts)
        rows.append(Row(len(rows), text, fold(text), offsets, marks, block, block.level))
    return tuple(rows)
