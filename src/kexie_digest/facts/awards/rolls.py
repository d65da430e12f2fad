"""Rolls that follow their announcement: behind a colon, in the next sentence, in rows below.

Takes sentences and the place where the announcement ends, gives the names as printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kexie_digest.facts.awards.patterns import GOT
from kexie_digest.facts.awards.recipients import Found, recipients_in
from kexie_digest.facts.awards.rows import rows_below
from kexie_digest.facts.lines import MASK, Line

_LIST_OPENER = re.compile(
    r"^(?:[,。]?(?:部分)?(?:[^,。;:]{0,12}(?=名次|顺序))?(?:(?:他们|她们|它们)□*|(?:名次|顺序)|这[两二三四五六七八九十\d]+[人位名家个支件部篇](?=[分依是为])|名单(?:如下)?|获奖者|获奖(?:单位|个人|名单)(?:如下)?|分别|依次)(?:分别|"
    r"依次)?(?:(?:是|为|包括|有|如下)+:?|:|(?<=[别次])(?!来|由|从|在|获|被))|:)(?!来自|由|从|在|获)"
)
_BELOW = re.compile(
    rf"(?:[^。;]{{0,30}}(?:名单|如下|分别是|依次是|依次为|结果)"
    rf"[^,。;:{MASK}]{{0,6}})?{MASK}*:?$"
)
_STOPPED = re.compile(r"(?:其中|将|并|也|还|会|据|这|该|此|每|活动|比赛|评选|奖项|奖金)")
#: Only some of the names are printed.
_PART = re.compile(r"部分(?:获奖|入选|上榜)?(?:名单|者)|以上为部分|节选")


def announced(lines: Sequence[Line], line: Line, position: int) -> Found:
    """Read the roll that follows an announcement (…20家单位,分别是A、B; …名单如下:A、B).

    Args:
        lines: All sentences.
        line: The sentence of the announcement.
        position: Where the announcement ends.

    Returns:
        The names, and whether the text leaves the roll open (等, 部分名单); empty when no roll
        follows.
    """
    opener = _LIST_OPENER.match(line.masked[position:])
    if opener and opener.end():
        start = position + opener.end()
        stop = next(
            (at for at in (line.masked.find(mark, start) for mark in ";!?。") if at >= 0), len(line.masked)
        )
        found = _roll(lines, line, start, stop)
        if found.names or line.masked[start:].strip():
            return found
    following = lines[line.order + 1] if line.order + 1 < len(lines) else None
    if following:
        opener = _LIST_OPENER.match(following.masked)
        if opener and opener[0] not in ("", ":"):
            is_below = _BELOW.match(following.masked, opener.end())
            if is_below:
                return Found(rows_below(lines, following), is_open=bool(_PART.search(following.folded)))
            return _roll(lines, following, opener.end(), len(following.masked) - 1)
    is_below = _BELOW.match(line.masked, position)
    return Found(rows_below(lines, line), is_open=bool(_PART.search(line.folded))) if is_below else Found()


def _roll(lines: Sequence[Line], line: Line, start: int, end: int) -> Found:
    """The names of a roll, up to the first clause that names nobody or tells something else."""
    whole = Found(is_open=bool(_PART.search(line.folded)))
    for piece in re.finditer(r"[^,]+", line.masked[start:end]):
        left, right = start + piece.start(), start + piece.end()
        if re.search(GOT, line.masked[left:right]) or (
            whole.names and _STOPPED.search(line.masked, left, right)
        ):
            break  # 甲获一等奖: told of each, not a roll
        found = recipients_in(lines, line, left, right, is_roll=True)
        if not found.names:
            break
        whole.names += found.names
        whole.is_open = whole.is_open or found.is_open
    return whole
