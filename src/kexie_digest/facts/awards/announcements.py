"""Rolls whose announcement is a sentence or a title of its own, and the numbers titles tell.

Takes sentences and the title, gives honours (…名单公布如下, then rows) and the number of winners
the title names. What ``rows`` reads under headings is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kexie_digest.facts.awards import patterns as pattern
from kexie_digest.facts.awards.honours import Honour, honour_name, read_number
from kexie_digest.facts.awards.rows import heading_of, rows_below
from kexie_digest.facts.awards.sentences.earlier import honour_before
from kexie_digest.facts.awards.sentences.verbs import is_on_notice
from kexie_digest.facts.lines import Line

_OPENER = re.compile(
    r"(?:名单|结果|如下|是|为|称号|有|公布|公示|揭晓|通知|命名|认定|授予|表彰|表扬|评选?出|获评|获奖|入选|当选|荣获|获得)"
)
_SCENE = re.compile(r"[奖誉]|称号|表[彰扬]|优秀|先进|示范|基地|入选|当选|认定|命名|十佳|最美|评选")
_TITLE_HONOUR = re.compile(r"(?P<honour>[^,。;:!? ]{4,50}?)(?:获奖|入选|评选|认定|评审)*(?:名单|结果)")
#: 现将获奖人员: says that there is an honour, not which.
_UNNAMED = re.compile(r"现将|以下|(?:获奖|入选|人员|名单)$")
#: 受到表扬的先进个人是:
_OWN = re.compile(r"(?P<honour>[^,。;:!?的]{2,30}?)(?:名单)?(?:分别)?(?:是|为|有|如下)+:$")
_PRAISE = re.compile(r"通报(?:表彰|表扬)|表彰|表扬|嘉奖")
#: 共有四人获奖; 下列7家单位.
_NUMBER = re.compile(
    r"(?<![第\d前])(?P<number>\d+|[一二两三四五六七八九十百]+) ?[名个家项篇件部人位所种](?![月年日届])"
)
_FEWEST_ROWS = 2


def announced_rolls(lines: Sequence[Line], title: str | None) -> Iterator[Honour]:
    """Read the rows below sentences that announce an honour.

    Args:
        lines: All sentences.
        title: The title, which may be the only one to name the honour.

    Yields:
        One honour per announcement with rows below it.
    """
    for line in lines:
        if not _announces(lines, line):
            continue
        names = rows_below(lines, line)
        if len(names) >= (1 if line.folded.endswith(":") else _FEWEST_ROWS):
            own = _OWN.search(line.masked)
            told = (
                honour_name(line, *own.span("honour"))
                if own and pattern.HONOURED.search(own["honour"])
                else None
            )
            told = told or honour_before(lines, line, len(line.text)) or _praise_in(line)
            name = _honour_of(title) or told if not told or _UNNAMED.search(told) else told
            if name:
                yield Honour(name, line, 0, names, _number_told(line), [])


def _announces(lines: Sequence[Line], line: Line) -> bool:
    after = lines[line.order + 1] if line.order + 1 < len(lines) else None
    if not after or after.paragraph == line.paragraph or heading_of(line):
        return False
    ends = line.folded[-1:] in "。:" or line.folded.endswith(("们是", "分别是", "分别为"))
    is_scene = _SCENE.search(line.folded) and _OPENER.search(line.folded)
    told = line.folded.replace("拟", "") if is_on_notice(lines, line) else line.folded
    return bool(ends and is_scene and not pattern.NOT_DONE.search(told))


def _praise_in(line: Line) -> str | None:
    """通报表扬: the praise is the honour where no other is named."""
    match = _PRAISE.search(line.folded)
    return line.text[match.start() : match.end()] if match else None


def _number_told(line: Line) -> int | None:
    """The number of winners the announcement tells; None where it tells several numbers."""
    found = [read_number(match["number"]) for match in _NUMBER.finditer(line.masked)]
    return found[0] if len(found) == 1 else None


def _honour_of(title: str | None) -> str | None:
    if not title:
        return None
    line = Line(title, 0, 0)
    match = _TITLE_HONOUR.search(line.masked)
    return honour_name(line, *match.span("honour")) if match else None
