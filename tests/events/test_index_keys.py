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


def test_reports_of_one_event_share_a_name_near_their_days() -> None:
    """The dated one is filed within the span of the one that only has a day of printing."""
    dated, undated = keys(FORUM, day="2024-05-03"), keys(f"记者看{FORUM}", printed="2024-05-20")
    shared = dated.kinds.keys() & undated.kinds.keys()
    assert KeyKind.NAME in {dated.kinds[key] for key in shared}
    days = {day for key, day in dated.filed if key in shared}
    assert undated.span
    assert all(undated.span[0] <= day <= undated.span[1] for day in days)


def test_without_a_day_every_day_is_looked_at() -> None:
    """A repost without a date may be of any."""
    undated = keys(FORUM)
    assert undated.span is None
    assert {day for _, day in undated.filed} == {NO_DAY}


def test_a_long_exhibition_is_found_from_its_middle() -> None:
    """It is filed under days no further apart than a span is wide, and not under all."""
    long = keys("第四届岚湖候鸟展览展出。", day="2024-03-01/2024-06-30")
    name = next(key for key, kind in long.kinds.items() if kind is KeyKind.NAME)
    days = sorted(day for key, day in long.filed if key == name)
    assert days[0] == date(2024, 3, 1).toordinal()
    assert days[-1] == date(2024, 6, 30).toordinal()
    assert all(later - day <= 42 for day, later in pairwise(days))
    assert len(days) <= 8


def test_copies_look_past_days() -> None:
    """A fingerprint is filed under no day."""
    text = "退休预报员带来自制的雨量筒和风向标，教孩子们读云识天气，学会每月办一次露天课堂，秋天还要进山。"
    found = keys(text, printed="2024-05-03")
    assert {day for key, day in found.filed if found.kinds[key] is KeyKind.COPY} == {NO_DAY}


def test_candidates_come_in_order_of_what_they_share() -> None:
    """One rare string by accident is not enough, a name is; a crowded key leads nowhere."""
    kinds = {1: KeyKind.NAME, 2: KeyKind.TOLD, 3: KeyKind.TOLD, 4: KeyKind.PART}
    own = IndexKeys(kinds, {1: "首届岚湖湿地论坛"}, (), None)
    crowd = list(range(100, 101 + LIMITS[KeyKind.PART]))
    assert candidates(own, {1: [7], 2: [8, 9], 3: [9], 4: crowd}) == [7, 9]
