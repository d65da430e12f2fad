"""Placing one by one gives what the batch gives, in any order, and reads candidates only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.background_table import tuning_notices
from events.reports import report
from kexie_digest.events import placing
from kexie_digest.events.placing import place, settle
from kexie_digest.events.shelf import OpenShelf
from kexie_digest.events.signature import sign
from kexie_digest.events.signature.traits import Signature
from kexie_digest.model import Report, Ruling, RulingKind, Tie
from understanding_figures import read

NOW = datetime(2024, 6, 1, tzinfo=UTC)
#: Three accounts that hang together by the middle one alone.
OPENING = report("a", "首届岚湖湿地论坛开幕", "5月3日，首届岚湖湿地论坛开幕。", day="2024-05-03")
BRIDGE = report(
    "b",
    "候鸟的家怎么守",
    "首届岚湖湿地论坛上，“还塘于滩计划”5月3日公布，渔民周大网第一个签字，学者谈了很久。",
    day="2024-05-03",
)
PLAN = report("c", "渔民签了字", "“还塘于滩计划”5月3日公布，渔民周大网第一个签字。", day="2024-05-03")


class Counted(OpenShelf):
    """A shelf that counts the signatures it was asked for."""

    asked = 0

    def signatures(self, numbers: Sequence[int]) -> list[Signature]:
        """Count and give."""
        self.asked += len(numbers)
        return super().signatures(numbers)


def shelf_of(*reports: Report, rulings: Sequence[Ruling] = ()) -> OpenShelf:
    """A shelf on which reports were placed one after another."""
    shelf = OpenShelf(dict.fromkeys((one.id for one in reports), None), rulings)
    for one in reports:
        place(sign(one), shelf)
    return shelf


def events_of(shelf: OpenShelf, ids: Sequence[str]) -> set[frozenset[str]]:
    """The members of every event."""
    members: dict[str | None, set[str]] = {}
    for report_id, key in shelf.events(ids).items():
        members.setdefault(key, set()).add(report_id)
    return {frozenset(found) for found in members.values()}


@pytest.fixture(scope="module")
def notices() -> list[Signature]:
    """The signatures of all tuning notices."""
    return [sign(read(notice).report) for notice in tuning_notices()]


def placed(order: Sequence[Signature]) -> set[frozenset[str]]:
    """The events of reports that arrive in an order."""
    shelf = OpenShelf(dict.fromkeys((one.id for one in order), None))
    for one in order:
        place(one, shelf)
    return events_of(shelf, [one.id for one in order])


@pytest.fixture(scope="module")
def expected(notices: list[Signature]) -> set[frozenset[str]]:
    """Their events as they arrive in the order of the files."""
    found = placed(notices)
    assert len(found) < len(notices)
    return found


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.randoms(use_true_random=False))
def test_any_order_of_arrival_gives_the_same_events(
    notices: list[Signature], expected: set[frozenset[str]], seed: st.DrawFn
) -> None:
    """All notices of the tuning half, shuffled."""
    shuffled = list(notices)
    seed.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert placed(shuffled) == expected


def test_a_late_bridge_brings_two_events_together_under_the_older_key() -> None:
    """The opening and the plan are two events until a third report tells of both."""
    shelf = shelf_of(OPENING, PLAN)
    older = shelf.events("a")["a"]
    assert older != shelf.events("c")["c"]
    later = OpenShelf({"a": None, "c": None, "b": None})
    place(sign(OPENING), later)
    place(sign(PLAN), later)
    changed = place(sign(BRIDGE), later)
    assert changed == {"b": older, "c": older}


def test_only_candidates_are_read() -> None:
    """A hundred other forums are not looked at."""
    shelf = Counted({f"r{number}": None for number in range(101)})
    for number in range(100):
        topic = f"{chr(0x4E00 + 7 * number)}{chr(0x5E00 + 11 * number)}"
        place(sign(report(f"r{number}", "", f"第{number + 2}届{topic}学术论坛", day="2024-01-02")), shelf)
    shelf.asked = 0
    place(sign(report("r100", "", "首届岚湖湿地论坛开幕。", day="2024-01-02")), shelf)
    assert shelf.asked == 0


def test_a_crowded_key_leads_nowhere() -> None:
    """A slogan in a hundred reports costs no hundred comparisons each, and ties nothing after the limit."""
    shelf = Counted({f"r{number}": None for number in range(100)})
    for number in range(100):
        text = f"“科学点亮乡村”第{number}站。{chr(0x4E00 + 31 * number)}。"
        place(sign(report(f"r{number}", "", text)), shelf)
    assert shelf.asked < 61 * 62 / 2 + 1


def test_a_crowd_that_hangs_together_takes_newcomers_one_by_one() -> None:
    """Beyond the limit what is together stays so, and a newcomer joins its strongest tie's event."""
    crowd = [f"m{number:03}" for number in range(placing.MOST_TOGETHER + 50)]
    known = dict.fromkeys(crowd, "left") | dict.fromkeys(crowd[1::2], "right")
    shelf = OpenShelf({**known, "new": None})
    chain = [Tie(one, other, 1.0, "因") for one, other in pairwise(crowd)]
    shelf.add(sign(OPENING), (), [*chain, Tie(crowd[0], "new", 3.0, "因"), Tie(crowd[1], "new", 4.0, "因")])
    assert settle(("new",), shelf) == {"new": "right"}


def test_settling_after_a_ruling_changes_what_it_names() -> None:
    """The split-off report gets a key of its own, the rest keeps the old one."""
    shelf = shelf_of(OPENING, BRIDGE)
    key = shelf.events("a")["a"]
    ruled = OpenShelf(shelf.events("ab"), [Ruling(1, RulingKind.APART, ("b",), ("a",), "编辑", NOW)])
    changed = settle(("b",), ruled)
    assert list(changed) == ["b"]
    assert changed["b"] != key


def test_a_report_placed_again_keeps_its_key() -> None:
    """Whoever had an event before the index was there stays in it."""
    shelf = OpenShelf({"a": "e-old"})
    assert place(sign(OPENING), shelf) == {}
    assert shelf.events("a") == {"a": "e-old"}


def test_a_congress_abroad_and_at_home_is_one_event() -> None:
    """Two papers and a traditional feature without a year that shares nothing but the congress's name."""
    home = report(
        "a",
        "第三届沅溪茶学年会在白茅市开幕",
        "10月12日上午，第三届沅溪茶学年会在白茅市大剧院开幕。二十四个茶学会获评“沅溪样板学会”。",
        day="2024-10-12",
        printed="2024-10-13",
    )
    other = report(
        "b",
        "本市七个学会登上样板榜",
        "昨日上午，第三届沅溪茶学年会在白茅市大剧院拉开大幕，二十四个茶学会获评“沅溪样板学会”，本市占七席。",
        printed="2024-10-13",
    )
    abroad = report(
        "c",
        "",
        "霜降將至，滿山桂香。10月12日至14日，第三屆沅溪茶學年會在白茅市舉行，遠嶼的三十名製茶師應邀同行，"
        "與山民圍爐夜話，把一張烘茶的老竹匾看了又看。",
    )
    assert events_of(shelf_of(home, other, abroad), "abc") == {frozenset("abc")}
    unrelated = replace(abroad, id="d", article=replace(abroad.article, event_date="2025-10-12"))
    assert events_of(shelf_of(home, other, unrelated), "abd") == {frozenset("ab"), frozenset("d")}
