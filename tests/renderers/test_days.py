"""Days as every output writes them."""

from __future__ import annotations

import pytest

from kexie_digest.renderers import _days


def test_solar_day_has_no_leading_zeros() -> None:
    """GB/T 15835: 3月6日, not 03月06日."""
    assert _days.solar_day("2026-03-06") == "2026年3月6日"


@pytest.mark.parametrize(("iso", "day"), [("2026-03-06", "星期五"), ("2026-03-08", "星期日")])
def test_weekday(iso: str, day: str) -> None:
    """Sunday is 星期日."""
    assert _days.weekday(iso) == day


@pytest.mark.parametrize(
    ("iso", "written"),
    [
        ("2026", "2026年"),
        ("2026-03", "2026年3月"),
        ("--03-06", "3月6日"),
        ("2026-03-27/2026-03-29", "2026年3月27日—29日"),
        ("2026-03-27/2026-04-02", "2026年3月27日—4月2日"),
        ("2025-12-30/2026-01-02", "2025年12月30日—2026年1月2日"),
        ("2026-03-27/2026-03-27", "2026年3月27日"),
        ("2026-03/2026-05", "2026年3月—5月"),
        ("春节前后", "春节前后"),
    ],
)
def test_partial_day(iso: str, written: str) -> None:
    """What is unknown is left out, what two ends share is said once."""
    assert _days.partial_day(iso) == written


def test_partial_day_leaves_out_a_known_year() -> None:
    """A calendar of one year need not repeat it, but a bare year is kept."""
    assert _days.partial_day("2026-03-06", "2026-03-06") == "3月6日"
    assert _days.partial_day("2025-12-30", "2026-03-06") == "2025年12月30日"
    assert _days.partial_day("2026", "2026-03-06") == "2026年"


def test_long_days_have_their_weekday() -> None:
    """As a newspaper prints it; what is no day stays as it is."""
    assert _days.long_day("2026-03-06") == "2026年3月6日 星期五"
    assert _days.long_day("2026-03-08") == "2026年3月8日 星期日"
    assert _days.long_day("近日") == "近日"
