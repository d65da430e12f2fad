"""How many entries a list in a sentence holds.

Takes a stretch of a sentence, gives the entries as printed and every number a reader may count. It
asks what divides the entries, not who they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kexie_digest.facts.awards.patterns import GOT, HONOURED
from kexie_digest.facts.lines import Line
from kexie_digest.facts.naming.lists import is_inside_name, split_names
from kexie_digest.facts.naming.organisations import Stretch

#: 联系人:, 评委:, 公示时间: no winners.
_NO_LIST = re.compile(
    r"联系|公示|受理|电话|地址|时间|咨询|监督|附|编辑|责编|文字|图片|来源|记者|供稿|审核|评委|主持|依托|指导|主办|承办|协办|出席|参加|要求|说|"
    r"表示|介绍|指出|认为|强调|告诉|道|写|问|答|日期|邮箱|网址|地点|内容|标准|条件|原则|办法|流程|例如|比如|譬如|各[^:]*|讯:?$|消息|声明|"
    r"提醒|注|嘉宾|顾问|裁判|奖励|支持|特点|比分|包括"
)
#: A clause that begins so is no further entry.
_TOLD = re.compile(
    rf"其中|他们|她们|它们|以上|上述|分别|排名|名单|据|这|该|此|每|共|均|将|还|也是|会上|活动|届时|最终|:|{GOT}"
)
#: What happens is no entry: 某某参加了, 桂冠被某某摘走.
_VERBAL = re.compile(
    r"[了着]|(?<![通路])过(?![继])|获(?!得者|奖者)|授予|评为|命名|拿下|夺|摘|捧|参加|出席|讲话|点评|主持(?!人)|颁|被|未(?![来央])|因(?!特)|没有|[不没]在|说|表示|带队|看望|陪同|"
    r"签署|介绍|举行|召开|开展|落幕|揭晓|希望|可以|能够|需要|使用"
)
#: The list breaks off.
OPEN = re.compile(
    r"等(?![级次候]|奖)(?:[\d两三四五六七八九十百]+余?[名个项家位人篇件部])?[^、,;。]{0,14}$|…|\.{3}|\(略\)|从略"
)
_TITLES = re.compile(r"[”》](?=[“《])")
_CONJUNCTION = re.compile("[和与及]")
#: 一等奖某某: whom each level names is for others to read.
_LEVEL = re.compile(r"[特一二三]等奖|[金银铜][奖牌]|第[一二三四五六七八九十]+名|[冠亚季]军")
_LABEL = re.compile(r"[^,:、]+:")
_LONGEST_NAME, _FEWEST_ALONE = 4, 3
#: Nobody can count a list that may be read in more ways.
_MOST_READINGS = 100


@dataclass(frozen=True)
class Entries:
    """The entries of a list as printed, how many they may be, and whether the list breaks off.

    ``groups`` counts what semicolons divide (师徒甲、乙;丙、丁).
    """

    names: tuple[str, ...] = ()
    readings: frozenset[int] = frozenset({0})
    is_open: bool = False
    groups: int = 0

    def __add__(self, other: Entries) -> Entries:
        sums = frozenset(one + two for one in self.readings for two in other.readings)
        is_open = self.is_open or other.is_open or len(sums) > _MOST_READINGS
        sums = sums if len(sums) <= _MOST_READINGS else frozenset({max(sums)})
        return Entries(self.names + other.names, sums, is_open, self.groups + other.groups)


def total(lists: Iterable[Entries]) -> Entries:
    """Put lists together.

    Args:
        lists: The lists.

    Returns:
        Their sum.
    """
    return sum(lists, Entries())


def names_nobody(label: str) -> bool:
    """Tell whether what stands behind a label are no winners (评委:, 联系人:, but 优秀指导教师:).

    Args:
        label: The label, masked or folded.

    Returns:
        True for people around the prize, dates, speech.
    """
    return bool(_NO_LIST.search(label)) and not HONOURED.search(label)


def listed(line: Line, start: int, end: int, numbers: Sequence[int] = ()) -> Entries:
    """Count the entries of a list inside a sentence (A、B和C,D;E).

    Args:
        line: The sentence.
        start: Where the list begins.
        end: Where it ends at the latest.
        numbers: Where numbers of winners stand; they are told behind a list, not in it.

    Returns:
        The entries; none where the stretch is no list.
    """
    whole = Entries()
    for part in parts_at(line.masked, start, end, ";"):
        label = _LABEL.match(line.masked, *part)
        if label and names_nobody(label[0]):
            break
        read = clauses_in(line, *part, numbers)
        if not read.names:
            break
        whole = read if not whole.names else whole + read
    return whole


def clauses_in(line: Line, start: int, end: int, numbers: Sequence[int] = ()) -> Entries:
    """Count the entries between commas, which go on with a list or describe its last entry.

    Args:
        line: The sentence.
        start: Where the list begins.
        end: Where it ends at the latest.
        numbers: Where numbers of winners stand.

    Returns:
        The entries, both ways of counting them.
    """
    names: list[str] = []
    counts: list[int] = []
    sure: set[int] = set()
    for left, right in parts_at(line.masked, start, end, ","):
        if names and _TOLD.search(line.masked, left, right):
            break
        if any(left <= at < right and line.masked[at - 1] != "等" for at in numbers):
            break
        items = items_in(line, left, right)
        if any(_tells(line, item) for item in items):
            break
        names += [line.text[slice(*item)].strip() for item in items]
        counts.append(len(items))
        sure |= {len(names) + more for more in range(_unsure(line, items) + 1)}
    readings = {*sure, len(counts)} if len(counts) > 1 else sure
    if (
        len(counts) >= _FEWEST_ALONE and max(counts) == 1
    ):  # divided by commas alone, with particulars or without
        readings = {len(counts), len(counts) // 2} if len(counts) % 2 == 0 else {len(counts)}
    is_open = bool(names) and bool(OPEN.search(line.masked[start:end]) or any(map(_LEVEL.match, names)))
    return Entries(tuple(names), frozenset(readings) or frozenset({0}), is_open, bool(names))


def _tells(line: Line, item: Stretch) -> bool:
    """Whether an item says what happens; what stands before 的 only describes, and a name is short."""
    start = line.masked.rfind("的", *item) + 1 or item[0]
    is_name = item[1] - item[0] <= _LONGEST_NAME
    return not is_name and bool(_VERBAL.search(line.masked, start, item[1]))


def _unsure(line: Line, items: Sequence[Stretch]) -> int:
    """How many conjunctions may divide two names and were not read so."""
    return sum(
        not is_inside_name(line.masked, item[0], match)
        for item in items
        for match in _CONJUNCTION.finditer(line.masked, item[0] + 1, item[1] - 1)
    )


def items_in(line: Line, start: int, end: int) -> list[Stretch]:
    """Cut a list at its marks, and between titles that stand side by side.

    Args:
        line: The sentence.
        start: Where the list begins.
        end: Where it ends.

    Returns:
        The entries.
    """
    items: list[Stretch] = []
    for left, right in split_names(line.masked, start, end):
        begin = left
        for match in _TITLES.finditer(line.folded, left, right):
            items.append((begin, match.end()))
            begin = match.end()
        if items and line.folded[begin] == "(":  # 阮清和(某中学)
            begin = items.pop()[0]
        items.append((begin, right))
    return [item for item in items if line.text[slice(*item)].strip("()（） ")]


def parts_at(masked: str, start: int, end: int, mark: str) -> list[Stretch]:
    """Cut a stretch at a mark.

    Args:
        masked: The sentence, masked.
        start: Where the stretch begins.
        end: Where it ends.
        mark: The mark.

    Returns:
        The parts that hold something.
    """
    found, begin = [], start
    for at in [*(at for at in range(start, end) if masked[at] == mark), end]:
        if masked[begin:at].strip():
            found.append((begin, at))
        begin = at + 1
    return found


def is_told(row: Line) -> bool:
    """Whether a line tells what happens.

    Args:
        row: The line.

    Returns:
        False for what may be a row of a roll.
    """
    return (
        "\t" not in row.text
        and bool(_VERBAL.search(row.masked, row.masked.rfind("的") + 1))
        and "。" in row.masked
    )
