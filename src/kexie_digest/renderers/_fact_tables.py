"""Facts as small tables: rows of label and value, long lists of names as a roll.

Takes the facts of an item, gives views for templates. A fact with many names is a
table of its own; several short facts of one kind share a table, one row each. It
words the labels; the values are quoted from the facts unchanged.
"""

from dataclasses import dataclass

from kexie_digest.model import Activity, Award, Cooperation, Facts
from kexie_digest.renderers._days import partial_day

#: Up to this many names stand in one row, more make a roll.
INLINE_NAMES = 4


@dataclass(frozen=True, slots=True)
class FactTable:
    """One fact, or several short ones of a kind, as a reader sees them.

    ``rows`` are label and value; with ``is_list`` each row is a fact of its own: its
    name and what is known of it. ``roll`` is empty when the names fit in a row.
    """

    kind: str
    heading: str
    rows: tuple[tuple[str, str], ...]
    roll_label: str = ""
    roll: tuple[str, ...] = ()
    is_list: bool = False


def fact_tables(facts: Facts) -> tuple[FactTable, ...]:
    """Turn all facts of an item into tables, awards first.

    Args:
        facts: The united facts of an item.

    Returns:
        Tables in the order of awards, cooperation, activities; within a kind those
        with a roll first.
    """
    return (
        *_tables([_award(award) for award in facts.awards], [_award_row(award) for award in facts.awards]),
        *_tables(
            [_cooperation(cooperation) for cooperation in facts.cooperation],
            [_cooperation_row(cooperation) for cooperation in facts.cooperation],
        ),
        *_tables(
            [_activity(activity) for activity in facts.activities],
            [_activity_row(activity) for activity in facts.activities],
        ),
    )


def _tables(full: list[FactTable], rows: list[tuple[str, str]]) -> list[FactTable]:
    """Keep tables with a roll; put two or more of the others into one list."""
    rolls = [table for table in full if table.roll]
    short = [(table, row) for table, row in zip(full, rows, strict=True) if not table.roll]
    if len(short) < 2:  # noqa: PLR2004 - a list of one is no list
        return [*rolls, *(table for table, _ in short)]
    first = short[0][0]
    return [*rolls, FactTable(first.kind, first.heading, tuple(row for _, row in short), is_list=True)]


def _rows(*pairs: tuple[str, str | None]) -> tuple[tuple[str, str], ...]:
    return tuple((label, value) for label, value in pairs if value)


def _behind(text: str, *details: str | None) -> str:
    """Put details in brackets behind a text; alone they need no brackets."""
    joined = "，".join(filter(None, details))
    return f"{text}（{joined}）" if text and joined else text or joined


def _award(award: Award) -> FactTable:
    names = _award_names(award)
    short = names if len(names) <= INLINE_NAMES else ()
    return FactTable(
        kind="award",
        heading="获奖",
        rows=_rows(
            ("奖项", award.award),
            ("颁发", "、".join(award.awarding_body)),
            ("级别", award.level),
            ("时间", award.date and partial_day(award.date)),
            ("公布数", _differing_count(award)),
            ("获奖者", "、".join(short)),
        ),
        roll_label=f"获奖名单（{len(names)}）" if names and not short else "",
        roll=() if short else names,
    )


def _award_row(award: Award) -> tuple[str, str]:
    count = _differing_count(award)
    bodies = "、".join(award.awarding_body)
    return award.award, _behind(
        "、".join(_award_names(award)),
        bodies and f"{bodies}颁发",
        award.level,
        award.date and partial_day(award.date),
        count and f"公布数{count}",
    )


def _award_names(award: Award) -> tuple[str, ...]:
    aliases = award.recipient_aliases
    return tuple(_behind(name, "、".join(aliases.get(name, ()))) for name in award.recipients)


def _differing_count(award: Award) -> str | None:
    """The number announced, when it is not simply that of the names."""
    return str(award.count) if award.count and award.count != len(award.recipients) else None


def _cooperation(cooperation: Cooperation) -> FactTable:
    parties = cooperation.parties
    short = parties if len(parties) <= INLINE_NAMES else ()
    return FactTable(
        kind="cooperation",
        heading="合作",
        rows=_rows(
            ("事项", cooperation.instrument),
            ("时间", cooperation.date and partial_day(cooperation.date)),
            ("各方", "、".join(short)),
        ),
        roll_label=f"成员名单（{len(parties)}）" if parties and not short else "",
        roll=() if short else parties,
    )


def _cooperation_row(cooperation: Cooperation) -> tuple[str, str]:
    day = cooperation.date and partial_day(cooperation.date)
    return cooperation.instrument or "合作", _behind("、".join(cooperation.parties), day)


def _activity(activity: Activity) -> FactTable:
    return FactTable(
        kind="activity",
        heading="活动",
        rows=_rows(
            ("活动", activity.name),
            ("时间", activity.date and partial_day(activity.date)),
            ("地点", activity.place),
            ("主办", "、".join(activity.organisers)),
            ("规模", activity.attendance),
        ),
    )


def _activity_row(activity: Activity) -> tuple[str, str]:
    hosts = "、".join(activity.organisers)
    day = activity.date and partial_day(activity.date)
    details = (day, activity.place, hosts and f"{hosts}主办", activity.attendance)
    return activity.name, "，".join(filter(None, details))
