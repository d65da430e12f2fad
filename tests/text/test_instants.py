"""Date strings of feeds and pages, the ones feedparser misreads first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_digest.text.instants import read_instant


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2020年12月11日 08:00", "2020-12-11T08:00:00+08:00"),
        ("2020年12月11日", "2020-12-11T00:00:00+08:00"),
        ("2020/12/11 8:00", "2020-12-11T08:00:00+08:00"),
        ("2020.12.11 09:30:05", "2020-12-11T09:30:05+08:00"),
        ("2020-12-11T08:00:00Z", "2020-12-11T08:00:00+00:00"),
        ("2020-12-11T08:00:00.5+09:00", "2020-12-11T08:00:00+09:00"),
        ("Fri, 11 Dec 2020 08:00:00 +0800", "2020-12-11T08:00:00+08:00"),
        ("Fri, 11 Dec 2020 08:00:00 CST", "2020-12-11T08:00:00+08:00"),
        ("２０２０年１２月１１日　０８：００", "2020-12-11T08:00:00+08:00"),
        ("2020年12月11日 星期五 下午3时30分", "2020-12-11T15:30:00+08:00"),
        ("二〇二〇年十二月十一日", "2020-12-11T00:00:00+08:00"),
        ("发布时间：2020-12-11 09:30　来源：云岭日报", "2020-12-11T09:30:00+08:00"),
        ("1607644800", "2020-12-11T08:00:00+08:00"),
        ("20201211", "2020-12-11T00:00:00+08:00"),
    ],
)
def test_a_date_string_is_read(raw: str, expected: str) -> None:
    """A missing zone is China's; a missing time is midnight."""
    instant = read_instant(raw)
    assert instant is not None
    assert instant.isoformat() == expected


@pytest.mark.parametrize(
    "raw", ["", "近日", "2020年2月30日", "2020-13-01", "1948-01-01", "12月10日", "2020-12-11 25:00"]
)
def test_doubt_gives_none(raw: str) -> None:
    """Refused rather than guessed."""
    assert read_instant(raw) is None


@given(st.text(alphabet="0123456789年月日:-/TZ+ abcdeMonFri,时", max_size=60))
def test_no_string_makes_it_fail(raw: str) -> None:
    """A value or None, and a value knows its zone."""
    instant = read_instant(raw)
    assert instant is None or instant.tzinfo is not None
