"""Sorting: what each row of a text is.

Takes rows, gives one :class:`Sorted` each: its role, how sure, and the rule. First what
a row says by itself (source lines, captions, disclaimers), then what its neighbours say
(titles above the body, subheads between full paragraphs, captions under pictures). It
builds nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kexie_digest.model import BlockKind
from kexie_digest.parsers.parts import attribution, byline, caption, dateline, notice
from kexie_digest.parsers.prose.repeats import find_repeats
from kexie_digest.parsers.prose.rows import Row
from kexie_digest.parsers.prose.shapes import is_closed, is_full, is_item, is_label, is_latin, is_section
from kexie_digest.text.script import fold


class Role(StrEnum):
    """What a row is."""

    TITLE = "title"
    ATTRIBUTION = "attribution"
    BYLINE = "byline"
    BODY = "body"
    SUBHEAD = "subhead"
    CAPTION = "caption"
    IMAGE = "image"
    TABLE = "table"
    NOTICE = "notice"
    SPAM = "spam"
    REPEAT = "repeat"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Sorted:
    """A row with its role; ``score`` 0..1 says how sure, ``rule`` names why."""

    row: Row
    role: Role
    score: float
    rule: str


_TITLE_END: Final = re.compile(r"[。，；：、,;:]$")
_NUMBER_ONLY: Final = re.compile(
    r"(?:part|no)?[\s.]*(?:\d{1,2}|[一二三四五六七八九十]{1,2})[\s.、]*", re.IGNORECASE
)
_TITLE_LENGTH, _LATIN_TITLE_LENGTH = 40, 160
_TITLE_STACK = 3
#: Shorter lines are no wrapped text but labels.
_WRAPPED = 24
_LONGEST_BELOW_PICTURE = 45
_SURE, _CAPTION_SURE = 0.9, 0.8
_TAIL_ROLES: Final = frozenset({Role.NOTICE, Role.ATTRIBUTION, Role.SPAM})
_PARTICULARS: Final = frozenset({"", "时间", "日期", "主题", "from", "to"})
_LONGEST_SUBHEAD_RUN = 2
#: One or two characters say nothing by themselves.
_SHORTEST_SPEAKING = 3


def sort_rows(rows: Sequence[Row], *, title: str | None = None) -> tuple[Sorted, ...]:
    """Give every row its role.

    Args:
        rows: One text's rows.
        title: What its source or markup calls it.

    Returns:
        One result a row, in order.
    """
    found = [_alone(row) for row in rows]
    _unmark_particulars(found)
    _mark_repeats(found)
    _mark_bare_facts(found)
    _mark_titles(found, title)
    _mark_subheads(found)
    _mark_captions(found)
    _mark_tail(found)
    return tuple(found)


# ------------------------------------------------------------------ by itself
def _alone(row: Row) -> Sorted:
    if row.block.kind is BlockKind.IMAGE:
        return Sorted(row, Role.IMAGE, 1.0, "image")
    if not row.text:
        return Sorted(row, Role.EMPTY, 1.0, "empty")
    if row.block.kind is BlockKind.TABLE and not row.is_line:
        return Sorted(row, Role.TABLE, 1.0, "table-row")
    if len(row.text) < _SHORTEST_SPEAKING:
        return Sorted(row, Role.BODY, 0.5, "text-short")
    seen = notice.read(row.text)
    if seen and seen.score >= _SURE and row.level != 1:
        return Sorted(row, Role.NOTICE, seen.score, seen.rule)
    spam = notice.find_spam(row.text)
    if spam and spam[0][0] == 0 and spam[-1][1] >= len(row.text.rstrip("。.!！")):
        return Sorted(row, Role.SPAM, 0.9, "spam-line")
    if row.level != 1 and attribution.read(row.text):
        return Sorted(row, Role.ATTRIBUTION, 0.95, "attribution")
    return _picture_or_person(row)


def _picture_or_person(row: Row) -> Sorted:
    if row.block.kind is BlockKind.CAPTION:
        return Sorted(row, Role.CAPTION, 1.0, "caption-markup")
    seen = caption.read(row.text) if not row.level else None
    if seen and seen.score >= _CAPTION_SURE:
        return Sorted(row, Role.CAPTION, seen.score, seen.rule)
    person = byline.read_line(row.text) if not row.level else None
    if person:
        return Sorted(row, Role.BYLINE, person.score, person.rule)
    return Sorted(row, Role.BODY, 0.8, "text")


# ------------------------------------------------------------------ among neighbours
def _set(found: list[Sorted], place: int, role: Role, score: float, rule: str) -> None:
    found[place] = Sorted(found[place].row, role, score, rule)


def _unmark_particulars(found: list[Sorted]) -> None:
    """时间：… and 主题：… below a first paragraph are particulars of an event, not of the page."""
    bodies = (place for place, item in enumerate(found) if item.role is Role.BODY and is_full(item.row))
    first = next(bodies, len(found))
    for place in range(first + 1, len(found)):
        if found[place].role is Role.ATTRIBUTION:
            entries = attribution.read(found[place].row.text)
            if all(fold(entry.label) in _PARTICULARS for entry in entries):
                _set(found, place, Role.BODY, 0.7, "particulars")


def _mark_repeats(found: list[Sorted]) -> None:
    for place in find_repeats([_without_spam(item.row.folded) for item in found]):
        if found[place].role is not Role.IMAGE:
            _set(found, place, Role.REPEAT, 0.9, "repeated-body")


def _without_spam(folded: str) -> str:
    """Mirrors put other advertisements into each copy."""
    for start, end in reversed(notice.find_spam(folded)):
        folded = folded[:start] + folded[end:]
    return folded


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _mark_titles(found: list[Sorted], title: str | None) -> None:
    """The stack above the body: what the source calls it, else label-shaped rows before a paragraph."""
    texts = [place for place, item in enumerate(found) if item.role is Role.BODY]
    if title:
        named = [
            place for place in texts[: _TITLE_STACK + 1] if _letters(found[place].row.text) == _letters(title)
        ]
        if named:
            _mark_kickers(found, texts[: texts.index(named[0])])
            _set(found, named[0], Role.TITLE, 1.0, "title-known")
            return
    first = next((place for place in texts if found[place].row.level == 1), None)
    if first is not None and texts.index(first) < _TITLE_STACK:
        _mark_kickers(found, texts[: texts.index(first)])
        _set(found, first, Role.TITLE, 1.0, "title-heading")
        _mark_subtitle(found, first)
        return
    stack = [] if title or _is_wrapped(found, texts) else _unmarked_stack(found, texts)
    for place in stack:
        _set(found, place, Role.TITLE, 0.8, "title-unmarked")


def _mark_kickers(found: list[Sorted], places: Sequence[int]) -> None:
    """One or two short lines right above a title that is sure."""
    if len(places) <= _LONGEST_SUBHEAD_RUN and all(is_label(found[place].row) for place in places):
        for place in places:
            _set(found, place, Role.TITLE, 0.7, "title-above")


def _mark_subtitle(found: list[Sorted], title: int) -> None:
    """A dash below the title opens a subtitle."""
    if title + 1 < len(found) and found[title + 1].role is Role.BODY:
        below = found[title + 1].row
        if below.text.startswith(("——", "—", "--")) and is_label(below):
            _set(found, title + 1, Role.TITLE, 0.9, "subtitle-dash")


def _is_wrapped(found: Sequence[Sorted], texts: Sequence[int]) -> bool:
    """Whether the first row is as long as the lines an editor or a mail program wrapped."""
    rows = [found[place].row for place in texts]
    wrapped = sorted(
        len(row.text) for row in rows[1:] if not is_closed(row.text) and len(row.text) >= _WRAPPED
    )
    return len(wrapped) > 1 and len(rows[0].text) >= 0.8 * wrapped[len(wrapped) // 2]


def _unmarked_stack(found: list[Sorted], texts: list[int]) -> list[int]:
    stack: list[int] = []
    for place in texts:
        row = found[place].row
        longest = _LATIN_TITLE_LENGTH if is_latin(row.folded) else _TITLE_LENGTH
        is_headed = row.block.kind is BlockKind.HEADING
        ends = bool(_TITLE_END.search(row.text)) or (row.text.endswith(".") and is_latin(row.folded))
        if len(row.text) > longest or ends or (dateline.read(row.text) and not is_headed):
            break
        if stack and (place != stack[-1] + 1 or not (is_label(row) or is_headed)):
            break
        stack.append(place)
    rest = [place for place in texts if place not in stack]
    opens_body = bool(rest) and is_full(found[rest[0]].row)
    return (
        stack
        if 0 < len(stack) <= _TITLE_STACK and (opens_body or not rest) and len(texts) > len(stack)
        else []
    )


def _mark_bare_facts(found: list[Sorted]) -> None:
    """A date beside the medium's name, at the head of the text."""
    texts = [place for place, item in enumerate(found) if item.role is Role.BODY]
    for place in texts[: _TITLE_STACK + 1]:
        if found[place].row.level != 1 and attribution.read_bare(found[place].row.text):
            _set(found, place, Role.ATTRIBUTION, 0.8, "attribution-bare")


