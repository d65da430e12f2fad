"""Which bodies are there when a paper is signed and sign nothing.

Takes a sentence and the place of a name, gives whether its body only watches, presides, lends a
room, brought the two together or is where it happens. It finds no names.
"""

from __future__ import annotations

import re

from kexie_digest.facts.lines import Line
from kexie_digest.facts.naming.organisations import Stretch

#: What stands right before and behind a body that is there and signs nothing.
_BESIDE_BEFORE = re.compile(
    r"(?:(?<![存现实所])在|(?<![关由])于|见证|邀请|感谢|经|参观|隔壁|[借搬]自|毕业于|任职于)$"
)
_BESIDE_BEHIND = re.compile(
    r"[^,;。!?、]{0,12}?(?:见证|出席|到场|到会|主持|致辞|致词|讲话|牵线|搭台|搭桥|促成|撮合|提供|借[给来出]|"
    r"主办|承办|协办|组织的|举办的|召开|派人|派员|列席|观礼|旁听|祝贺|参加|莅临)"
)
_MADE_BY = re.compile(
    r"[^,;。!?]{0,6}的(?:小?(?:会议|报告|会客|接待)[室厅]|牌子|名义|见证|牵线|促成|撮合|支持|指导|推动|协调|帮助|主持)"
)


def stands_beside(line: Line, place: Stretch) -> bool:
    """Tell whether a body is no party of what is signed.

    Args:
        line: The sentence.
        place: Where the body is named.

    Returns:
        True for who watches, lends a room, invited to it or is the place.
    """
    start, end = place
    clause = line.masked[line.clause_start(start) : start]
    return bool(
        _BESIDE_BEFORE.search(clause)
        or _BESIDE_BEHIND.match(line.masked, end)
        or _MADE_BY.match(line.masked, end)
    )
