"""Honours and names tied by a dash: 金牌——甲, and the other way round 甲、乙——先进个人.

Takes sentences, gives :class:`~kexie_digest.facts.awards.honours.Honour`. A dash that ties anything
else is left alone: the honour must end as honours do, the names must be names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kexie_digest.facts.awards.honours import Honour, honour_name
from kexie_digest.facts.awards.patterns import GOT
from kexie_digest.facts.awards.recipients import recipients_in
from kexie_digest.facts.awards.sentences.verbs import is_done
from kexie_digest.facts.lines import MASK, Line

_DASH = "—"
_HONOUR = (
    rf"(?:[^,。;:!?、—“]{{0,24}}(?:奖|称号|之星|[金银铜]牌|[冠亚季]军|标兵|达人|先锋|能手|个人|集体|工作者)"
    rf"|(?:年度|最美|最佳|十佳|优秀|先进|杰出)[^,。;:!?、—“]{{2,16}}|{MASK}+(?:称号|奖)?)"
)
#: 金牌——甲(某厂)! 年度人物——工程师甲.
_NAMES_BEHIND = re.compile(
    rf"(?:^|[,;:!。“])(?P<honour>{_HONOUR})(?:得主|获得者)?——?(?P<who>[^,。;:!?—]{{2,60}})(?=[,。;:!?]|$)"
)
#: 【先锋个人】甲、乙——全省科技系统先锋个人.
_HONOUR_BEHIND = re.compile(
    rf"^(?:【[^】]*】)?[^\w{MASK}]{{0,3}}(?P<who>[^,。;:!?—]{{2,120}})——?(?P<honour>{_HONOUR})[。;!]?$"
)


def dashed(lines: Sequence[Line], line: Line) -> Iterator[tuple[tuple[int, int], Honour]]:
    """Read honours that a dash ties to their recipients.

    Args:
        lines: All sentences.
        line: The sentence.

    Yields:
        The stretch read and the honour.
    """
    if _DASH not in line.masked:
        return
    for expression in (_HONOUR_BEHIND, _NAMES_BEHIND):
        for match in expression.finditer(line.masked):
            name = honour_name(line, *match.span("honour"))
            is_work = line.folded[match.end("honour") - 1] == "》"
            if not name or is_work or re.search(GOT, line.masked[slice(*match.span("who"))]):
                continue
            found = recipients_in(lines, line, *match.span("who"))
            if found.names and is_done(lines, line, match.start()):
                yield (
                    match.span(),
                    Honour(name, line, match.start(), found.names, None, [], is_open=found.is_open),
                )
