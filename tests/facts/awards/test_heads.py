"""Heads of tables."""

from __future__ import annotations

import pytest

from facts.support import line
from kexie_digest.facts.awards.heads import head_of, recipient_column


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("序号 作品名称 报送单位", 1),
        ("序号|姓名|工作单位", 1),
        ("奖项 完成单位 项目名称", 2),
        ("序号 备注", None),
        ("姓名\t主攻方向\t所在乡镇", 0),
    ],
)
def test_the_column_of_recipients_is_known_by_its_name(row: str, column: int | None) -> None:
    """Works before persons; where one works is never honoured."""
    head = head_of(line(row))
    assert head is not None
    assert recipient_column(head) == column


def test_a_row_of_names_is_no_head() -> None:
    """One cell that names no column, and the row is data."""
    assert head_of(line("1 《潮汐来信》 云岭大学")) is None


def test_a_ruled_row_with_one_known_word_is_no_head() -> None:
    """Half of the cells must name columns."""
    assert head_of(line("一等奖\t会喊人的热水壶\t苗苗\t姓名")) is None
