"""Lists inside a sentence: behind a colon, a dash, 分别是, 他们是, 先进集体为.

Takes a sentence, gives each list with the words it stands under and its entries. Lists in rows are
for ``layout``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kexie_digest.facts.awards.checks.entries import Entries, listed, names_nobody
from kexie_digest.facts.awards.checks.told import LEVEL, Told, numbers, plain
from kexie_digest.facts.lines import Line
from kexie_digest.facts.naming.organisations import Stretch

#: Particulars of an entry.
_PARTICULARS = re.compile(
    r"(?:完成|报送|推荐|选送|依托|申报|作者|所在|工作)单位|完成人|作者|成员|执笔|主编|出版|著者|译者|首席专家|负责人|联系人|受理人"
)
_OPENER = re.compile(
    r"(?:分别|依次)?(?:是|为|有|包括)?:|(?<=[者员人位名个家])——(?=[^。]*、)|(?:分别|依次)?(?:是|为|有)|(?:分别|依次)(?=[^,。;]*、)"
)
_SURE = re.compile(r":$|——$|^分别|^依次")
#: What stands before a plain 是, 为, 有 that opens a list.
_LED = re.compile(
    r"(?:们|□|集体|个人|单位|作品|团队|组织|项目|人选|对象|名次|者|奖|[名个家位人项篇件部种幅户对支所]|□的|员|校|馆|村|论文|图书|案例|成果|名单|师)$"
)
#: 二等奖2项,为A、B.
_COUNTED = re.compile(r"[\d一二两三四五六七八九十][名个家项篇件部人位种支幅本],$")
_OTHERS = re.compile(r"等[\d两三四五六七八九十]*[名个家位人项]?$")
_SEVERAL = re.compile(r"[^,。;:!?]*?、")
_TITLES = re.compile(r"[“《][^”》]+[”》](?:和|与)?[“《]")
_CLAUSE, _STOPS, _ENDS = ",。;:!?", "。!?", ";,。"
_LONGEST_ENTRY = 60


@dataclass
class Listing:
    """One list: the words it stands under, the number told there, its entries, its run of rows."""

    label: str
    line: Line
    start: int
    own: Told | None = None
    entries: Entries = field(default_factory=Entries)
    run: Line | None = None
    rows: list[Line] = field(default_factory=list)

    @property
    def is_in_rows(self) -> bool:
        """Whether it is laid out in paragraphs of its own."""
        return self.run is not None


def inline(line: Line) -> Iterator[Listing]:
    """Find the lists inside a sentence.

    Args:
        line: The sentence.

    Yields:
        The lists in order.
    """
    told = list(numbers(line))
    found = sorted({*_openers(line), *_behind_brackets(line, told)})
    for at, (start, label) in enumerate(found):
        stop = _stop(line.masked, start, found[at + 1][0] if at + 1 < len(found) else None)
        entries = listed(line, start, stop, [one.start for one in told])
        if not entries.names or any(len(name) > _LONGEST_ENTRY for name in entries.names):
            continue
        own = _own(line.masked, told, label, (start, stop))
        words = plain(line.folded[slice(*label)])
        if own or max(entries.readings) > 1 or LEVEL.fullmatch(words):
            yield Listing(words, line, start, own, entries)


def _stop(masked: str, start: int, following: int | None) -> int:
    """Where a list ends at the latest: with the sentence, or before the clause of the next list."""
    marks = (*_STOPS, "——") if masked.endswith("——", 0, start) else _STOPS
    places = [place for place in (masked.find(mark, start) for mark in marks) if place >= 0]
    stop = min(places, default=len(masked))
    if following is not None and following < stop:
        return max(start, *(masked.rfind(mark, start, following - 1) for mark in _ENDS))
    return stop


def _own(masked: str, told: Sequence[Told], label: Stretch, entries: Stretch) -> Told | None:
    """The number told behind 等 at the end of the list, in its label, or right before 为."""
    closing = [one for one in told if entries[0] <= one.start < entries[1] and masked[one.start - 1] == "等"]
    inside = [one for one in reversed(told) if label[0] <= one.start and one.end <= label[1] + 1]
    before = [one for one in told if label[0] == label[1] and one.end == label[0] - 1]
    return next(iter((*closing, *inside, *before)), None)


def _openers(line: Line) -> Iterator[tuple[int, Stretch]]:
    """Where lists begin, and the stretch of their labels."""
    masked = line.masked
    for match in _OPENER.finditer(masked):
        left = max(masked.rfind(mark, 0, match.start()) for mark in _CLAUSE) + 1
        label = masked[left : match.start()]
        if names_nobody(label) or _PARTICULARS.search(label) or match.end() >= len(masked):
            continue
        if _SURE.search(match[0]) or _opens(line, label, match):
            yield match.end(), (left, match.start())


def _behind_brackets(line: Line, told: Sequence[Told]) -> Iterator[tuple[int, Stretch]]:
    """一等奖(2人)某某、某某: a number in brackets opens a list without a colon."""
    for one in told:
        is_in_brackets = line.folded[one.start - 1] == "(" and line.folded[one.end : one.end + 1] == ")"
        is_level = line.folded[one.start - 2 : one.start - 1] in ("奖", "等")
        if is_level and is_in_brackets and line.folded[one.end + 1 : one.end + 2].strip(_CLAUSE + "、 \t"):
            left = max(line.masked.rfind(mark, 0, one.start) for mark in _CLAUSE) + 1
            yield one.end + 1, (left, one.end + 1)


def _opens(line: Line, label: str, match: re.Match[str]) -> bool:
    """Whether a plain 是, 为 or 有 opens a list."""
    if not label:
        return match[0] != "有" and bool(_COUNTED.search(line.masked, 0, match.start()))
    is_list = _SEVERAL.match(line.masked, match.end()) or _TITLES.match(line.folded, match.end())
    return bool(is_list and _LED.search(label) and not _OTHERS.search(label))
