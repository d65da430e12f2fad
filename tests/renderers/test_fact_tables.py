"""Facts as tables."""

from __future__ import annotations

from kexie_digest.model import Activity, Award, Cooperation, Facts
from kexie_digest.renderers._fact_tables import FactTable, fact_tables


def only_table(**facts: object) -> FactTable:
    """Give the table of the single fact."""
    (table,) = fact_tables(Facts(**{key: (value,) for key, value in facts.items()}))  # type: ignore[arg-type]  # a keyword picks the kind
    return table


def test_a_long_roll_stands_by_itself() -> None:
    """Five names and more are a roll with its count."""
    names = tuple(f"第{n}学会" for n in range(5))
    table = only_table(awards=Award("示范学会", ("省科协",), names, "句。", level="省级", date="2026"))
    assert table.roll == names
    assert table.roll_label == "获奖名单（5）"
    assert table.rows == (("奖项", "示范学会"), ("颁发", "省科协"), ("级别", "省级"), ("时间", "2026年"))


def test_few_names_stand_in_a_row() -> None:
    """Up to four are read in one line."""
    table = only_table(awards=Award("青竹奖", (), ("甲", "乙"), "句。"))
    assert table.rows == (("奖项", "青竹奖"), ("获奖者", "甲、乙"))
    assert (table.roll, table.roll_label) == ((), "")


def test_a_count_is_shown_when_it_differs() -> None:
    """Announced ten, named two: the reader sees both; equal numbers say nothing new."""
    assert ("公布数", "10") in only_table(awards=Award("奖", (), ("甲", "乙"), "句。", count=10)).rows
    assert not [
        row for row in only_table(awards=Award("奖", (), ("甲",), "句。", count=1)).rows if row[0] == "公布数"
    ]


def test_aliases_stand_behind_the_name() -> None:
    """Other names the articles use for the same recipient."""
    table = only_table(awards=Award("奖", (), ("甲学会",), "句。", {"甲学会": ("甲会",)}))
    assert ("获奖者", "甲学会（甲会）") in table.rows


def test_agreements_and_activities() -> None:
    """Parties by their number, activities with day, place and body."""
    agreement = only_table(cooperation=Cooperation(("甲", "乙"), None, "句。", "2026-03"))
    assert agreement.rows == (("时间", "2026年3月"), ("各方", "甲、乙"))
    activity = only_table(activities=Activity("讲座", ("甲", "乙"), "句。", "学校", "2026-03-01", "百人"))
    assert activity.rows == (
        ("活动", "讲座"),
        ("时间", "2026年3月1日"),
        ("地点", "学校"),
        ("主办", "甲、乙"),
        ("规模", "百人"),
    )


def test_short_facts_of_a_kind_share_a_table() -> None:
    """A report that names five prizes gets one list, not five boxes; a roll keeps its own."""
    facts = Facts(
        awards=(
            Award("优秀论文", (), ("甲",), "句。", level="特等奖", date="2026-03-04"),
            Award("示范学会", (), tuple(f"第{n}学会" for n in range(5)), "句。"),
            Award("论文", ("省科协",), (), "句。", count=184),
        ),
        cooperation=(
            Cooperation(("甲", "乙"), "协议", "句。", "2026"),
            Cooperation(("丙", "丁"), None, "句。"),
        ),
        activities=(
            Activity("讲座", ("甲",), "句。", "学校", "2026-03-01", "百人"),
            Activity("展览", (), "句。"),
        ),
    )
    roll, awards, agreements, activities = fact_tables(facts)
    assert len(roll.roll) == 5
    assert awards.rows == (("优秀论文", "甲（特等奖，2026年3月4日）"), ("论文", "省科协颁发，公布数184"))
    assert agreements.rows == (("协议", "甲、乙（2026年）"), ("合作", "丙、丁"))
    assert activities.rows == (("讲座", "2026年3月1日，学校，甲主办，百人"), ("展览", ""))
    assert [table.is_list for table in (roll, awards, agreements, activities)] == [False, True, True, True]


def test_awards_come_first() -> None:
    """The order a reader looks for them in."""
    facts = Facts(
        (Award("奖", (), (), "句。"),), (Cooperation(("甲",), None, "句。"),), (Activity("讲座", (), "句。"),)
    )
    assert [table.kind for table in fact_tables(facts)] == ["award", "cooperation", "activity"]
