"""What is known of each character of a sentence: letters around it, its item, the list, the article.

Takes a sentence and the layout of its article, gives names of features. It weighs nothing. Most
characters are told by their neighbours alone; where a name may begin (an item, a person, behind a
preposition), the features of the item join, shared by all such places of one role.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kexie_digest.facts.awards.cells import cells_of
from kexie_digest.facts.awards.tagging.items import Item, follows_post, items_of, persons_in
from kexie_digest.facts.awards.tagging.layout import Layout
from kexie_digest.facts.awards.tagging.signs import places, signs_in
from kexie_digest.facts.lines import Line

_CLAUSE = re.compile("[,。;:!?]")
#: The places behind a word that opens a name: an empty match at each.
_OPENED = re.compile(
    "(?<=[由被给为是予有归属了到的将让出名定达贺喜扬彰家位者省市县区中])|(?<=属于)|(?<=花落)|(?<=来自)"
)
_PAIRS = {"“": "”", "‘": "’", "《": "》", "(": ")", "【": "】"}
_STEPS, _FIRST_STEPS = (1, 2, 3, 4, 6, 9, 13, 20, 30), (1, 2, 4)
_NEAR, _REACH, _MOST, _FARTHEST = 6, 10, 6, 5
#: How far a character is from the ends of its item, by the distance.
_LEFT, _RIGHT = (
    [f"{side}{bisect_right(_STEPS, at)}" for at in range(_STEPS[-1] + 1)] for side in ("dl", "dr")
)
#: So many characters before and behind one are looked at.
_PAD = 3


#: Features under a prefix: put together they are names.
_Under = tuple[str, Sequence[str]]


@dataclass
class Described:
    """Features of the characters of a sentence: their own, and the group each shares with others.

    Those of a group stand under prefixes, for the same are asked under several.
    """

    own: list[list[str]] = field(default_factory=list)
    group: list[tuple[int, str] | None] = field(default_factory=list)
    shared: dict[tuple[int, str], Sequence[_Under]] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)

    def names(self) -> list[list[str]]:
        """The names of all features of each character."""
        shared = {
            key: [prefix + one for prefix, features in found for one in features]
            for key, found in self.shared.items()
        }
        return [own + (shared[key] if key else []) for own, key in zip(self.own, self.group, strict=True)]


class _Reader:
    """One sentence while it is described."""

    def __init__(self, line: Line, layout: Layout) -> None:
        self.line, self.layout, self.text = line, layout, line.folded
        #: The text with a border before and behind it, and the type of each of its characters.
        self.around = f"{'^' * _PAD}{self.text}{'$' * _PAD}"
        self.types = "".join(map(_type, self.around))
        self.items = items_of(self.text)
        self.persons = persons_in(self.text)
        #: Where the signs of each name begin and where they end, both in order.
        self.signs: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for start, end, name in places(self.text):
            self.signs[name][0].append(start)
            self.signs[name][1].append(end)
        self.is_row = line.paragraph in layout.rows
        self.cells = [start for start, _ in cells_of(line, 0, len(self.text))] if self.is_row else []
        self.pattern = self._pattern()
        self.quotes = _quotes(self.text)
        #: Between which places clauses stand.
        self.clauses = [-1, *(match.start() for match in _CLAUSE.finditer(self.text)), len(self.text)]
        self.opened = {match.start() for match in _OPENED.finditer(self.text)}
        self.near: dict[int, set[str]] = defaultdict(set)
        for start, _, name in places(self.text):
            feature = f"nr:{name}"
            for at in range(max(0, start - _NEAR), start):
                self.near[at].add(feature)
        self.whole = list(self._whole())
        self.shapes = Counter(item.shape for item in self.items)
        self.of_items: dict[int, tuple[Sequence[str], Sequence[str]]] = {}

    def at(self, place: int) -> str:
        """The character at a place; ^ before the sentence, $ behind it."""
        return self.around[place + _PAD]

    def cell_of(self, item: Item) -> int:
        """The number of the cell an item stands in."""
        return max(0, bisect_right(self.cells, item.start) - 1)

    def _pattern(self) -> str:
        """The shapes of the first items of the cells of a row."""
        shapes: dict[int, str] = {}
        for item in self.items if self.is_row else ():
            shapes.setdefault(self.cell_of(item), item.shape)
        return "".join(list(shapes.values())[:_MOST])

    def told(self, zone: str, start: int, end: int) -> set[str]:
        """The signs inside a stretch."""
        return {
            f"{zone}:{name}"
            for name, (lefts, rights) in self.signs.items()
            if (at := bisect_left(lefts, start)) < len(lefts) and rights[at] <= end
        }

    def describe(self) -> Described:
        """Describe every character."""
        found = Described(items=self.items)
        number = 0
        for place in range(len(self.text)):
            while number < len(self.items) and self.items[number].end <= place:
                number += 1
            inside = number < len(self.items) and self.items[number].start <= place
            own = self._letters(place)
            role = None
            if inside:
                role = self._role(place, self.items[number])
                own += self._inside(place, self.items[number], role)
            key = (number, role) if role else None
            if key and key not in found.shared:
                found.shared[key] = self._shared(number, key[1])
            found.own.append(own)
            found.group.append(key)
        return found

    def _letters(self, place: int) -> list[str]:
        around, at = self.around, place + _PAD
        return [
            "0" + around[at],
            "1" + around[at + 1],
            "2" + around[at + 2],
            "-" + around[at - 1],
            "=" + around[at - 2],
            "a" + around[at - 1 : at + 1],
            "b" + around[at : at + 2],
            "c" + around[at - 2 : at],
            "d" + around[at + 1 : at + 3],
            "e" + around[at - 3 : at],
            "f" + around[at + 1 : at + 4],
            "ty" + self.types[at - 2 : at + 3],
            "row" if self.is_row else "prose",
        ]

    def _role(self, place: int, item: Item) -> str | None:
        """What may begin here: an item, a quotation, a person inside it, a name behind a preposition."""
        if place == item.start:
            quote = self.quotes[place]
            return "B" + (quote[0] if quote else "")
        sizes = self.persons.get(place)
        if sizes:
            return "pE" if any(place + size == item.end for size in sizes) else "p"
        if place in self.opened:
            return "k"
        return "c" if self.text[place - 1] in "和与及" else None

    def _inside(self, place: int, item: Item, role: str | None) -> list[str]:
        left, right = place - item.start, item.end - place - 1
        own = [_LEFT[min(left, _STEPS[-1])], _RIGHT[min(right, _STEPS[-1])], f"g{item.shape}"]
        own += self.near.get(place, ())
        quote = self.quotes[place]
        if quote:
            own += [
                f"q{quote[0]}{_step(quote[2])}",
                f"qd{quote[0]}{_step(place - quote[1] - 1, _FIRST_STEPS)}",
            ]
        if place in self.persons:
            follows = place > item.start and follows_post(self.text[max(0, place - _NEAR) : place])
            for size in self.persons[place]:
                own += self._person(place, size, item, follows=follows)
        if role:
            own += self.told(f"{role[0]}|nl", max(0, place - _NEAR), place)
            if role[0] != "B":
                own += self.told(f"{role[0]}|ia", item.start, place)
        return own

    def _person(self, place: int, size: int, item: Item, *, follows: bool) -> Iterator[str]:
        behind, name = self.at(place + size), self.text[place : place + size]
        layout = self.layout
        yield f"pb{size}"
        yield f"pba{size}{behind}"
        yield f"pbab{size}{self.at(place - 1)}{behind}"
        yield f"pbx{size}{place == item.start}{place + size == item.end}"
        if follows:
            yield f"pbpost{size}"
        count = layout.count(name, 4)
        yield f"pc{size}:{count}"
        yield f"pc:{count}:{layout.tale}"
        if name in layout.title:
            yield f"pt{size}"
            yield f"pt:{layout.tale}:{self.is_row}"
        if name in layout.heroes:
            yield f"top{size}"
            yield f"top:{layout.tale}:{self.is_row}"
        if place > item.start:
            yield from self.told("p|ib", place + size, item.end)

    def _shared(self, number: int, role: str) -> Sequence[_Under]:
        told, words = self._of_item(number)
        alone, shaped = f"{role}|", f"{role}|{self.items[number].shape}|"
        return (shaped, told), (alone, told), (alone, words)

    def _of_item(self, number: int) -> tuple[Sequence[str], Sequence[str]]:
        """What an item and its sentence tell, and the words around its list; once for all roles in it."""
        if number not in self.of_items:
            told = [*self._item(number), *self.whole]
            self.of_items[number] = told, [*self._words(self.items[number])]
        return self.of_items[number]

    def _item(self, number: int) -> Iterator[str]:
        """Shape, edges, neighbours, list and column of an item, and the signs by their zone."""
        item, text = self.items[number], self.text
        left, right = self.at(item.start - 1), self.at(item.end)
        before = self.items[number - 1].shape if number else "^"
        behind = self.items[number + 1].shape if number + 1 < len(self.items) else "$"
        yield f"sh:{item.shape}"
        yield from (f"il:{left}", f"ir:{right}", f"lr:{left}{right}", f"pv:{before}", f"nx:{behind}")
        yield f"pvn:{before}{left}{item.shape}{right}{behind}"
        if right in _PAIRS:
            yield f"over:{right}{self.at(text.find(_PAIRS[right], item.end) + 1)}"
        quote = self.quotes[item.start]
        if quote:
            yield f"qo:{quote[0]}{self.at(quote[1] - 1)}"
            yield f"qc:{quote[0]}{self.at(quote[1] + quote[2] + 2)}"
        yield f"len:{_step(item.end - item.start)}"
        yield f"whole:{item.start == 0 and item.end == len(text)}:{self.is_row}"
        first, last = self.items[item.first], self.items[item.last]
        begin = self.clauses[bisect_left(self.clauses, first.start) - 1] + 1
        stop = self.clauses[bisect_left(self.clauses, last.end)]
        yield from self.told("cl", begin, first.start)
        yield from self.told("cr", last.end, stop)
        yield from self.told("sl", 0, begin)
        yield from self.told("sr", stop, len(text))
        yield from self.told("in", item.start, item.end)
        if item.last != number:
            yield from self.told("la", last.start, last.end)
        if item.first != number:
            yield from self.told("fi", first.start, first.end)
        yield from self._nearest(first, last)
        yield from self._company(number)

    def _nearest(self, first: Item, last: Item) -> Iterator[str]:
        """The last sign before a list and the first behind it: 指导教师 is nearer to a name than 获得."""
        ended = (
            (rights, bisect_right(rights, first.start), name) for name, (_, rights) in self.signs.items()
        )
        _, before = max(((rights[at - 1], name) for rights, at, name in ended if at), default=(0, "^"))
        begun = ((lefts, bisect_left(lefts, last.end), name) for name, (lefts, _) in self.signs.items())
        _, behind = min(((lefts[at], name) for lefts, at, name in begun if at < len(lefts)), default=(0, "$"))
        yield from (f"sb:{before}", f"sa:{behind}", f"ss:{before}:{behind}")

    def _company(self, number: int) -> Iterator[str]:
        item, layout = self.items[number], self.layout
        listed = item.last - item.first + 1
        alike = self.shapes[item.shape]
        yield f"n:{min(_MOST, listed)}"
        yield f"pos:{item.first == number}{item.last == number}:{min(listed, 3)}"
        if listed in layout.told:
            yield "toldl"
        if alike in layout.told:
            yield "told"
        word = self.text[item.start : item.end]
        if len(word) > 1:
            yield f"again:{layout.count(word, 3)}"
            if word in layout.title:
                yield "intitle"
        if self.is_row:
            place = self.cell_of(item)
            yield f"cell:{min(place, _FARTHEST)}"
            yield f"cells:{min(len(self.cells), _MOST)}:{min(place, _FARTHEST)}"
            yield f"pat:{self.pattern}:{min(place, _FARTHEST)}"
            column = layout.column(self.line, place)
            if column:
                yield f"col:{column[0]}"
                yield f"colr:{column[1]}:{item.shape}"

    def _words(self, item: Item) -> Iterator[str]:
        """Pairs of letters before and behind the list: verbs that no sign knows."""
        first, last = self.items[item.first], self.items[item.last]
        before = self.text[max(0, first.start - _REACH) : first.start]
        behind = self.text[last.end : last.end + _REACH]
        if last is not item:
            behind = self.text[max(last.start, last.end - _REACH) : last.end] + behind
        for side, text in (("L", before), ("R", behind)):
            yield from {f"{side}{text[at : at + 2]}" for at in range(len(text) - 1)}

    def _whole(self) -> Iterator[str]:
        """What the sentences around it, the heading and the title tell."""
        layout, line = self.layout, self.line
        inside = layout.paragraphs[line.paragraph]
        at = line.order - inside[0].order
        above, heading = layout.above.get(line.paragraph), layout.headings.get(line.paragraph)
        zones = {
            "before": inside[at - 1].folded if at else "",
            "behind": inside[at + 1].folded if at + 1 < len(inside) else "",
            "above": above.folded if above else "",
            "heading": heading.folded if heading else "",
            "title": layout.title,
        }
        for zone, text in zones.items():
            yield from (f"{zone}:{name}" for name in signs_in(text))
        yield from layout.setting
        yield f"row:{self.is_row}"
        if above:
            yield f"ae:{above.folded[-1:]}{self.is_row}"
        if layout.scenes:
            at = bisect_left(layout.scenes, line.order)
            nearest = min(layout.scenes[max(0, at - 1) : at + 1], key=lambda scene: abs(scene - line.order))
            yield f"sc:{max(-2, min(3, line.order - nearest))}"
        yield "first" if line.order == 0 else "last" if line.order == len(layout.lines) - 1 else "amid"
        if "?" in self.text:
            yield "asked"


def describe(line: Line, layout: Layout) -> Described:
    """Name the features of every character of a sentence.

    Args:
        line: The sentence.
        layout: Its article.

    Returns:
        The features.
    """
    return _Reader(line, layout).describe()


def _step(number: int, steps: tuple[int, ...] = _STEPS) -> int:
    return bisect_right(steps, number)


def _type(letter: str) -> str:
    if "\u4e00" <= letter <= "\u9fff":
        return "h"
    return "d" if letter.isdigit() else "a" if letter.isalpha() else "_" if letter.isspace() else letter


def _quotes(text: str) -> list[tuple[str, int, int] | None]:
    """The innermost pair of marks around each character: its mark, where it opens, its length."""
    found: list[tuple[str, int, int] | None] = [None] * len(text)
    opened: list[tuple[str, int]] = []
    for place, letter in enumerate(text):
        if letter in _PAIRS:
            opened.append((letter, place))
        elif opened and letter == _PAIRS[opened[-1][0]]:
            mark, begin = opened.pop()
            for at in range(begin + 1, place):
                found[at] = found[at] or (mark, begin, place - begin - 1)
    return found
