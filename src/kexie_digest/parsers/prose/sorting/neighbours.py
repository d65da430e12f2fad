"""Neighbours: what the rows around a row make of it.

Takes rows with their first roles, marks repeats, particulars of an event, subheads between
full paragraphs, captions under pictures, and what stands below the last paragraph.
"""

import re
from collections.abc import Sequence
from typing import Final

from kexie_digest.model import BlockKind
from kexie_digest.parsers.parts import attribution, dateline, notice
from kexie_digest.parsers.prose.repeats import find_repeats
from kexie_digest.parsers.prose.rows import Row
from kexie_digest.parsers.prose.shapes import (
    LONGEST_RUN,
    is_closed,
    is_full,
    is_item,
    is_label,
    is_latin,
    is_section,
)
from kexie_digest.parsers.prose.sorting.roles import Role, Sorted, put
from kexie_digest.text.script import fold

_NUMBER_ONLY: Final = re.compile(
    r"(?:part|no)?[\s.]*(?:\d{1,2}|[一二三四五六七八九十]{1,2})[\s.、]*", re.IGNORECASE
)
_LONGEST_BELOW_PICTURE: Final = 45
_TAIL_ROLES: Final = frozenset({Role.NOTICE, Role.ATTRIBUTION, Role.SPAM})
_PARTICULARS: Final = frozenset({"", "时间", "日期", "主题", "from", "to"})


def unmark_particulars(found: list[Sorted]) -> None:
    """Give particulars of an event back to the body.

    时间：… and 主题：… below a first paragraph are none of the page.

    Args:
        found: All rows with their roles; some get another.
    """
    bodies = (place for place, item in enumerate(found) if item.role is Role.BODY and is_full(item.row))
    first = next(bodies, len(found))
    for place in range(first + 1, len(found)):
        if found[place].role is Role.ATTRIBUTION:
            entries = attribution.read(found[place].row.text)
            if all(fold(entry.label) in _PARTICULARS for entry in entries):
                put(found, place, Role.BODY, 0.7, "particulars")


def mark_repeats(found: list[Sorted]) -> None:
    """Mark a body that is printed a second time.

    Mirrors put other advertisements into each copy; they do not count.

    Args:
        found: All rows with their roles; some get another.
    """
    for place in find_repeats([_without_spam(item.row.folded) for item in found]):
        if found[place].role is not Role.IMAGE:
            put(found, place, Role.REPEAT, 0.9, "repeated-body")


def mark_subheads(found: list[Sorted]) -> None:
    """Mark short rows between full paragraphs as subheads.

    Headings of the markup and numbered sections need no full paragraph below.

    Args:
        found: All rows with their roles; some get another.
    """
    for run in _runs(found):
        above, below = _neighbour(found, run[0], -1), _neighbour(found, run[-1], 1)
        if below is None or above is None:
            continue
        opens_section = is_section(found[run[0]].row.text) and not is_section(below.row.text)
        marked = _is_heading(found[run[0]].row) or opens_section
        numbered = bool(_NUMBER_ONLY.fullmatch(found[run[0]].row.folded))
        fits = marked or len(run) - numbered <= LONGEST_RUN
        after_end = above.role is not Role.BODY or is_closed(above.row.text)
        before_text = marked or below.role is Role.TABLE or is_full(below.row)
        if fits and before_text and (marked or after_end):
            for place in run:
                put(
                    found,
                    place,
                    Role.SUBHEAD,
                    0.95 if marked else 0.8,
                    "subhead-" + ("marked" if marked else "short"),
                )


def mark_captions(found: list[Sorted]) -> None:
    """Mark one short sentence right under a picture of a web page as its caption.

    Args:
        found: All rows with their roles; some get another.
    """
    for place in range(1, len(found)):
        row = found[place].row
        if found[place].role is not Role.BODY or row.is_line or found[place - 1].role is not Role.IMAGE:
            continue
        short = len(row.text) <= _LONGEST_BELOW_PICTURE * (3 if is_latin(row.folded) else 1)
        one = not re.search(r"[。！？].", row.text) and row.text[:1] not in '“"「'
        if short and one and not dateline.read(row.text) and not _is_heading(row) and not is_item(row.text):
            put(found, place, Role.CAPTION, 0.7, "caption-below-picture")


def mark_tail(found: list[Sorted]) -> None:
    """Mark what stands below the last paragraph.

    One word of a disclaimer is enough there, and so is standing among such rows.

    Args:
        found: All rows with their roles; some get another.
    """
    among = False
    for place in range(_tail_start(found), len(found)):
        among = among or found[place].role in _TAIL_ROLES
        if found[place].role not in {Role.BODY, Role.SUBHEAD}:
            continue
        seen = notice.read(found[place].row.text)
        if seen:
            put(found, place, Role.NOTICE, seen.score, seen.rule + "-tail")
        elif among:
            put(found, place, Role.NOTICE, 0.5, "notice-among-tail")


def _without_spam(folded: str) -> str:
    """Mirrors put other advertisements into each copy."""
    for start, end in reversed(notice.find_spam(folded)):
        folded = folded[:start] + folded[end:]
    return folded


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


def _tail_start(found: Sequence[Sorted]) -> int:
    """The first row after the last paragraph that is no notice."""
    for place in reversed(range(len(found))):
        row = found[place].row
        is_text = found[place].role in {Role.BODY, Role.SUBHEAD} and not notice.read(row.text)
        if found[place].role in {Role.TABLE, Role.TITLE} or (is_text and is_full(row)):
            return place + 1
    return len(found)
