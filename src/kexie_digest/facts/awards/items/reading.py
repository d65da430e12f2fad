"""What one item of a list of recipients names.

Takes a stretch of a sentence, gives names as printed: a work by its title, a person
without post and employer, a body. It knows first persons (我们学会) and back-references
(该论坛); generic items (获奖学会) name nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kexie_digest.facts.awards.items.generic import is_generic
from kexie_digest.facts.awards.items.names import one_name, plain, titled
from kexie_digest.facts.awards.items.referring import referred, spoken_of
from kexie_digest.facts.awards.items.trimming import trimmed
from kexie_digest.facts.lines import Line
from kexie_digest.facts.naming.organisations import POSTS, ends_like_organisation
from kexie_digest.facts.naming.persons import person_in
from kexie_digest.facts.naming.surnames import NAME

_BACK = re.compile(
    rf"^(?:该|此|本|这[个一次场项]?)(?!.{{0,4}}{POSTS}.{{2,3}}$)(?P<noun>[\u4e00-\u9fff]{{2,6}})$"
)
_OWNER = re.compile(rf"[^,、]{{2,20}}的(?={NAME}$)")
#: 某中学 某某: where one works, a gap, a name.
_EMPLOYED = re.compile(rf"([^ \t、,]{{3,20}})[ \t]+({NAME})")
#: 张 三: a name of two letters, set as wide as one of three.
_SPREAD = re.compile(r"([\u4e00-\u9fff])[ \t]+([\u4e00-\u9fff])")
#: 我市两名教师方某, 甲: how many they are stands before the first.
_COUNTED = re.compile(
    r"(?:我[省市县区校院会]|本[省市县区校])?(?:\d+|[一二两三四五六七八九十]+)[名位](?=[^,、]{3})"
)


def names_in_cell(lines: Sequence[Line], line: Line, start: int, end: int) -> list[str]:
    """Read a cell of a row: one item, or a list of them.

    Args:
        lines: All sentences, for back-references.
        line: The row.
        start: Where the cell begins.
        end: Where it ends.

    Returns:
        The names, as printed.
    """
    ends = [*(match.start() for match in re.finditer("、", line.masked[:end]) if match.start() > start), end]
    starts = [start, *(stop + 1 for stop in ends[:-1])]
    return [
        name for item in zip(starts, ends, strict=True) for name in names_in(lines, line, *item, is_roll=True)
    ]


def names_in(lines: Sequence[Line], line: Line, start: int, end: int, *, is_roll: bool = False) -> list[str]:
    """Read one item of a list.

    Args:
        lines: All sentences, for back-references.
        line: The sentence.
        start: Where the item begins.
        end: Where it ends.
        is_roll: The list was announced as a roll: any plain noun in it is a name.

    Returns:
        The names, as printed; several for “A”“B”.
    """
    start, end, is_work = trimmed(line, start, end)
    if start >= end:
        return []
    spread = _SPREAD.fullmatch(line.folded, start, end)
    if spread:
        return [line.text[start] + line.text[end - 1]]
    employed = _EMPLOYED.fullmatch(line.folded, start, end)
    if employed and ends_like_organisation(employed[1]):
        return [line.text[slice(*employed.span(2))]]
    titles = titled(line, start, end)
    if titles:
        return titles
    item = line.folded[start:end]
    back = _BACK.match(item)
    if back:
        return referred(lines, line, start, back["noun"])
    spoken = spoken_of(lines, line, item)
    if spoken:
        return spoken
    owner = _OWNER.match(item)
    if owner:  # 来自4个县的某某
        start += owner.end()
        item = line.folded[start:end]
    counted = _COUNTED.match(item)
    if counted and person_in(line.folded, start + counted.end(), end):
        start += counted.end()
        item = line.folded[start:end]
    if is_generic(item):
        return []
    place = one_name(line, start, end) or (plain(line, start, end) if is_roll or is_work else None)
    return [line.text[place[0] : place[1]]] if place else []
