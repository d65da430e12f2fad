"""Dates in running text: years near a page, ranges, refusals."""

from __future__ import annotations

import itertools
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_digest.text import dates
from kexie_digest.text.dates import find_days

NEAR = date(2020, 12, 11)


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("12 月 10 日", "2020-12-10", "day"),
        ("１２月１０日", "2020-12-10", "day"),
        ("十二月十日", "2020-12-10", "day"),
        ("12月18日", "2020-12-18", "day"),
        ("12月19日", None, "day"),
        ("1月16日", "2020-01-16", "day"),
        ("去年6月1日", "2019-06-01", "day"),
        ("同年6月1日", None, "day"),
        ("2019年6月1日", "2019-06-01", "day"),
        ("二〇一九年六月一日", "2019-06-01", "day"),
        ("2019-06-01", "2019-06-01", "day"),
        ("3月11日~12日", "2020-03-11/2020-03-12", "day"),
        ("3月11-12日", "2020-03-11/2020-03-12", "day"),
        ("10月30日至11月1日", "2020-10-30/2020-11-01", "day"),
        ("2019年12月30日至2020年1月2日", "2019-12-30/2020-01-02", "day"),
        ("2019年12月30日至1月2日", "2019-12-30/2020-01-02", "day"),
        ("今年7月", "2020-07", "month"),
        ("2018年7月", "2018-07", "month"),
        ("2018年", "2018", "year"),
        ("近日", None, "none"),
        ("٣月٥日", "2020-03-05", "day"),
    ],
)
def test_a_date_is_as_precise_as_it_is_printed(text: str, iso: str | None, precision: str) -> None:
    """One way of printing a date a row; the page is of 11 December 2020."""
    line = f"　{text}，县科协举办讲座"
    (found,) = find_days(line, NEAR)
    assert (found.text, found.iso, found.precision) == (text, iso, precision)
    assert line[found.start : found.end] == text


@pytest.mark.parametrize(
    "text", ["2月30日", "13月1日", "1948年1月1日", "农历己亥年冬月廿八", "第3.5月刊", "共20日"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    """Days the calendar lacks, years before 1949, lunar dates."""
    assert [found for found in find_days(text, NEAR) if found.precision == "day"] == []


def test_without_a_page_date_no_year_is_inferred() -> None:
    """The phrase is found, its day stays open."""
    assert [(found.text, found.iso) for found in find_days("12月10日")] == [("12月10日", None)]


@given(st.text(alphabet="0123456789一二十年月日至~-/. 今去近３٣²𝟏", max_size=60))
def test_finds_never_overlap_and_quote_exactly(text: str) -> None:
    """Whatever stands there, a find is a stretch of it."""
    found = find_days(text, NEAR)
    assert all(text[day.start : day.end] == day.text for day in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@given(st.text(alphabet="0123456789一二十〇年月日号至~-/. 今去前明本同当近٣２", max_size=40))
def test_what_is_asked_first_passes_over_no_date(text: str) -> None:
    """A pattern that is tried only where a date may begin finds what it finds when tried everywhere."""
    for needed, pattern, _ in dates._READERS:
        everywhere = re.compile(pattern.pattern.replace(dates._BEGINS, ""))
        asked = pattern.finditer(text) if needed in text else ()
        assert [found.span() for found in asked] == [found.span() for found in everywhere.finditer(text)]
