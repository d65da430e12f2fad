"""The title of a text that has one, and a proposal for one that has none.

Takes title rows and the lead, gives kicker, title and subtitle, or a clause of the lead
to be marked as proposed. A proposal is quoted from the text, never written.
"""

import re
from collections.abc import Sequence
from typing import Final

from kexie_digest.parsers.parts.title import HeadLine, Role, assign_roles
from kexie_digest.parsers.prose.sorting import Sorted
from kexie_digest.text.script import fold
from kexie_digest.text.sentences import sentences

_CLAUSE: Final = re.compile(r"[^，,。；;：:！!？?\s]+")
_DEED: Final = re.compile(
    r"举行|举办|召开|启动|揭晓|揭牌|成立|签署|签订|签约|发布|公布|开幕|闭幕|落幕|开班|开讲|开展|走进|获|荣|表彰|入选|印发|"
    r"建成|投用|上线|出发|抵达|结束|held|open|launch|sign|win|won|award"
)
_VAGUE: Final = re.compile(r"^(?:这|此|其|该|他|她|它|并|而|同时|日前|近日|为|据|在.{0,8}(?:下|中|上)$)")
_QUOTES: Final = (("“", "”"), ("《", "》"), ("（", "）"), ("(", ")"))
_SHORTEST, _LONGEST, _LATIN_LONGEST = 8, 36, 100
_LEAD: Final = 400


def assign(items: Sequence[Sorted]) -> tuple[Role, ...]:
    """Say which of the title rows is the title.

    Args:
        items: Title rows in order, at least one.

    Returns:
        A role for each.
    """
    sure = next(
        (place for place, item in enumerate(items) if item.rule in {"title-known", "title-heading"}), None
    )
    if sure is None:
        return assign_roles([HeadLine(item.row.folded, item.row.level, None, 0.0) for item in items])
    return tuple(
        Role.KICKER if place < sure else Role.TITLE if place == sure else Role.SUBTITLE
        for place in range(len(items))
    )


def propose(lead: str) -> str | None:
    """Choose a clause of the lead that can stand as a title.

    Args:
        lead: The first paragraph.

    Returns:
        An exact stretch of it, one clause or two that follow each other; None when
        nothing short enough is there.
    """
    text = lead[:_LEAD]
    best: tuple[float, str] | None = None
    for rank, (start, end) in enumerate(sentences(text)[:3]):
        clauses = [(start + m.start(), start + m.end()) for m in _CLAUSE.finditer(text[start:end])]
        for place, (left, right) in enumerate(clauses):
            for last in (right, *(stop for _, stop in clauses[place + 1 : place + 2])):
                score = _worth(text[left:last], rank)
                if score > 0 and (best is None or score > best[0]):
                    best = (score, text[left:last])
    return best[1] if best else None


def _worth(text: str, rank: int) -> float:
    folded = fold(text)
    longest = _LATIN_LONGEST if text.isascii() else _LONGEST
    if not _SHORTEST <= len(text) <= longest or any(text.count(a) != text.count(b) for a, b in _QUOTES):
        return 0.0
    deed = 1.0 if _DEED.search(folded) else 0.2
    vague = 0.3 if _VAGUE.match(folded) else 1.0
    one_clause = 1.0 if not re.search(r"[，,]", text) else 0.8
    return deed * vague * one_clause * min(1.0, len(text) / 16) * (1 - 0.2 * rank)
