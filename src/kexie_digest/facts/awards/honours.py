"""One honour while it is put together: its name, its recipients, the number announced.

Takes what sentences say of an honour, gives one :class:`~kexie_digest.model.Award` per
honour of the article. It matches no sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kexie_digest.facts.lines import MASK, Line
from kexie_digest.facts.naming.organisations import strip_start
from kexie_digest.model import Award
from kexie_digest.text.script import fold

#: Nobody counts further, and a thousand figures are no count.
_MOST_FIGURES = 9
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_LEVEL = re.compile(r"[特一二三四]等奖|[金银铜](?:奖|牌)|国家级|省级|市级|县级|优秀奖|优胜奖")
_AFTER = re.compile(
    r"(?:(?<=[\u4e00-\u9fff])\d+[名个项家篇件位]|荣誉称号|称号|的荣誉|的称号|荣誉证书|证书|奖牌|奖杯|名单|荣誉|殊荣|的)$"
)
_BEFORE = re.compile(
    r"^(?:了|为|到|由|年度的|该|此|上述|全部|"
    r"(?:下列|以下)(?:\d+[个名家项])?(?:单位|学会|协会|同志|个人|集体|人员|项目|作品|企业|学校|基地|组织)*|"
    r"[一二两三四五六七八九十\d]+ ?[项个枚块次座名位家件篇]|[:,的])+"
)
_YEAR = re.compile(
    r"^(?:(?:\d{4}|[一二三四五六七八九〇零]{4}) ?(?:[-至~] ?\d{4} ?)?年?度?|年度|首届|"
    r"第[一二三四五六七八九十百\d]+[届次批])+"
)
#: A grade is given to whoever passes; it is no honour (3A级社会组织).
_GRADE = re.compile(r"(?<![a-z])[1-5一二三四五]?a+级|[一二三四五1-5]星级")
#: A stretch that runs over another verb is no name.
_VERBAL = re.compile(r"颁发|发布|举办|召开|开展|表示|介绍|获得|荣获|参加|评选出|授予")
_QUOTES = re.compile(r"[\s“”‘’《》\"']")
#: A roll of fewer names may well be a mere choice of examples.
_SHORTEST_ROLL = 3
_LONGEST = 60


@dataclass
class Honour:
    """What one sentence says of an honour; merged into one per honour of the article.

    ``roll`` is the longest list of names that one sentence gives in full (no 等); a row of a
    printed roll (一等奖(3名):…) is one however short; ``is_roll`` says that the names stand in rows.
    """

    name: str
    line: Line
    position: int
    names: list[str]
    announced: int | None = None
    bodies: list[str] = field(default_factory=list)
    is_open: bool = False
    date: str | None = None
    roll: list[str] = field(default_factory=list)
    is_row: bool = False
    is_roll: bool = False

    def __post_init__(self) -> None:
        self._count()

    def keep(self, names: list[str]) -> None:
        """Put other names in the place of those read."""
        self.names, self.roll = names, []
        self._count()

    def _count(self) -> None:
        self.names = list(dict.fromkeys(self.names))
        if not self.is_open and (self.is_row or len(self.names) >= _SHORTEST_ROLL):
            self.roll = self.names

    @property
    def key(self) -> str:
        """The name by which the same honour is recognised in other sentences."""
        plain = _QUOTES.sub("", fold(self.name))
        return _YEAR.sub("", plain) or plain

    def absorb(self, other: Honour) -> None:
        """Take over what another sentence adds."""
        if self.announced and self.roll and other.announced and other.roll:
            is_other = not set(other.names) <= set(self.names)
            self.announced += other.announced if is_other else 0
        self.is_open = self.is_open or (other.is_open and bool(other.names))
        if len(other.names) > len(self.names):
            self.line = other.line
        if len(other.name) > len(self.name):
            self.name = other.name
        self.names = list(dict.fromkeys(self.names + other.names))
        self.bodies = list(dict.fromkeys(self.bodies + other.bodies))
        self.announced = self.announced if self.announced is not None else other.announced
        self.date = self.date or other.date
        self.roll = max(self.roll, other.roll, key=len)

    def award(self) -> Award:
        """Give the finished value."""
        count = self.announced
        if count is None and self.names and not self.is_open:
            count = len(self.names)
        level = _LEVEL.search(fold(self.name))
        return Award(
            self.name,
            tuple(self.bodies),
            tuple(self.names),
            self.line.quote,
            count=count,
            level=self.name[level.start() : level.end()] if level else None,
            date=self.date,
        )


def honour_name(line: Line, start: int, end: int) -> str | None:
    """Read the name of an honour from the stretch after its verb.

    Args:
        line: The sentence.
        start: Where the stretch begins.
        end: Where it ends.

    Returns:
        The name as printed, without 称号 behind it and without quotation marks around
        it; None when nothing is left.
    """
    start = strip_start(line.masked, start, end)
    opening = _BEFORE.match(line.masked[start:end])
    start += opening.end() if opening else 0
    while start < end:
        closing = _AFTER.search(line.masked[start:end])
        if not closing or closing.start() == 0:
            break
        end = start + closing.start()
    text = line.text[start:end].strip()
    run = re.match(f"{MASK}+", line.masked[start:end])
    if run and line.masked[start + run.end() : end] in ("", "奖", "奖项"):
        text = re.split(r"[”’》」』]", text.strip("“”‘’《》\"'「」『』"))[0]
    if _VERBAL.search(line.masked[start:end]) or _GRADE.search(line.folded[start:end]):
        return None
    return text if 1 < len(text) <= _LONGEST and line.masked[start] != "(" else None


def read_number(text: str) -> int | None:
    """Read 20, 二十 or 一百二十; None for anything else.

    Args:
        text: The number as printed, folded.

    Returns:
        Its value.
    """
    if text.isdecimal():
        return int(text) if len(text) <= _MOST_FIGURES else None
    total = section = 0
    for char in text:
        if char in _DIGITS:
            section = _DIGITS[char]
        elif char in "十百":
            total += (section or 1) * (10 if char == "十" else 100)
            section = 0
        else:
            return None
    return total + section or None


def merge(honours: Iterable[Honour]) -> list[Honour]:
    """Make one honour of all sentences that tell of the same.

    Args:
        honours: What the sentences say, in reading order.

    Returns:
        One per honour, in order of first mention.
    """
    merged: dict[str, Honour] = {}
    for honour in honours:
        known = merged.get(honour.key)
        if known:
            known.absorb(honour)
        else:
            merged[honour.key] = honour
    return list(merged.values())
