"""Cut a paragraph into sentences.

Takes a text, gives half-open offsets. It never changes a character, and it does not
know which sentences may be quoted: that is for ``summaries``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_ENDERS = frozenset("。！？!?")
#: Ends a sentence only before a closing quote or the end of the line.
_ELLIPSES = frozenset("…⋯")
_OPENERS = {"“": "”", "‘": "’", "「": "」", "『": "』"}
_BRACKETS = {"（": "）", "(": ")", "《": "》", "〈": "〉", "【": "】", "[": "]", "〔": "〕"}
_CLOSERS = frozenset("”’」』\"'") | frozenset(_BRACKETS.values())
#: All that can open, close or end something; the rest of a line is skipped quickly.
_MARKS = re.compile(
    "[" + re.escape("".join({*_ENDERS, *_ELLIPSES, *_OPENERS, *_BRACKETS, *_CLOSERS, "."})) + "]"
)
#: A quotation opened after one of these is speech, whose end ends the sentence.
_BEFORE_SPEECH = frozenset("：:，,。！？!?；;—")
#: The last two letters before a full stop that ends no sentence (Dr. Mr. Ms. Mrs. No. vs. St.).
_ABBREVIATIONS = frozenset({"Dr", "Mr", "Ms", "rs", "No", "vs", "St", "al"})
#: A bracket or quotation left open for longer was never closed (slips of the pen, lost lines).
_LONGEST_INSERTION = 120


@dataclass
class _Walk:
    """What is open while reading a line from left to right."""

    text: str
    start: int
    #: (closing mark, position, whether a sentence may end inside) of what is open.
    open: list[tuple[str, int, bool]] = field(default_factory=list)

    def see(self, position: int) -> None:
        char = self.text[position]
        if char in _BRACKETS:
            self.open.append((_BRACKETS[char], position, False))
        elif char in _OPENERS:
            before = self.text[position - 1] if position > self.start else "："
            outer = self.open[-1][2] if self.open else True
            self.open.append((_OPENERS[char], position, outer and before in _BEFORE_SPEECH))
        elif self.open and char == self.open[-1][0]:
            self.open.pop()

    def may_end(self, position: int) -> bool:
        """Whether no bracket or quoted name is open here."""
        while self.open and not self.open[-1][2] and position - self.open[-1][1] > _LONGEST_INSERTION:
            self.open.pop()
        return not self.open or self.open[-1][2]


def _is_full_stop(text: str, position: int) -> bool:
    """Tell an English full stop (``held in Bled. It``) from ``3.5``, ``e.g.`` and ``Dr. Li``."""
    before, after = text[max(0, position - 2) : position], text[position + 1 : position + 3]
    is_word = len(before) == len("ab") and before.isalnum() and before.isascii() and not before[-1].isupper()
    ends_phrase = not after or (after[0] == " " and not after[1:].islower())
    return is_word and ends_phrase and before not in _ABBREVIATIONS


def _ends(text: str, position: int, stop: int) -> bool:
    char = text[position]
    if char in _ENDERS:
        return True
    if char in _ELLIPSES:
        after = text[position + 1 : position + 2]
        return position + 1 == stop or after in _CLOSERS
    return char == "." and _is_full_stop(text, position)


def _after_marks(text: str, position: int, stop: int) -> int:
    """Take further end marks and closing quotes along with the sentence."""
    while position < stop and text[position] in (_ENDERS | _ELLIPSES | _CLOSERS):
        position += 1
    return position


def _cut_line(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    walk = _Walk(text, start)
    begin = position = start
    while mark := _MARKS.search(text, position, stop):
        position = mark.end()
        walk.see(position - 1)
        if _ends(text, position - 1, stop) and walk.may_end(position - 1):
            end = _after_marks(text, position, stop)
            for inner in range(position, end):
                walk.see(inner)
            found.append((begin, end))
            begin = position = end
    found.append((begin, stop))
    return found


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Find the sentences of a text.

    ``。！？`` end one, and so do ``……`` before a closing quote and an English full
    stop; closing quotes and brackets stay with the sentence they close. A mark inside
    brackets or a quoted name (以“科学，你好！”为题) ends none. A line break always does.

    Args:
        text: A paragraph or several.

    Returns:
        Half-open offsets in reading order, white space at either side left out;
        together they hold every character that is not white space.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for line in text.splitlines(keepends=True):
        pieces = (_trim(text, *piece) for piece in _cut_line(text, start, start + len(line)))
        found.extend(piece for piece in pieces if piece[0] < piece[1])
        start += len(line)
    return tuple(found)
