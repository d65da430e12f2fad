"""标题: what the lines of a headline stack are: 引题, 主题, 副题.

Takes the stack's lines with their ranks and how much of each the body repeats; gives
a role for each. It does not decide which lines belong to the stack.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kexie_digest.parsers.parts.names import is_body

_DASH: Final = re.compile(r"\s*(?:——|—|--|―)")
_PARALLEL: Final = re.compile(r"[\u4e00-\u9fff“”]{3,8}[\s,][\u4e00-\u9fff“”]{3,8}")
_FACT: Final = re.compile(
    r"召开|举行|举办|成立|开幕|闭幕|启动|开班|落户|签约|签署|签订|揭牌|发布|调研|表彰|表扬|获|荣|入选|当选|走进|深入|会|赴|开讲|亮相|出台|开课|"
    r"\d|届|县|市|省|区|协会|学会|科协|大学|公司"
)
_PLACE_HEAD: Final = re.compile(r"[\u4e00-\u9fff]{1,10}(?:[市县区州旗省乡镇村])")
_SHORTEST_DEED: Final = 4


class Role(StrEnum):
    """The place of a line in a headline stack."""

    KICKER = "kicker"
    TITLE = "title"
    SUBTITLE = "subtitle"


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One line of a stack: folded text, heading level (1 is largest), type size, coverage 0..1."""

    folded: str
    level: int | None
    size: float | None
    coverage: float


def assign_roles(stack: Sequence[HeadLine]) -> tuple[Role, ...]:
    """Say which line is the title and what stands above and below it.

    Args:
        stack: The lines in printed order, at least one.

    Returns:
        One role a line: KICKER above the title, SUBTITLE below it.
    """
    main = _main(stack)
    return tuple(
        Role.TITLE if place == main else Role.KICKER if place < main else Role.SUBTITLE
        for place in range(len(stack))
    )


def _main(stack: Sequence[HeadLine]) -> int:
    ranks = [_rank(line) for line in stack]
    best = max(ranks)
    tops = [place for place, rank in enumerate(ranks) if rank == best]
    if len(tops) == 1:
        return tops[0]
    tops = [place for place in tops if not _DASH.match(stack[place].folded)] or tops
    if len(tops) > 2:  # noqa: PLR2004 - kicker, title, subtitle: the middle one
        return tops[1]
    if len(tops) == 1:
        return tops[0]
    first, second = (stack[place] for place in tops)
    return tops[1] if _facts(second) > _facts(first) + _FIRST_LINE else tops[0]


#: Head start of the first of two lines: a title with a subtitle is the commoner stack.
_FIRST_LINE: Final = 0.35


def _rank(line: HeadLine) -> float:
    if line.level is not None:
        return 10.0 - line.level
    return line.size or 1.0


def _facts(line: HeadLine) -> float:
    """How much a line reports: what the body repeats, verbs and names of news, no slogan."""
    words = min(3, len(_FACT.findall(line.folded))) / 3
    slogan = 0.8 if _PARALLEL.fullmatch(line.folded) else 0.0
    return line.coverage + words - slogan


def split_organisation(folded: str) -> int | None:
    """Find the end of the body's name in a headline of two parts (某市科协 举办论坛).

    Args:
        folded: The title, folded.

    Returns:
        The length of the first part, or None when the title has one part or another first part.
    """
    head, blank, deed = folded.partition(" ")
    if not blank or len(deed.strip()) < _SHORTEST_DEED:
        return None
    return len(head) if is_body(head) or _PLACE_HEAD.fullmatch(head) else None
