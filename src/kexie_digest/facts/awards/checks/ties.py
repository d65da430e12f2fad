"""Which number counts which list.

Takes the lists of an article and its sentences, gives pairs of a number and the entries it counts. A
pair is made only where the place or the words of both prove it: in the heading of the list, right
before it, by the same label, in the same order, over all parts of a roll.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, islice, takewhile
from operator import add

from kexie_digest.facts.awards import patterns as pattern
from kexie_digest.facts.awards.checks.entries import Entries, total
from kexie_digest.facts.awards.checks.inline import Listing
from kexie_digest.facts.awards.checks.told import Told, numbers
from kexie_digest.facts.lines import Line

_SHORTEST_LABEL, _SHORTEST_ENDING, _SHORTEST_NOUN, _FAR, _FEWEST = 2, 3, 4, 60, 2
#: Labels that say nothing of the honour.
_ANAPHORIC = re.compile(
    r"^(?:[他她它]们.*|.{0,6}名单|获奖(?:者|名单|人员|单位|作品)?|入选者?|获评者?|分别|具体.{0,4}|其中|结果|这.*|上榜者?|当选者?|按.*)?$"
)
_FOLLOWS = re.compile(r"如下|[:—👇↓]$|公[示告布]")
_PERSONS = frozenset("名人位")
_CONFERRED = re.compile(rf"{pattern.HONOURED.pattern}|{pattern.GOT}|公布|名单|命名|认定|表[彰扬]|评选?出")
#: The number counted a whole, the list is our share of it.
_NARROWER = re.compile(
    r"(?:我|本)[省市县区州旗校院会社司局队镇乡](?!科协|名单)[^,。;:]{0,12}(?:获奖|入选|当选|情况|名单|\d)"
)
_PARTLY = re.compile(r"其中|部分|节选|代表")


@dataclass(frozen=True)
class Pairing:
    """A number, the list it counts, and other numbers that would be right as well."""

    told: Told
    entries: Entries
    others: frozenset[int] = frozenset()


def ties(lines: Sequence[Line], lists: Sequence[Listing]) -> Iterator[Pairing]:
    """Tie the numbers of a text to its lists.

    Args:
        lines: All sentences.
        lists: The lists, in order.

    Yields:
        The pairs.
    """
    text = _Text(lines, lists)
    found: dict[int, Pairing] = {}
    for at, listing in enumerate(lists):
        pairing = (
            _by_heading(listing, lines)
            if listing.own
            else _by_label(listing, text) or (None if listing.is_in_rows else _right_before(listing, text))
        )
        if pairing and not _is_narrower(listing, pairing.told, lines):
            found[at] = pairing
    yield from found.values()
    yield from _by_order([listing for at, listing in enumerate(lists) if at not in found], text)
    yield from _over_runs(text)
    yield from _over_parts(lines, [(lists[at], pairing) for at, pairing in found.items()])


class _Text:
    """The numbers and lists of a text, by where they stand and by their words."""

    def __init__(self, lines: Sequence[Line], lists: Sequence[Listing]) -> None:
        self.lines, self.lists = lines, lists
        self.told_in: defaultdict[int, list[Told]] = defaultdict(list)
        self.lists_in: defaultdict[int, list[Listing]] = defaultdict(list)
        self.labelled: defaultdict[str, list[Listing]] = defaultdict(list)
        told = [one for line in lines for one in numbers(line)]
        for one in told:
            self.told_in[one.line.paragraph].append(one)
        for listing in lists:
            self.lists_in[listing.line.order].append(listing)
            self.labelled[listing.label].append(listing)
        honours = [one for one in told if one.is_honour]
        self.told_for = {label: [one for one in honours if _is_for(one, label)] for label in self.labelled}


def _by_heading(listing: Listing, lines: Sequence[Line]) -> Pairing | None:
    """先进学会(12个):A、B; a sentence that counts (三件实事:A、B) must tell of an honour."""
    if listing.own is None:
        return None
    scene = lines[max(0, listing.line.order - 1) : listing.line.order + 1]
    is_scene = any(_CONFERRED.search(line.folded) for line in scene)
    is_told = listing.own.is_honour or listing.is_in_rows or is_scene
    return Pairing(listing.own, listing.entries) if is_told else None


def _is_narrower(listing: Listing, told: Told, lines: Sequence[Line]) -> bool:
    """Whether what stands between a number and a list tells of a share (其中我校获奖名单如下)."""
    if told.line is listing.line:
        return bool(_NARROWER.search(told.line.folded, told.end, listing.start))
    between = islice(lines, told.line.order + 1, listing.line.order)
    after = takewhile(lambda line: line.paragraph == told.line.paragraph, between)
    is_between = any(_NARROWER.search(line.folded) for line in after)
    return is_between or bool(_NARROWER.search(told.line.folded, told.end))


def _by_label(listing: Listing, text: _Text) -> Pairing | None:
    """评出一等奖3名 … 一等奖:A、B、C."""
    if len(listing.label) < _SHORTEST_LABEL or _ANAPHORIC.match(listing.label):
        return None
    told, lists = text.told_for[listing.label], text.labelled[listing.label]
    before = bisect_right(
        told, (listing.line.order, listing.start), key=lambda one: (one.line.order, one.end)
    )
    if not before:
        return None
    last = told[before - 1]
    first = bisect_left(lists, (last.line.order, last.end), key=lambda one: (one.line.order, one.start))
    if lists[first : first + 1] != [listing]:
        return None
    return Pairing(last, listing.entries, total(one.entries for one in lists[first:]).readings)


def _is_for(told: Told, label: str) -> bool:
    """Whether a number is told with the words a list stands under, or the end of them."""
    return bool(
        told.before.endswith(label)
        or told.after.startswith(label)
        or told.after.endswith(label)
        or (len(told.before) >= _SHORTEST_ENDING and label.endswith(told.before))
        or (len(told.after) >= _SHORTEST_NOUN and label.endswith(told.after))
    )


def _right_before(listing: Listing, text: _Text) -> Pairing | None:
    """10名讲解员入选,他们是:A、B."""
    line, lines = listing.line, text.lines
    earlier = [one.start for one in text.lists_in[line.order] if one.start < listing.start]
    left = max(line.masked.rfind(mark, 0, listing.start) for mark in ";。") if earlier else 0
    near = [one for one in numbers(line) if max(left, *earlier, 0) <= one.start and one.end <= listing.start]
    if not near and not earlier and line.order and _ANAPHORIC.match(listing.label):
        near = [one for one in numbers(lines[line.order - 1]) if one.is_honour]
    if not near or _PARTLY.search(line.folded[near[-1].end : listing.start]):
        return None
    nearest = near[-1]
    is_in_label = nearest.line is line and not re.search(
        "[,。;]", line.masked[nearest.end : listing.start - 1]
    )
    is_close = nearest.line is not line or listing.start - nearest.end <= _FAR
    if not is_in_label and not (not nearest.is_entered and is_close and _ANAPHORIC.match(listing.label)):
        return None
    return Pairing(
        nearest, listing.entries, frozenset(one.number for one in near[:-1]) & listing.entries.readings
    )


def _by_order(lists: Sequence[Listing], text: _Text) -> Iterator[Pairing]:
    """表彰4名个人、3个组织、3个项目 and three lists: all but one must agree."""
    for run, group in groupby(lists, key=lambda listing: listing.run):
        parts = list(group)
        if run is None or len(parts) < _FEWEST or any(not part.label for part in parts):
            continue
        for line, clauses in groupby(text.told_in[run.paragraph], key=lambda one: one.line):
            chain = [one for one in clauses if one.is_honour]
            agreeing = [one.number in part.entries.readings for one, part in zip(chain, parts, strict=False)]
            if line.order <= run.order and len(chain) == len(parts) == sum(agreeing) + 1:
                wrong = agreeing.index(False)
                yield Pairing(chain[wrong], parts[wrong].entries)


def _over_runs(text: _Text) -> Iterator[Pairing]:
    """下列8人获奖: and eight rows, in parts or not; the first parts alone may be meant."""
    in_rows = [listing for listing in text.lists if listing.run is not None]
    owns = {(listing.own.line.order, listing.own.start) for listing in text.lists if listing.own}
    for run, group in groupby(in_rows, key=lambda listing: listing.run):
        parts = list(group)
        owned = [part for part in parts if part.own]
        if run is None or (owned and len(owned) < len(parts)):
            continue
        near = [
            one
            for one in text.told_in[run.paragraph]
            if one.line.order <= run.order and (one.line.order, one.start) not in owns
        ]
        sums = list(accumulate((part.entries for part in parts), add))
        others = frozenset(
            count
            for entries in (*sums[:-1], *(part.entries for part in parts[1:]))
            for count in entries.readings
        )
        rest = [one for one in near if not any(part.label and _is_for(one, part.label) for part in parts)]
        if any(one.number in sums[-1].readings | others for one in rest if not one.is_entered):
            continue
        chosen = _announcing(rest, run)
        if chosen and _NARROWER.search(run.folded, chosen.end if chosen.line is run else 0):
            continue
        labelled = [one for one in near if one not in rest]
        if chosen and labelled and not _is_sum(chosen, labelled):
            continue  # 科普达人1名 told beside 科普之家5个
        if chosen and max(sums[-1].readings) >= _FEWEST:
            yield Pairing(chosen, sums[-1], others)


def _is_sum(told: Told, parts: Sequence[Told]) -> bool:
    """Whether a number counts the same as those of its parts."""
    return told.number == sum(one.number for one in parts) or "其中" in parts[0].line.folded[: parts[0].start]


def _announcing(near: Sequence[Told], run: Line) -> Told | None:
    """The number that counts what follows: the one behind 下列, else the only one of an honour."""
    for choice in (
        [one for one in near if one.before.endswith(("下列", "以下"))],
        [one for one in near if one.is_honour],
        [one for one in near if not one.is_entered and _FOLLOWS.search(run.folded)][-1:],
    ):
        if choice:
            return choice[0] if len(choice) == 1 else None
    return None


def _over_parts(lines: Sequence[Line], tied: Sequence[tuple[Listing, Pairing]]) -> Iterator[Pairing]:
    """共7人获奖:某院3人,为A、B、C;某馆2人,为D、E: the parts make up the whole."""
    for line, group in groupby(
        (pair for pair in tied if pair[1].told.line is pair[0].line), key=lambda pair: pair[0].line
    ):
        parts = list(group)
        if len(parts) < _FEWEST:
            continue
        first = parts[0][1].told
        told = [one for one in numbers(line) if one.start >= first.start]
        before = [one for one in numbers(line) if one.end <= first.start and not one.is_entered]
        above = lines[line.order - 1] if line.order else line
        if not before and above.paragraph == line.paragraph and above is not line:
            before = [one for one in numbers(above) if one.is_honour]
        units = {"名" if one.unit in _PERSONS else one.unit for one in (*before, *told)}
        if len(before) != 1 or len(units) > 1 or len(told) != len(parts):
            continue
        whole = total(pairing.entries for _, pairing in parts)
        count = sum(one.number for one in told)
        yield Pairing(before[0], Entries(whole.names, whole.readings | {count}, whole.is_open))
