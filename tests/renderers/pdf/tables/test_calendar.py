"""The calendar of activities: what it lists, and its columns."""

from __future__ import annotations

from math import ceil
from pathlib import Path

import pytest

from kexie_digest.renderers.pdf.headline import set_width
from kexie_digest.renderers.pdf.makeup import make_up
from kexie_digest.renderers.pdf.tables import calendar

from factories import make_digest, make_edition, make_item, make_section

#: Characters across the page of either style.
ROOMS = (64.5, 31.5)


def test_calendar_joins_reports_of_one_activity() -> None:
    """Same name and day: the entry that knows most; days in order, undated ones left out."""
    known = {
        "name": "星空夜",
        "organisers": ["天文台"],
        "evidence": "",
        "place": "岭下",
        "date": "2026-03-27",
    }
    items = [
        make_item("甲", facts={"activities": [known | {"place": None, "organisers": []}]}),
        make_item("乙", facts={"activities": [known, known | {"name": "早会", "date": "2026-03-01"}]}),
        make_item("丙", facts={"activities": [known | {"name": "待定", "date": None}]}),
        make_item("丁", facts={"activities": [known | {"name": "常年", "date": "2026"}]}),
    ]
    bands, _ = make_up(make_edition(make_section("awards", *items)), make_digest(), Path())
    entries = calendar.dated(bands)
    assert [(entry.activity.name, entry.story.item.title) for entry in entries] == [
        ("早会", "乙"),
        ("星空夜", "乙"),
    ]


@pytest.mark.parametrize("room", ROOMS)
def test_a_day_stands_on_one_line(room: float) -> None:
    """2026年10月16日 is not divided; a range has room for each of its days."""
    table = [
        (
            "2025年10月16日",
            "青少年科技创新大赛暨“科学之夜”公众开放日" * 2,
            "青梧市科技馆一楼多功能报告厅",
            "省科协",
        ),
        ("3月28日—4月2日", "科普大篷车", "", "省科协、省农学会、北浦市教育局"),
    ]
    columns = calendar.shares(table, room)
    assert sum(columns) == pytest.approx(100, abs=0.3)
    assert columns[0] * room / 100 - calendar.EDGES >= set_width("2025年10月16日") - 0.05


def test_columns_are_as_wide_as_their_texts_ask() -> None:
    """Where a fixed column took three lines for the organisers, all rows stand on one."""
    table = [("3月2日", "科普大篷车", "北浦市", "海岚省科协、省农学会、北浦市教育局")] * 3
    columns = calendar.shares(table, ROOMS[0])
    for text, share in zip(table[0], columns, strict=True):
        assert ceil(set_width(text) / (share * ROOMS[0] / 100 - calendar.EDGES + 0.1)) == 1


def test_a_day_too_long_for_any_column_does_no_harm() -> None:
    """What a source wrote in place of a day may be longer than the page."""
    assert calendar.shares([("2026-03-01，" * 20, "甲", "", "")], ROOMS[1]) == (25, 25, 25, 25)
