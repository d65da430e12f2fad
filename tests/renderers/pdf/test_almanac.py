"""The lunar day as the masthead prints it."""

from __future__ import annotations

import pytest

from kexie_digest.renderers.pdf import almanac


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
