"""Dates of facts: printed, lent by the news, or none."""

from __future__ import annotations

import pytest

from facts.support import article, line
from kexie_digest.facts.when import date_of, is_past


@pytest.mark.parametrize(
    ("text", "verb", "date"),
    [
        ("3月2日，甲乙两会签署协议。", "签署", "2024-03-02"),
        ("2019年被评为先进。", "被评", "2019"),
        ("会上，甲会获奖。", "获奖", "2024-03-05"),
        ("甲会曾获奖。", "获奖", None),
        ("目前，甲会已与乙会签约。", "签约", None),
        ("2月1日，2024年甲赛开幕，2月9日闭幕。", "开幕", "2024-02-01"),
    ],
    ids=["day", "year", "lent", "past", "undated", "best"],
)
def test_the_date_of_a_fact(text: str, verb: str, date: str | None) -> None:
    """The most exact date before the verb; the day of the news unless told otherwise."""
    story = article(text, event_date="2024-03-05")
    assert date_of(line(text), story, text.index(verb)) == date


def test_nothing_is_invented_without_a_day() -> None:
    """No date printed, none known: none given."""
    assert date_of(line("会上，甲会获奖。"), article("会上，甲会获奖。"), 4) is None


def test_yesterday_is_the_day_before_printing() -> None:
    """A day that the sentence prints comes first; without a day of printing 昨日 is none."""
    story = article("甲。", published_on="2024-03-06")
    assert date_of(line("甲会昨日签约。"), story, 4) == "2024-03-05"
    assert date_of(line("3月2日，甲会签约，昨日上网。"), story, 7) == "2024-03-02"
    assert date_of(line("甲会昨日签约。"), article("甲。"), 4) is None


def test_the_years_in_a_title_are_not_its_day() -> None:
    """What a paper is about."""
    text = "甲会签署《合作协议（2026—2030年）》。"
    assert date_of(line(text), article(text, event_date="2024-03-05"), 2) == "2024-03-05"
    text = "甲会签署《协议（2026—2030年）》，2030年到期。"
    assert date_of(line(text), article(text, event_date="2024-03-05"), 2) == "2030"


@pytest.mark.parametrize(
    ("date", "expected"), [("1991", True), ("2022-05-01", True), ("2024", False), (None, False)]
)
def test_what_lies_years_back_is_recalled(date: str | None, *, expected: bool) -> None:
    """Prizes of the year before last are still news."""
    assert is_past(date, article("甲。", published_on="2025-06-01")) is expected
