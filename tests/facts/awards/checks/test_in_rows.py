"""Entries of lists in rows."""

from __future__ import annotations

import pytest

from facts.support import line
from kexie_digest.facts.awards.checks.in_rows import behind, in_rows, is_body


@pytest.mark.parametrize(
    ("rows", "readings"),
    [
        (["闻笛　河阴师专", "安澜　河阴师专"], {2}),
        (["闻　笛　安　澜　方　圆"], {3}),
        (["1.高温、高压下的水", "2.盐"], {2}),
        (["石门县：闻笛、安澜", "白鹿县：方圆"], {3}),
        (["一（2）班 闻笛　二（1）班 安澜　三（5）班 方圆"], {3}),
        (["中国", "闻笛，河阴师专教授", "安澜，河阴师专讲师"], {2, 3}),
        (["甲区：河阴师专　闻笛，白鹿小学　安澜", "乙区：石门中学　方圆"], {3}),
        (["闻笛　河阴市　安　澜　白鹿县", "方圆　河阴师专　甘霖　河阴师专"], {2, 4}),
        (["《盐》《风》　名单见附件"], {2}),
    ],
)
def test_rows_hold_one_entry_or_several(rows: list[str], readings: set[int]) -> None:
    """Cells of one kind, lists, groups, places above rows that describe."""
    assert set(in_rows([line(row) for row in rows]).readings) == readings


def test_every_row_of_a_table_is_an_entry() -> None:
    """Whatever its cells hold."""
    rows = [line("闻笛\t安澜"), line("方圆\t甘霖")]
    assert set(in_rows(rows, is_table=True).readings) == {2}


def test_a_label_is_no_entry() -> None:
    """一等奖: stands before the entries of its row."""
    assert behind(line("一等奖：闻笛、安澜"), 4).names == ("闻笛", "安澜")


def test_a_body_signs_below_a_roll() -> None:
    """A work, a full stop or a second cell makes a row of it."""
    assert is_body(line("河阴市林学会"))
    assert not any(is_body(line(text)) for text in ("《盐》", "河阴市林学会。", "闻笛　河阴市林学会"))
