"""Numbers told beside a roll: does the roll hold as many entries?

Takes the sentences of an article, its title and the honours read from it, gives a flag for every list
that does not fit the number that counts it. A list that breaks off (等) and a number that counts
something else raise none.
"""

from __future__ import annotations

from collections.abc import Sequence

from kexie_digest.facts.awards.checks.enumerated import enumerated
from kexie_digest.facts.awards.checks.layout import listings
from kexie_digest.facts.awards.checks.rolls import far_told
from kexie_digest.facts.awards.checks.ties import Pairing, ties
from kexie_digest.facts.awards.checks.told import numbers
from kexie_digest.facts.awards.honours import Honour
from kexie_digest.facts.lines import Line
from kexie_digest.model import Flag, FlagKind

__all__ = ["mismatches"]

#: A pair, a group and a household hold several names each: only semicolons tell how many they are.
_PAIRS = frozenset("组对户")
_WHOLE = ("家庭", "户", "组", "夫妇", "一家")
#: A number farther off counts something else.
_NEAR, _SHARE = 2, 5


def mismatches(lines: Sequence[Line], title: str | None, honours: Sequence[Honour]) -> list[Flag]:
    """Flag the lists that do not hold as many entries as the text says.

    Args:
        lines: All sentences.
        title: The title.
        honours: The honours read; they are asked where no list stands by itself.

    Returns:
        One flag per list.
    """
    if not any(True for line in (*lines, Line(title or "", 0, 0)) for _ in numbers(line)):
        return []
    tied = [*ties(lines, listings(lines)), *(pairing for line in lines for pairing in enumerated(line))]
    wrong = [pairing for pairing in tied if _is_wrong(pairing)]
    wrong = wrong or [pairing for pairing in far_told(lines, title, honours, tied) if _is_wrong(pairing)]
    return list(dict.fromkeys(map(_flag, wrong)))


def _is_wrong(pairing: Pairing) -> bool:
    """Whether no way of counting gives the number, or one near enough to count the same."""
    number, readings = pairing.told.number, pairing.entries.readings
    if pairing.told.unit in _PAIRS and not all(name.endswith(_WHOLE) for name in pairing.entries.names):
        readings = frozenset({pairing.entries.groups}) if pairing.entries.groups > 1 else frozenset({number})
    if number in readings | pairing.others | {pairing.entries.groups}:
        return False
    nearest = min(readings, key=lambda count: abs(count - number))
    if pairing.entries.is_open and nearest < number:
        return False
    return abs(nearest - number) <= max(_NEAR, number // _SHARE)


def _flag(pairing: Pairing) -> Flag:
    names = pairing.entries.names
    listed = f"从“{names[0]}”到“{names[-1]}”" if len(names) > 1 else f"“{names[0]}”"
    reason = f"原文写“{pairing.told.quote}”，名单{listed}列出{len(names)}个，请核对原文。"
    return Flag(FlagKind.COUNT_MISMATCH, reason, rule="award_roll")
