"""Winners whom the tagger sees: stretches likely enough, in the company of their list and their rows.

Takes the layout of an article, gives stretches with their chances. It asks nobody whether they may have
won (``bystanders``), and names no honour (``conferring``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kexie_digest.facts.awards.cells import cells_of
from kexie_digest.facts.awards.items import called
from kexie_digest.facts.awards.items.trimming import SYMBOLS
from kexie_digest.facts.awards.tagging.chain import Stretch, Weights, stretches
from kexie_digest.facts.awards.tagging.features import describe
from kexie_digest.facts.awards.tagging.items import Item, is_person
from kexie_digest.facts.awards.tagging.layout import Layout
from kexie_digest.facts.awards.tagging.weights import taught
from kexie_digest.facts.lines import Line
from kexie_digest.facts.naming.organisations import ends_like_organisation
from kexie_digest.facts.naming.persons import person_in

#: Items of one list, and cells of one column, win or lose together: their mean in each one's chance.
_SHARE, _FEWEST_ROWS = 0.4, 3
#: 其中我县有某村.
_LED = re.compile("(?<=[中省市县区校院会])有(?=.{4})")
#: “0.15毫米玻璃成形”: a title that begins with a figure.
_FIGURE = re.compile(r"(?<=[“《])[\d.]+[\u4e00-\u9fff]?$")
#: “最佳工地”由某公司获得: an honour and who took it.
_TAKEN_BY = re.compile(r"(?:“?[^“”,。;:!?]*”)?(?<=”)由(?=.{2})")
#: The first letter of a verb that is a given name, too (白露荣获).
_LED_VERB = re.compile("[荣喜勇均分双共并][获夺]")
#: The number of those named behind the last of them (竹坑村两个村).
_COUNTED = re.compile(
    r"(?<=([\u4e00-\u9fff]))(?:[两二三四五六七八九十]|\d+) ?[个名家位项][\u4e00-\u9fff]{0,3}?\1$"
)
_Group = tuple[str | int, ...]


@dataclass(frozen=True)
class Winner:
    """A stretch of a sentence that names a winner, and how likely."""

    line: Line
    start: int
    end: int
    chance: float

    @cached_property
    def name(self) -> str:
        """The name as printed."""
        return self.line.text[self.start : self.end].strip()


def winners(layout: Layout, weights: Weights | None = None) -> list[Winner]:
    """Tag the names of winners.

    Args:
        layout: The article.
        weights: Weights to use in the place of those taught last.

    Returns:
        Stretches in order, with their chances in company.
    """
    if not layout.may_tell:
        return []
    sizes: Counter[_Group] = Counter()
    found: list[tuple[Winner, _Group | None, tuple[int, int]]] = []
    for line in layout.lines:
        described = describe(line, layout)
        is_row = line.paragraph in layout.rows
        cells = [start for start, _ in cells_of(line, 0, len(line.text))] if is_row else []
        groups = [_group(layout, line, item, cells) for item in described.items]
        sizes.update(group for group in groups if group)
        for one in stretches(described, weights or taught()):
            at = _item_at(described.items, one)
            winner = Winner(line, *_person_alone(line, *_with_marks(line, one)), one.chance)
            found.append((winner, groups[at] if at >= 0 else None, (line.order, at)))
    return _in_company(found, sizes)


def _with_marks(line: Line, one: Stretch) -> tuple[int, int]:
    """Where a stretch begins whose first word stands in marks (“双缝”课堂演示, “凸包”队)."""
    symbols = SYMBOLS.match(line.folded, one.start, one.end)
    if symbols:
        return symbols.end(), one.end
    figure = _FIGURE.search(line.folded, 0, one.start)
    if figure:
        return figure.start(), one.end
    by = _TAKEN_BY.match(line.folded, one.start, one.end)
    if by:
        return by.end(), one.end
    close = line.folded.find("”", max(0, one.start - 1), one.end)
    opening = line.folded.rfind("“", 0, close) if close >= 0 else -1
    is_led = 0 <= opening < one.start and "”" not in line.folded[opening:close] and close < one.end - 1
    is_open = "“" in line.folded[one.start + 1 : one.end] and line.folded[one.end : one.end + 1] == "”"
    return (opening if is_led else one.start), one.end + (is_open and close < 0)


def _person_alone(line: Line, start: int, end: int) -> tuple[int, int]:
    """Where the name stands: a person without where one works and what follows (铁路中学古小雨, 岑松等)."""
    start, end = start + bool(_LED.match(line.folded, start)), _before_verb(line.folded, start, end)
    if is_person(line.folded[start:end]) or ends_like_organisation(line.folded[start:end]):
        return start, end
    for begin in range(max(start + 2, end - 4), end - 1):
        if is_person(line.folded[begin:end]) and ends_like_organisation(line.folded[start:begin]):
            return begin, end
    place = person_in(line.folded, start, end) or called(line.folded, start, end)
    return (place[0], end) if place and place[1] == end else (start, end)


def _before_verb(folded: str, start: int, end: int) -> int:
    """Where a name ends that runs into what follows (岑松等, 白露荣获, 竹坑村两个村)."""
    counted = _COUNTED.search(folded, start + 2, end)
    if counted:
        return counted.start()
    is_led = folded[end - 1] == "等" or _LED_VERB.match(folded, end - 1)
    return end - 1 if is_led and is_person(folded[start : end - 1]) else end


def _group(layout: Layout, line: Line, item: Item, cells: Sequence[int]) -> _Group | None:
    """What an item wins or loses together with: its list, else its column."""
    if item.first != item.last:
        return "list", line.order, item.first
    cell = bisect_right(cells, item.start)
    return ("rows", layout.run_of(line), cell, len(cells)) if cells else None


def _item_at(items: Sequence[Item], one: Stretch) -> int:
    at = bisect_right(items, one.start, key=lambda item: item.start) - 1
    return at if at >= 0 and one.start < items[at].end else -1


def _in_company(
    found: Sequence[tuple[Winner, _Group | None, tuple[int, int]]], sizes: Counter[_Group]
) -> list[Winner]:
    """Let the likeliest stretches of the items of a group share their chances."""
    best: dict[_Group, dict[tuple[int, int], float]] = defaultdict(dict)
    for winner, group, item in found:
        if group and winner.chance > best[group].get(item, 0.0):
            best[group][item] = winner.chance
    shared = []
    for winner, group, item in found:
        is_alone = not group or (group[0] == "rows" and sizes[group] < _FEWEST_ROWS)
        if not group or is_alone or winner.chance < best[group][item]:
            shared.append(winner)
            continue
        mean = sum(best[group].values()) / sizes[group]
        shared.append(replace(winner, chance=winner.chance + _SHARE * (mean - winner.chance)))
    return sorted(shared, key=lambda one: (one.line.order, one.start))
