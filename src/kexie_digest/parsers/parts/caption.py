"""图片说明: captions of pictures and the credits of those who took them.

Takes one line; gives where its caption text and its credit stand. It does not
decide to which article a picture belongs, nor whether a plain short line is a
caption: that needs the page around it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kexie_digest.model import Byline, BylineRole
from kexie_digest.parsers.parts.names import could_be_person, is_body, is_person
from kexie_digest.text.script import fold

_MARK: Final = re.compile(r"\s*(?:[▲△▼▽◀▶◁▷►◄↑↓←→⬆⬇]+|[●◆■](?=图|上图|下图))\s*")
_POINTER: Final = re.compile(
    r"\s*(?:[上下左右中大小主题组]?图(?:为|中为|[①-⑩一二三四五六七八九十\d]{0,2}:)|[上下左右]图[\s(](?=[^,。]{2})|(?:资料|配)图:|照片为)"
)
_CUT: Final = re.compile(r"(?<=[。!?”\",/|])|(?<=\s)(?=\S)")
_BRACKETED: Final = re.compile(r"\(([^()]{2,40})\)[。.]?\s*$")
_WORK: Final = (
    r"(?:摄影报道|摄影|摄像|航拍|拍摄|摄|供图|制图|绘图|绘|图片来源|图片提供|图源|图据|漫画|插图"
    r"|图片|照片|图)"
)
_SHOT: Final = re.compile(rf"[\s/|]*{_WORK}(?:/(?P<house>[㐀-鿿a-z·]{{2,12}}))?$")
_LABEL: Final = re.compile(rf"{_WORK}(?:\s*[:/|]\s*|\s+(?=\S))")
_GIVEN: Final = re.compile(
    r"(?:图片|照片|本图|图)?\s*由?(?P<body>[㐀-鿿a-z]{2,20}?)[\s/]*(?:提供图片|提供照片|提供|供图)|[㐀-鿿]{0,8}资料(?:图片?|照片)|视觉中国"
    r"|[㐀-鿿a-z]{1,8}(?:社|网|报|台|中心)\s*(?:发|供图)|(?:图片来源|图源|图据|图片来自)\s*[:/]?\s*[㐀-鿿a-z]{2,16}|网络(?:图片|供图)"
)
#: One of these stands in every credit that ``_SHOT``, ``_LABEL`` and ``_GIVEN`` know.
_CREDITED: Final = frozenset("摄拍图绘漫片供发视")
_AGENCY: Final = re.compile(r"[㐀-鿿]{1,8}(?:社|网|报)发\s*$")
_WRITER: Final = re.compile(
    r"(?P<paper>[㐀-鿿a-z0-9·]{0,14}?)(?:全媒体|融媒体|首席|实习|见习|特约)?(?:记者|通讯员|实习生):?"
)
#: A unit by its last character, where a mark or blank already sets it off as a credit.
_UNIT: Final = re.compile(r"[㐀-鿿]{3,14}[室队站组部处所园社团会厂校院馆台网报局科镇乡村县市区户]")
_TOKEN: Final = re.compile(r"[^\s、,]+")
_LONGEST, _LONGEST_CREDIT = 120, 40


@dataclass(frozen=True, slots=True)
class FoundCaption:
    """A caption line taken apart; offsets count in the line.

    ``text`` is without mark (▲) and credit (empty: a line that is only a credit),
    ``credit`` is None when none is printed. ``score`` is 0..1 by shape alone; ``rule``
    names the shape.
    """

    text: tuple[int, int]
    credit: tuple[int, int] | None
    photographers: tuple[Byline, ...]
    rule: str
    score: float


@lru_cache(maxsize=512)
def read(text: str) -> FoundCaption | None:
    """Take a line apart that shows by itself to be a caption or a credit.

    Args:
        text: The line.

    Returns:
        The parts; None when neither a mark, a pointer (图为) nor a credit is there.
    """
    if len(text) > _LONGEST + _LONGEST_CREDIT:
        return None
    folded = fold(text)
    mark = _MARK.match(folded)
    start = mark.end() if mark else len(folded) - len(folded.lstrip())
    credit = find_credit(folded)
    end = credit[0] if credit else len(folded)
    end = start + len(folded[start:end].rstrip(" (")) if credit else len(folded.rstrip())
    rule, score = _judge(folded, marked=bool(mark), credit=credit, body=(start, end))
    if not score:
        return None
    people = photographers(text, credit) if credit else ()
    return FoundCaption((start, max(start, end)), credit, people, rule, score)


def _judge(
    folded: str, *, marked: bool, credit: tuple[int, int] | None, body: tuple[int, int]
) -> tuple[str, float]:
    if marked:
        return "caption-mark", 1.0
    if credit and body[1] <= body[0]:
        return "credit-line", 1.0
    if credit:
        return "caption-credit", 0.95 if len(folded) <= _LONGEST // 2 else 0.8
    if _POINTER.match(folded):
        return "caption-pointer", 0.9
    return "", 0.0


def find_credit(folded: str) -> tuple[int, int] | None:
    """Find the credit at the end of a folded line.

    Args:
        folded: The line, folded.

    Returns:
        Half-open offsets without brackets around it and without the last full stop.
    """
    if _CREDITED.isdisjoint(folded):
        return None
    bracket = _BRACKETED.search(folded)
    if bracket and _people(bracket.group(1)) is not None:
        agency = _AGENCY.search(re.split(r"[。\s]", folded[: bracket.start()])[-1])
        if agency:  # 某某社发(某某摄)
            return bracket.start() - len(agency.group()), bracket.end(1) + 1
        return bracket.span(1)
    end = len(folded.rstrip())
    if folded[:end].endswith(("。", ".")):
        end -= 1
    first = max(0, end - _LONGEST_CREDIT)
    cuts = [0] if first == 0 else []
    cuts += [match.start() for match in _CUT.finditer(folded, first, end)]
    for cut in cuts:
        start = cut + len(folded[cut:end]) - len(folded[cut:end].lstrip())
        if start < end and _people(folded[start:end]) is not None:
            return start, end
    return None


def _people(credit: str) -> list[tuple[int, int, str]] | None:
    """Names in a folded credit as (start, end, house or paper); None: it is no credit."""
    shot, label, given = _SHOT.search(credit), _LABEL.match(credit), _GIVEN.fullmatch(credit.strip())
    if given and not (shot and given.group("body") and is_person(given.group("body"))):
        return []
    if label:
        named = _names(credit, label.end(), len(credit), "")
        if named is not None:
            return named
    if shot is None or (
        shot.group().strip(" /|") in {"图", "图片", "照片", "绘"} and shot.group()[0] not in " /|"
    ):
        return None
    return _names(credit, 0, shot.start(), shot.group("house") or "")


def _names(credit: str, start: int, end: int, house: str) -> list[tuple[int, int, str]] | None:
    found: list[tuple[int, int, str]] = []
    paper, ruled, wide = "", False, -1
    parted = start > 0 or credit[end : end + 1] in (" ", "/", "|")
    lone = len(credit[start:end].split()) == 1 and parted
    for token in _TOKEN.finditer(credit, start, end):
        at, name = token.start(), token.group()
        writer = _WRITER.match(name)
        if writer:
            paper, ruled = writer.group("paper"), True
            at, name = at + writer.end(), name[writer.end() :]
            if not name:
                continue
        if len(name) == 1:  # 王 芳, set wide
            if wide < 0:
                wide = at
                continue
            at, name, wide = wide, credit[wide] + name, -1
        if not (
            is_person(name)
            or is_body(name)
            or (parted and _UNIT.fullmatch(name))
            or (could_be_person(name) and (ruled or house or lone))
        ):
            return None
        found.append((at, token.end(), house or paper))
    return found if found and wide < 0 else None


def photographers(text: str, credit: tuple[int, int]) -> tuple[Byline, ...]:
    """Name the people of a credit.

    Args:
        text: The line as printed.
        credit: The stretch of the credit in it.

    Returns:
        Photographers with the house after the slash, or else the paper before 记者.
    """
    raw = text[credit[0] : credit[1]]
    bracket = _BRACKETED.search(fold(raw))
    if bracket and _AGENCY.search(fold(raw)[: bracket.start()]):
        raw = raw[slice(*bracket.span(1))]
    folded = fold(raw)
    people = []
    for start, end, house in _people(folded) or []:
        name = re.sub(r"\s", "", raw[start:end])
        place = folded.find(house) if house else -1
        printed = raw[place : place + len(house)] if house else None
        if not is_body(fold(name)) and not _UNIT.fullmatch(fold(name)):
            people.append(Byline(name, BylineRole.PHOTOGRAPHER, printed))
    return tuple(people)
