"""Unite the facts of all reports of an event, each fact once.

Takes Facts, gives Facts. The fuller statement of a fact wins and is completed from the
others; evidence always stays with the statement that is kept.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from kexie_digest.model import Activity, Award, Cooperation, Facts
from kexie_digest.text.script import fold

Fact = TypeVar("Fact", Award, Cooperation, Activity)

_MARKS = str.maketrans("", "", " 　“”\"'‘’「」『』《》·")


def unite(all_facts: Iterable[Facts]) -> Facts:
    """Unite facts over the reports of one event.

    Args:
        all_facts: The facts of each report, the leading report first.

    Returns:
        Every award, agreement and activity once, in order of first mention.
    """
    facts = list(all_facts)
    return Facts(
        awards=_merge([award for one in facts for award in one.awards], _same_award, _fuller_award),
        cooperation=_merge(
            [deal for one in facts for deal in one.cooperation], _same_cooperation, _fuller_cooperation
        ),
        activities=_merge(
            [activity for one in facts for activity in one.activities], _same_activity, _fuller_activity
        ),
    )


def _merge(
    facts: Sequence[Fact], same: Callable[[Fact, Fact], bool], fuller: Callable[[Fact, Fact], Fact]
) -> tuple[Fact, ...]:
    kept: list[Fact] = []
    for fact in facts:
        twin = next((index for index, other in enumerate(kept) if same(other, fact)), None)
        if twin is None:
            kept.append(fact)
        else:
            kept[twin] = fuller(kept[twin], fact)
    return tuple(kept)


def _key(text: str | None) -> str:
    return fold(text or "").translate(_MARKS)


def _keys(names: Iterable[str]) -> set[str]:
    return {_key(name) for name in names}


def _same_award(one: Award, other: Award) -> bool:
    """Same name, and one roll holds the other (two winners of one prize stay two facts)."""
    left, right = _keys(one.recipients), _keys(other.recipients)
    return _key(one.award) == _key(other.award) and (left <= right or right <= left)


def _fuller_award(one: Award, other: Award) -> Award:
    best, rest = (one, other) if len(one.recipients) >= len(other.recipients) else (other, one)
    return replace(
        best,
        awarding_body=best.awarding_body or rest.awarding_body,
        count=best.count if best.count is not None else rest.count,
        level=best.level or rest.level,
        date=best.date or rest.date,
    )


def _same_cooperation(one: Cooperation, other: Cooperation) -> bool:
    left, right = _keys(one.parties), _keys(other.parties)
    same_instrument = (
        not one.instrument or not other.instrument or _key(one.instrument) == _key(other.instrument)
    )
    return same_instrument and (left <= right or right <= left)


def _fuller_cooperation(one: Cooperation, other: Cooperation) -> Cooperation:
    best, rest = (one, other) if len(one.parties) >= len(other.parties) else (other, one)
    return replace(best, instrument=best.instrument or rest.instrument, date=best.date or rest.date)


def _same_activity(one: Activity, other: Activity) -> bool:
    """Equal names, or one name inside the other (首届…大会 and 首届…大会开幕式)."""
    left, right = _key(one.name), _key(other.name)
    return left == right or (min(len(left), len(right)) >= 6 and (left in right or right in left))  # noqa: PLR2004 - shorter names are too common


def _fuller_activity(one: Activity, other: Activity) -> Activity:
    def filled(fact: Activity) -> int:
        return sum(bool(value) for value in (fact.place, fact.date, fact.attendance, fact.organisers))

    best, rest = (one, other) if filled(one) >= filled(other) else (other, one)
    return replace(
        best,
        organisers=best.organisers or rest.organisers,
        place=best.place or rest.place,
        date=best.date or rest.date,
        attendance=best.attendance or rest.attendance,
    )