def _runs(found: Sequence[Sorted]) -> list[list[int]]:
    """Stretches of rows that follow each other directly and have the shape of a label."""
    runs: list[list[int]] = []
    for place, item in enumerate(found):
        if item.role is not Role.BODY or not (is_label(item.row) or _is_heading(item.row)):
            continue
        follows = bool(runs) and runs[-1][-1] == place - 1
        if follows and _together(found[place - 1].row, item.row):
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _is_heading(row: Row) -> bool:
    return row.block.kind is BlockKind.HEADING


def _together(above: Row, row: Row) -> bool:
    """Two unmarked lines, or two headings of one level, make one run."""
    if is_section(above.text) or is_section(row.text):
        return False
    return _is_heading(above) == _is_heading(row) and (above.level == row.level)


def _neighbour(found: Sequence[Sorted], place: int, step: int) -> Sorted | None:
    """The next row that is text, over captions and pictures."""
    place += step
    while 0 <= place < len(found):
        if found[place].role in {Role.BODY, Role.SUBHEAD, Role.TABLE, Role.TITLE}:
            return found[place]
        if found[place].role in {Role.ATTRIBUTION, Role.NOTICE} and step > 0:
            return None
        place += step
    return None


def _mark_subheads(found: list[Sorted]) -> None:
    for run in _runs(found):
        above, below = _neighbour(found, run[0], -1), _neighbour(found, run[-1], 1)
        if below is None or above is None:
            continue
        opens_section = is_section(found[run[0]].row.text) and not is_section(below.row.text)
        marked = _is_heading(found[run[0]].row) or opens_section
        numbered = bool(_NUMBER_ONLY.fullmatch(found[run[0]].row.folded))
        fits = marked or len(run) - numbered <= _LONGEST_SUBHEAD_RUN
        after_end = above.role is not Role.BODY or is_closed(above.row.text)
        before_text = marked or below.role is Role.TABLE or is_full(below.row)
        if fits and before_text and (marked or after_end):
            for place in run:
                _set(
                    found,
                    place,
                    Role.SUBHEAD,
                    0.95 if marked else 0.8,
                    "subhead-" + ("marked" if marked else "short"),
                )


