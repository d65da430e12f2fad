"""Facts as small tables: rows of label and value, long lists of names as a roll.

Takes the facts of an item, gives views for templates. It words the labels; the
values are quoted from the facts unchanged.
"""

from dataclasses import dataclass

from kexie_digest.model import Activity, Award, Cooperation, Facts
from kexie_digest.renderers._wording import short_day

#: Up to this many names stand in one row, more make a roll.
INLINE_NAMES = 4


@dataclass(frozen=True, slots=True)
class FactTable:
    """One fact as a reader sees it; ``roll`` is empty when the names fit in a row."""

    kind: str
    heading: str
    rows: tuple[tuple[str, str], ...]
    roll_label: str = ""
    roll: tuple[str, ...] = ()


def fact_tables(facts: Facts) -> tuple[FactTable, ...]:
    """Turn all facts of an item into tables, awards first.

    Args:
        facts: The united facts of an item.

    Returns:
        One table per fact, in the order of awards, cooperation, activities.
    """
    return (
        *(_award(award) for award in facts.awards),
        *(_cooperation(cooperation) for cooperation in facts.cooperation),
        *(_activity(activity) for activity in facts.activities),
    )


def _rows(*pairs: tuple[str, str | None]) -> tuple[tuple[str, str], ...]:
    return tuple((label, value) for label, value in pairs if value)


def _award(award: Award) -> FactTable:
    names = tuple(_with_aliases(name, award.recipient_aliases) for name in award.recipients)
    short = names if len(names) <= INLINE_NAMES else ()
    counted = str(award.count) if award.count and award.count != len(names) else None
    return FactTable(
        kind="award",
        heading="获奖",
        rows=_rows(
            ("奖项", award.award),
            ("颁发", "、".join(award.awarding_body)),
            ("级别", award.level),
            ("时间", award.date and short_day(award.date)),
            ("公布数", counted),
            ("获奖者", "、".join(short)),
        ),
        roll_label=f"获奖名单（{len(names)}）" if not short and names else "",
        roll=() if short else names,
    )


def _with_aliases(name: str, aliases: dict[str, tuple[str, ...]]) -> str:
    others = "、".join(aliases.get(name, ()))
    return f"{name}（{others}）" if others else name


def _cooperation(cooperation: Cooperation) -> FactTable:
    parties = cooperation.parties
    short = parties if len(parties) <= INLINE_NAMES else ()
    return FactTable(
        kind="cooperation",
        heading="合作",
        rows=_rows(
            ("事项", cooperation.instrument),
            ("时间", cooperation.date and short_day(cooperation.date)),
            ("各方", "、".join(short)),
        ),
        roll_label=f"成员名单（{len(parties)}）" if not short and parties else "",
        roll=() if short else parties,
    )


def _activity(activity: Activity) -> FactTable:
    return FactTable(
        kind="activity",
        heading="活动",
        rows=_rows(
            ("活动", activity.name),
            ("时间", activity.date and short_day(activity.date)),
            ("地点", activity.place),
            ("主办", "、".join(activity.organisers)),
            ("规模", activity.attendance),
        ),
    )
