"""Days printed in full, in part and by their distance."""

from __future__ import annotations

from datetime import date

import pytest

from kexie_digest.events.printed_days import iso_range, main_days

PRINTED = date(2025, 5, 20)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("5月17日，科学之夜开放。", {date(2025, 5, 17)}),
        ("17日晚，市民夜游展厅。", {date(2025, 5, 17)}),
        ("29日起展出。", {date(2025, 4, 29)}),
        ("昨日上午，论坛开幕。", {date(2025, 5, 19)}),
        ("周六晚上的科技馆很热闹。", {date(2025, 5, 17)}),
        ("国庆首日，八千人来看。", {date(2025, 10, 1)}),
        ("10日内办结。", set()),
    ],
)
def test_days_are_read(text: str, days: set[date]) -> None:
    """By month and day, by day alone, by distance from the day of printing."""
    assert main_days(text, PRINTED) == days


def test_a_later_sentence_may_recall_another_day() -> None:
    """It counts only where its day is next to that of the first that prints any."""
    assert main_days("5月17日开营。营地4月28日建成。", PRINTED) == {date(2025, 5, 17)}
    assert main_days("5月15日夜间下了冻雨。专家16日赶到。", PRINTED) == {date(2025, 5, 15), date(2025, 5, 16)}


def test_what_led_to_the_news_is_not_its_day() -> None:
    """A flood two months before the commendation; the day a paper learned of it."""
    assert main_days("3月16日发生山洪。5月17日，科协表彰救援者。", PRINTED) == {date(2025, 5, 17)}
    assert main_days("记者昨日从市科协获悉，名单5月12日公布。", PRINTED) == {date(2025, 5, 12)}


def test_the_day_before_is_a_day_of_the_news() -> None:
    """21日一早 … 前一天: both."""
    assert main_days("18日一早揭下纱布。前一天做了手术。", PRINTED) == {date(2025, 5, 17), date(2025, 5, 18)}


def test_less_than_a_day_is_no_range() -> None:
    """A year alone, or nothing."""
    assert iso_range("2026-03-05/2026-03-07") == (date(2026, 3, 5), date(2026, 3, 7))
    assert iso_range("2026") == (None, None)
    assert iso_range(None) == (None, None)


def test_a_day_to_come_is_read() -> None:
    """A notice names the day it is put off to; one years away is a slip."""
    printed = date(2026, 8, 14)
    found = main_days("原定于8月15日举行的嘉年华延期至8月29日。", printed)
    assert found == {date(2026, 8, 15), date(2026, 8, 29)}


def test_a_name_is_no_weekday() -> None:
    """“星期天实验室” meets on Saturdays, too."""
    assert main_days("“星期天实验室”又来了。", date(2026, 3, 12)) == frozenset()


def test_a_deadline_is_no_day_of_the_news() -> None:
    """What is to be handed in by a day; 5月8日前后 is one."""
    assert main_days("请于5月30日前报送，5月29日截止。", PRINTED) == frozenset()
    assert main_days("5月8日前后开花。", PRINTED) == {date(2025, 5, 8)}
