"""Events: who belongs together, why, and under which key."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from events.reports import report
from kexie_digest.events import group
from kexie_digest.model import Report, Ruling, RulingKind

NOW = datetime(2024, 6, 1, tzinfo=UTC)
FORUM = report(
    "a",
    "首届岚湖湿地论坛开幕",
    "5月3日，首届岚湖湿地论坛在岚川市举行，百余名专家研讨候鸟保护。",
    day="2024-05-03",
)
VOICES = report(
    "b", "候鸟的家怎么守", "在首届岚湖湿地论坛上，来自三省的学者认为，要把鱼塘还给滩涂。", day="2024-05-03"
)
RECALLED = report(
    "c", "科协走访湿地学会", "9月1日，市科协走访市湿地学会。学会曾承办首届岚湖湿地论坛。", day="2024-09-01"
)


def groups(*reports: Report, known: dict[str, str] | None = None) -> list[tuple[str, ...]]:
    """The members of every event."""
    return [event.reports for event in group(reports, known or {})]


def test_two_papers_on_one_forum_are_one_event_with_a_reason() -> None:
    """The shared rare name and the day are told to the editor in Chinese."""
    events = group([FORUM, VOICES], {})
    assert [event.reports for event in events] == [("a", "b")]
    assert "首届岚湖湿地论坛" in events[0].reasons[0]
    assert "日期相同" in events[0].reasons[0]


def test_a_past_event_that_is_recalled_is_another_event() -> None:
    """The day of the news contradicts, whatever names are shared."""
    assert groups(FORUM, RECALLED) == [("a",), ("c",)]


def test_the_same_campaign_in_two_counties_is_two_events() -> None:
    """A shared slogan and day do not outweigh two places."""
    east = report(
        "e", "青坪县启动“科学之光”科普月", "3月1日，青坪县“科学之光”科普月启动，义诊十场。", day="2024-03-01"
    )
    west = report(
        "w", "白石县启动“科学之光”科普月", "3月1日，白石县“科学之光”科普月启动，放电影。", day="2024-03-01"
    )
    assert groups(east, west) == [("e",), ("w",)]


def test_every_report_is_in_exactly_one_event() -> None:
    """Nothing is lost and nothing is told twice."""
    members = [member for found in groups(FORUM, RECALLED, VOICES) for member in found]
    assert sorted(members) == ["a", "b", "c"]


def test_nothing_in_gives_nothing_out() -> None:
    """No reports, no events."""
    assert group([], {}) == ()


def test_keys_are_stable_when_reports_join_later() -> None:
    """The founder's key stays; a newcomer takes it over."""
    first = group([FORUM], {})[0].key
    later = group([FORUM, VOICES], {"a": first})
    assert [(event.key, event.reports) for event in later] == [(first, ("a", "b"))]
    assert group([FORUM], {})[0].key == first


def test_a_merge_keeps_the_older_key() -> None:
    """Two events turn out to be one: the first persisted key lives on."""
    known = {"b": "newer", "a": "older"}
    assert [event.key for event in group([FORUM, VOICES], known)] == ["older"]


def test_an_editors_merge_holds_whatever_the_texts_say() -> None:
    """The ruling stands above the days that contradict."""
    together = Ruling(1, RulingKind.TOGETHER, ("a", "c"), (), "编辑", NOW)
    events = group([FORUM, RECALLED, VOICES], {}, [together])
    assert [event.reports for event in events] == [("a", "c", "b")]


def test_an_editors_split_holds_for_what_comes_later() -> None:
    """Whoever is tied to both goes with one of them."""
    apart = Ruling(1, RulingKind.APART, ("b",), ("a",), "编辑", NOW)
    copy = replace(VOICES, id="d")
    assert sorted(event.reports for event in group([FORUM, VOICES, copy], {}, [apart])) == [
        ("a",),
        ("b", "d"),
    ]


def test_the_last_word_counts() -> None:
    """An editor who split and then merges has merged."""
    apart = Ruling(1, RulingKind.APART, ("b",), ("a",), "编辑", NOW)
    together = Ruling(2, RulingKind.TOGETHER, ("a", "b"), (), "主编", NOW)
    assert len(group([FORUM, VOICES], {}, [apart, together])) == 1


def test_a_report_that_leaves_takes_no_key_in_use() -> None:
    """Its former event keeps the key, also one made from the leaving report."""
    key = group([FORUM], {})[0].key
    apart = Ruling(1, RulingKind.APART, ("a",), ("b", "c"), "编辑", NOW)
    together = Ruling(2, RulingKind.TOGETHER, ("b", "c"), (), "编辑", NOW)
    events = group([FORUM, VOICES, RECALLED], {"a": key, "b": key, "c": key}, [apart, together])
    assert {event.reports: event.key == key for event in events} == {("a",): False, ("b", "c"): True}


def test_a_leaders_visit_is_one_event_in_two_papers() -> None:
    """Who visited when and where identifies it; no name is quoted."""
    one = report(
        "a",
        "省科协主席穆清源赴岚川调研",
        "6月2日，省科协主席穆清源赴岚川市调研，走访两家企业科协。",
        day="2024-06-02",
    )
    two = report(
        "b",
        "穆清源在岚川调研基层科协",
        "省科协主席穆清源6月2日到岚川市调研基层科协组织，听取汇报。",
        day="2024-06-02",
    )
    assert groups(one, two) == [("a", "b")]


def test_two_editions_of_a_course_are_two_events() -> None:
    """第一期 and 第二期 share a name and three months."""
    first = report("a", "“匠苗计划”培训班开班", "3月1日，第一期“匠苗计划”培训班开班。", day="2024-03-01")
    second = report("b", "“匠苗计划”再开新班", "6月1日，第二期“匠苗计划”培训班开班。", day="2024-06-01")
    assert groups(first, second) == [("a",), ("b",)]


def test_the_grouping_takes_the_reports_in_any_order() -> None:
    """Which report comes first changes no event."""
    forwards = {frozenset(found) for found in groups(FORUM, VOICES, RECALLED)}
    backwards = {frozenset(found) for found in groups(RECALLED, VOICES, FORUM)}
    assert forwards == backwards


@pytest.mark.parametrize("count", [200])
def test_unrelated_reports_stay_apart(count: int) -> None:
    """Many reports of different forums: as many events."""
    reports = [
        report(f"r{n}", f"第{n}届会议", f"第{n}届丙{chr(0x4E00 + n)}丁学术论坛在甲地举行。", day="2024-01-02")
        for n in range(count)
    ]
    assert len(group(reports, {})) == count
