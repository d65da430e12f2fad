"""版记: the people who made the page (责编：… 美编：…).

Takes one line, gives roles and names with their places. It reads no 社长 or 总编辑:
those stand in the masthead.
"""

import re
from dataclasses import dataclass
from typing import Final

from kexie_digest.model import Person
from kexie_digest.text.script import fold

_ROLE: Final = (
    r"(?:本版|本报|本期|值班|执行|版面|图文|视觉|网络|文字|新闻|要闻|一版|美术|责任|见习|实习)*"
    r"(?:责任编辑|责编|美编|编辑|编审|校对|校检|组版|版式|排版|制版|制图|审核|审读|审校|监制|编委|美术|视觉|设计|版面设计|版式设计|主编|统筹|检校|终审|初审|复审|策划|总编|副总编|主任)"
)
_ENTRY: Final = re.compile(
    rf"(?P<role>{_ROLE}(?:[/、](?:{_ROLE}))*)\s*(?P<colon>[::/]|\s)\s*(?P<names>[\u4e00-\u9fff·]{{2,4}}(?:[\s、,](?!\s*{_ROLE})[\u4e00-\u9fff·]{{2,4}})*?)(?=\s*(?:{_ROLE})|\s*[|;,。]|\s*$|\s+[^\u4e00-\u9fff])"
)
_WIDE_NAME: Final = re.compile(
    rf"(?P<role>{_ROLE})\s*[::]\s*(?P<names>[\u4e00-\u9fff]\s+[\u4e00-\u9fff])(?=\s|$)"
)
_LONGEST: Final = 120
#: Without a colon a line names makers of a page only where one of them is nothing else.
_MAKER: Final = re.compile("编辑|责编|美编|校对|组版|版式|排版|制版")
_FEWEST_ROLES: Final = 2


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """One role with one name, and the stretch of the whole entry in the line."""

    person: Person
    start: int
    end: int


def read(text: str) -> tuple[FoundPerson, ...]:
    """Read the makers of a page from one line.

    Args:
        text: The line.

    Returns:
        People in printed order; empty when entries do not make up nearly all the line, or,
        where the first has no colon, when there is one role only or anything beside.
    """
    if len(text) > _LONGEST:
        return ()
    folded = fold(text)
    is_marked = ":" in folded or "/" in folded
    if not is_marked and not _MAKER.search(folded):
        return ()
    found: list[FoundPerson] = []
    covered = 0
    place = 0
    while place < len(folded):
        entry = _WIDE_NAME.search(folded, place) or _ENTRY.search(folded, place)
        if entry is None:
            break
        plain = _ENTRY.search(folded, place)
        if plain and plain.start() < entry.start():
            entry = plain
        if is_marked and not found and not re.search(r"[::/]", entry.group()):
            return ()
        found += _entry(text, folded, entry)
        covered += len(entry.group().replace(" ", ""))
        place = entry.end()
    visible = len(re.sub(r"[\s|;,。、()]", "", folded))
    if not is_marked and (len({one.person.role for one in found}) < _FEWEST_ROLES or covered < visible):
        return ()
    return tuple(found) if found and covered >= 0.8 * visible else ()


def _entry(text: str, folded: str, entry: re.Match[str]) -> list[FoundPerson]:
    role = text[slice(*entry.span("role"))].strip()
    names = entry.group("names")
    start, end = entry.span("names")
    if re.fullmatch(r"[\u4e00-\u9fff]\s+[\u4e00-\u9fff]", names):
        pieces = [re.sub(r"\s", "", text[start:end])]
    else:
        pieces = [
            text[start + m.start() : start + m.end()] for m in re.finditer(r"[^\s、,]+", folded[start:end])
        ]
    return [FoundPerson(Person(_short(role), name), *entry.span()) for name in pieces]


def _short(role: str) -> str:
    """责编 of 本版责编: where the page says of which page it speaks, the role alone."""
    return re.sub(r"^(?:本版|本期|本报)(?=.)", "", role)
