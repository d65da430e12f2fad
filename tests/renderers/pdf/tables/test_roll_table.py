"""Rolls of names as rows of a table."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kexie_digest.renderers.pdf.tables.roll_table import MOST_COLUMNS, rows


def test_people_stand_in_even_rows_and_short_names_are_spread() -> None:
    """Seven persons: rows of four and three, names of two characters spread to three."""
    names = ("程砚秋", "陆川", "白芷兰", "季海", "邬雪桐", "唐禾", "谷雨生")
    first, second = rows(names)
    assert [cell.name for cell in first] == list(names[:4])
    assert [cell.name for cell in second] == [*names[4:], ""]
    assert [cell.is_spread for cell in first] == [False, True, False, True]


def test_a_very_long_name_takes_more_columns() -> None:
    """Societies of nine characters in three columns; one of 30 stands alone in its row."""
    names = ("海岚省桥梁工程学会",) * 20 + ("海岚省北浦市沿江生态环境监测与修复技术创新战略联盟理事会",)
    table = rows(names)
    assert table[-1][0].span == sum(cell.span for cell in table[0])


def test_one_long_name_does_not_widen_all_columns() -> None:
    """A hundred persons and 阿依古丽·买买提: six columns, not two."""
    table = rows(("程砚秋",) * 100 + ("阿依古丽·买买提",))
    assert sum(cell.span for cell in table[0]) == MOST_COLUMNS


@given(st.lists(st.text("甲乙丙丁A", min_size=1, max_size=40), min_size=1, max_size=60))
def test_names_keep_their_order_and_rows_their_width(names: list[str]) -> None:
    """Every name once, in order; every row as many columns."""
    table = rows(tuple(names))
    assert [cell.name for row in table for cell in row if cell.name] == names
    assert len({sum(cell.span for cell in row) for row in table}) == 1
    assert sum(cell.span for cell in table[0]) <= MOST_COLUMNS
