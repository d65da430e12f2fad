"""Keys: few, and shared by those that may tell one happening."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from events.reports import report
from kexie_digest.events.index_keys import LIMITS, NO_DAY, IndexKeys, KeyKind, candidates, index_keys
from kexie_digest.events.signature import sign

FORUM = "首届岚湖湿地论坛在岚川市举行。"


def keys(text: str, **days: str) -> IndexKeys:
    """The keys of a report."""
    return index_keys(sign(report("a", "", text, **days)))


def filed(keys: IndexKeys, kind: KeyKind) -> dict[int, set[int]]:
    """The days under which each key of a kind is filed."""
    found: dict[int, set[int]] = {}
    for key, day in keys.filed:
        if key >> 32 == kind:
            found.setdefault(key, set()).add(day)
    return found


def test_reports_of_one_event_share_a_name_near_their_days() -> None:
    """The dated one is filed within the span of the one that only has a day of printing."""
    dated, undated = keys(FORUM, day="2024-05-03"), keys(f"记者看{FORUM}", printed="2024-05-20")
    names = filed(dated, KeyKind.NAME)
    near = [(key, first, last) for key, first, last in undated.asked if key in names and first]
    assert near
    assert all(first <= day <= last for key, first, last in near for day in names[key])


def test_without_a_day_every_day_is_looked_at() -> None:
    """A repost without a date may be of any."""
    undated = keys(FORUM)
    assert {day for _, day in undated.filed} == {NO_DAY}
    names = filed(undated, KeyKind.NAME)
    assert all(
        first <= date(2024, 5, 3).toordinal() <= last for key, first, last in undated.asked if key in names
    )


def test_a_long_exhibition_is_found_from_its_middle() -> None:
    """It is filed under days no further apart than a span is wide, and not under all."""
    names = filed(keys("第四届岚湖候鸟展览展出。", day="2024-03-01/2024-06-30"), KeyKind.NAME)
    days = sorted(next(iter(names.values())))
    assert days[0] == date(2024, 3, 1).toordinal()
    assert days[-1] == date(2024, 6, 30).toordinal()
    assert all(later - day <= 42 for day, later in pairwise(days))
    assert len(days) <= 8


def test_copies_look_past_days() -> None:
    """A fingerprint is filed under no day, and looked for under no other."""
    text = "退休预报员带来自制的雨量筒和风向标，教孩子们读云识天气，学会每月办一次露天课堂，秋天还要进山。"
    found = keys(text, printed="2024-05-03")
    copies = filed(found, KeyKind.COPY)
    assert set.union(*copies.values()) == {NO_DAY}
    assert {(first, last) for key, first, last in found.asked if key in copies} == {(NO_DAY, NO_DAY)}


def test_every_key_is_filed_and_asked_for_once() -> None:
    """Twice the same row would be two writes."""
    found = keys(f"{FORUM}{FORUM}", day="2024-05-03", printed="2024-05-04")
    assert len(set(found.filed)) == len(found.filed)
    assert len(set(found.asked)) == len(found.asked)
    assert {key for key, _ in found.filed} == {key for key, *_ in found.asked}


def test_candidates_come_in_order_of_what_they_share() -> None:
    """Two rare strings by accident are not enough, a name is; a crowded key leads nowhere."""
    name, told, part = KeyKind.NAME << 32, KeyKind.TOLD << 32, KeyKind.PART << 32
    crowd = set(range(100, 101 + LIMITS[KeyKind.PART]))
    assert candidates({name: {7}, told: {8, 9}, told + 1: {8, 9}, told + 2: {9}, part: crowd}) == [7, 9]
