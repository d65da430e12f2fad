"""Lists as they are laid out."""

from __future__ import annotations

import pytest

from facts.support import article
from kexie_digest.facts.awards.checks.layout import listings
from kexie_digest.facts.lines import read_lines

ANNOUNCED = "经评审，现将获奖名单公布如下："


@pytest.mark.parametrize(
    ("rows", "lists"),
    [
        (["闻笛　河阴师专", "安澜　河阴师专"], [("", 2)]),
        (["一等奖（1名）", "闻笛", "二等奖（2名）", "安澜", "方圆"], [("一等奖", 1), ("二等奖", 2)]),
        (["一等奖：闻笛、安澜", "评委：方圆、甘霖"], [("一等奖", 2)]),
        (
            ["等级\t题目", "一等奖\t盐", "二等奖\t风", "二等奖\t河", "河阴市科协"],
            [("一等奖", 1), ("二等奖", 2)],
        ),
        (["题目\t等级", "盐\t一等", "风\t二等", "河\t二等"], [("一等奖", 1), ("二等奖", 2)]),
        (["一等奖　闻笛　河阴师专", "二等奖　安澜　河阴师专"], [("一等奖", 1), ("二等奖", 1)]),
        (["一等奖：闻笛；二等奖：安澜、方圆"], [("一等奖", 1), ("二等奖", 2)]),
        (["（排名不分先后）", "闻笛　河阴师专", "安澜　河阴师专"], [("", 2)]),
    ],
)
def test_lists_stand_in_rows(rows: list[str], lists: list[tuple[str, int]]) -> None:
    """Under headings, behind labels, in tables, by their level."""
    found = listings(read_lines(article(ANNOUNCED, *rows)))
    assert [(one.label, len(one.entries.names)) for one in found] == lists
    assert all(one.is_in_rows for one in found)


def test_the_words_of_a_number_are_a_heading() -> None:
    """甲等 alone in a row, after 评出手绘小报甲等2名."""
    found = listings(
        read_lines(article("评出科普之家2个、河阴达人1名：", "科普之家", "甲馆（石门镇）", "乙园（石门镇）"))
    )
    assert [(one.label, len(one.entries.names)) for one in found] == [("科普之家", 2)]


def test_who_signs_may_be_an_entry_or_not() -> None:
    """The last row of the article, when it is a body."""
    (found,) = listings(read_lines(article(ANNOUNCED, "甲队", "乙队", "河阴市林学会")))
    assert set(found.entries.readings) == {2, 3}


@pytest.mark.parametrize(
    ("rows", "counts"),
    [
        (["甲区科协", "乙区科协", "丙区科协", "2026年6月3日"], {2, 3}),
        (["甲区科协", "乙区科协", "丙区科协", "河阴市科协", "2026年6月3日"], {3, 4}),
        (["闻笛", "安澜", "方圆", "2026年6月3日"], {2, 3}),
        (["闻笛　河阴师专", "安澜　河阴师专", "河阴市科协", "2026年6月3日"], {2}),
    ],
)
def test_the_row_above_a_day_may_be_an_entry_or_who_signs(rows: list[str], counts: set[int]) -> None:
    """A row like those above it may be either, a body below people signs."""
    found = listings(read_lines(article("优秀组织奖（3个）：", *rows)))
    assert [set(one.entries.readings) for one in found] == [counts]
