"""The items of a sentence: what stands between its marks, what it looks like, which list it is in.

Takes folded text, gives :class:`Item`. It knows shapes, not who won.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kexie_digest.facts.naming.organisations import POSTS, ends_like_organisation
from kexie_digest.facts.naming.persons import is_name
from kexie_digest.facts.naming.surnames import COMPOUND, NAME

_BORDER = re.compile(r"^(?:\d{1,2}[.)]|[●★▲■◆◇○☆▶]) *|[,。;:!?、…\t| ()“”‘’《》【】\"]|—+")
#: A bracket inside a name divides nothing (某鼓风机(集团)有限公司).
_INSIDE = re.compile(
    r"(?<=[\u4e00-\u9fff])\([^(),。;:、]{1,8}\)(?![获被和与及等的在])"
    r"(?=[\u4e00-\u9fff]{0,6}(?:有限|股份|公司|医院|大学|学[院校]|中[学心]|项目|宿舍|科协|分[院校]|[能热泵]站))"
)
#: The second letter of a word for somebody is no surname (公司邹某, 师傅郁某).
_CALLED = re.compile("公司|师傅|士后|主[任席]|会计|[\u4e00-\u9fff][师家]")
_COMPOUND = re.compile(COMPOUND)
#: Marks that tie the items of one list.
_TIE = re.compile(r"(?:\([^()]*\))?[”》’]*(?:、|(?<=[”》’])(?:以及|[和与及])?(?=[“《‘]))[“《‘]*")
#: A roll divided by commas behind a colon: short items, three at least.
_COMMAS = re.compile(r":((?:[^,。;:、!?]{2,24},){2,}[^,。;:、!?]{2,24})(?=[。;]|$)")
_NAME = re.compile(NAME)
_POST = re.compile(rf"(?:{POSTS}|[师员长家工手者])$")
_WORK = re.compile(
    r"(?:技术|研究|系统|装置|方法|实践|应用|模式|机制|探究|观察|调查|设计|器|机|仪|平台|项目|工程|行动|计划|课程|课堂|实验|"
    r"报告|模型|图|集|志|记|法|药|盒|架)$"
)
_TEAM = re.compile(r"(?:队|组|团队|社|班|工作室|服务团|家庭|联盟|户|社区|村|镇|乡|县|区|市|街道)$")
_LEVEL = re.compile(r"[特一二三四]等|[金银铜]|[冠亚季]军|第[一二三四五六七八九十\d]|奖|称号")
_NUMBER = re.compile(r"[\d-]+")
_LONGEST_LEVEL, _SHORT = 14, 4


@dataclass(frozen=True)
class Item:
    """A stretch between marks: its shape, and the first and the last item of its list."""

    start: int
    end: int
    shape: str
    first: int
    last: int


def items_of(folded: str) -> list[Item]:
    """Cut a sentence into items.

    Args:
        folded: The sentence, folded.

    Returns:
        Its items in order.
    """
    stretches, begin = [], 0
    inside = [match.span() for match in _INSIDE.finditer(folded)]
    for match in _BORDER.finditer(folded):
        if inside and any(left <= match.start() < right for left, right in inside):
            continue
        if match.start() > begin:
            stretches.append((begin, match.start()))
        begin = match.end()
    if begin < len(folded):
        stretches.append((begin, len(folded)))
    found: list[Item] = []
    first = 0
    rolls = [match.span(1) for match in _COMMAS.finditer(folded)]
    for at, (_, end) in enumerate(stretches):
        after = stretches[at + 1][0] if at + 1 < len(stretches) else None
        is_tied = after is not None and (
            _TIE.fullmatch(folded, end, after)
            or (folded[after - 1] == "," and any(left < after <= right for left, right in rolls))
        )
        if not is_tied:
            found += [
                Item(*stretches[one], shape_of(folded[slice(*stretches[one])]), first, at)
                for one in range(first, at + 1)
            ]
            first = at + 1
    return found


def shape_of(word: str) -> str:
    """Tell what an item looks like.

    Args:
        word: The item, folded.

    Returns:
        A letter: person, organisation, work, team, level, number, job and name, else long or short.
    """
    if is_person(word):
        return "P"
    if ends_like_organisation(word):
        return "O"
    if _WORK.search(word):
        return "W"
    if _TEAM.search(word):
        return "T"
    if len(word) <= _LONGEST_LEVEL and _LEVEL.search(word):
        return "L"
    if _NUMBER.fullmatch(word):
        return "N"
    if any(is_person(word[-size:]) and follows_post(word[:-size]) for size in (3, 2, 4) if len(word) > size):
        return "J"
    return "x" if len(word) > _SHORT else "s"


def is_person(word: str) -> bool:
    """Whether a word may be the name of a person."""
    return bool(_NAME.fullmatch(word)) and is_name(word)


def follows_post(before: str) -> bool:
    """Whether what stands before a name ends in a post or a calling."""
    return bool(_POST.search(before))


def persons_in(folded: str) -> dict[int, list[int]]:
    """Find where names of persons may begin.

    Args:
        folded: The sentence, folded.

    Returns:
        Place → possible lengths.
    """
    found: dict[int, list[int]] = {}
    for start in range(len(folded) - 1):
        if _NAME.match(folded, start) and not _CALLED.fullmatch(folded, max(0, start - 1), start + 1):
            sizes = [
                size
                for size in ((3, 4) if _COMPOUND.match(folded, start) else (2, 3, 4))
                if start + size <= len(folded) and is_person(folded[start : start + size])
            ]
            if sizes:
                found[start] = sizes
    return found
