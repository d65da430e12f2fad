"""Patterns of activities on short examples."""

from __future__ import annotations

from kexie_digest.facts import activity_patterns as patterns


def test_name_and_place_are_read_apart() -> None:
    """NAME在PLACE举行."""
    match = patterns.TOOK_PLACE.match("首届茶学论坛在甲县举行")
    assert match
    assert (match["name"], match["place"]) == ("首届茶学论坛", "甲县")


def test_hosts_are_told_with_by() -> None:
    """由甲主办."""
    match = patterns.HOSTED.search("活动由甲市科协主办")
    assert match
    assert match["who"] == "甲市科协"


def test_a_crowd_has_a_number() -> None:
    """三百人 in figures, with what they are."""
    match = patterns.CROWD.search("300余名师生参加")
    assert match
    assert match["who"] == "300余名师生"


def test_plans_and_the_past_are_known() -> None:
    """What will be or was held at other times is no news."""
    assert patterns.PLAN.search("即将举行")
    assert patterns.PAST.search("去年举行")