def _mark_captions(found: list[Sorted]) -> None:
    """One short sentence right under a picture of a web page."""
    for place in range(1, len(found)):
        row = found[place].row
        if found[place].role is not Role.BODY or row.is_line or found[place - 1].role is not Role.IMAGE:
            continue
        short = len(row.text) <= _LONGEST_BELOW_PICTURE * (3 if is_latin(row.folded) else 1)
        one = not re.search(r"[。！？].", row.text) and row.text[:1] not in '“"「'
        if short and one and not dateline.read(row.text) and not _is_heading(row) and not is_item(row.text):
            _set(found, place, Role.CAPTION, 0.7, "caption-below-picture")


def _mark_tail(found: list[Sorted]) -> None:
    """Below the last paragraph one word of a disclaimer is enough, and so is standing among such rows."""
    among = False
    for place in range(_tail_start(found), len(found)):
        among = among or found[place].role in _TAIL_ROLES
        if found[place].role not in {Role.BODY, Role.SUBHEAD}:
            continue
        seen = notice.read(found[place].row.text)
        if seen:
            _set(found, place, Role.NOTICE, seen.score, seen.rule + "-tail")
        elif among:
            _set(found, place, Role.NOTICE, 0.5, "notice-among-tail")


def _tail_start(found: Sequence[Sorted]) -> int:
    """The first row after the last paragraph that is no notice."""
    for place in reversed(range(len(found))):
        row = found[place].row
        is_text = found[place].role in {Role.BODY, Role.SUBHEAD} and not notice.read(row.text)
        if found[place].role in {Role.TABLE, Role.TITLE} or (is_text and is_full(row)):
            return place + 1
    return len(found)
