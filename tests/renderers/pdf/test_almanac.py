"""Dates as the masthead prints them."""

from __future__ import annotations

import pytest

from kexie_digest.renderers.pdf import almanac


def test_solar_day_has_no_leading_zeros() -> None:
    """GB/T 15835: 3月6日, not 03月06日."""
    assert almanac.solar_day("2026-03-06") == "2026年3月6日"


@pytest.mark.parametrize(("iso", "day"), [("2026-03-06", "星期五"), ("2026-03-08", "星期日")])
def test_weekday(iso: str, day: str) -> None:
    """Sunday is 星期日."""
    assert almanac.weekday(iso) == day


@pytest.mark.parametrize(
    ("iso", "lunar"),
    [
        ("2026-03-06", "农历丙午年正月十八"),
        ("2026-02-16", "农历乙巳年腊月廿九"),
        ("2026-02-17", "农历丙午年正月初一"),
        ("2025-07-25", "农历乙巳年闰六月初一"),
        ("2026-03-20", "农历丙午年二月初二　春分"),
    ],
)
def test_lunar_day(iso: str, lunar: str) -> None:
    """The year changes at lunar new year; leap months and solar terms are named."""
    assert almanac.lunar_day(iso) == lunar


@pytest.mark.parametrize(
    ("iso", "written"),
    [
        ("2026", "2026年"),
        ("2026-03", "2026年3月"),
        ("--03-06", "3月6日"),
        ("2026-03-27/2026-03-29", "2026年3月27日—29日"),
        ("2026-03-27/2026-04-02", "2026年3月27日—4月2日"),
        ("2025-12-30/2026-01-02", "2025年12月30日—2026年1月2日"),
        ("春节前后", "春节前后"),
    ],
)
def test_partial_day(iso: str, written: str) -> None:
    """What is unknown is left out, what two ends share is said once."""
    assert almanac.partial_day(iso) == written


def test_partial_day_leaves_out_a_known_year() -> None:
    """A calendar of one year need not repeat it, but a bare year is kept."""
    assert almanac.partial_day("2026-03-06", "2026-03-06") == "3月6日"
    assert almanac.partial_day("2025-12-30", "2026-03-06") == "2025年12月30日"
    assert almanac.partial_day("2026", "2026-03-06") == "2026年"
