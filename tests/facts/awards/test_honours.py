"""The name of an honour and the reading of numbers."""

from __future__ import annotations

import pytest

from facts.support import line
from kexie_digest.facts.awards.honours import Honour, honour_name, read_number


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“先进学会”荣誉称号", "先进学会"),
        ("“先进”奖", "先进"),
        ("全省优秀科普图书", "全省优秀科普图书"),
        ("2项一等奖", "一等奖"),
        ("3A级社会组织", None),
        ("奖并举办活动", None),
    ],
)
def test_the_name_without_marks_and_titles(text: str, name: str | None) -> None:
    """称号 goes, grades and run-on stretches are no names."""
    assert honour_name(line(text), 0, len(text)) == name


@pytest.mark.parametrize(
    ("text", "value"),
    [("9" * 5000, None), ("20", 20), ("二十", 20), ("十二", 12), ("一百零八", 108), ("两", 2), ("多", None)],
)
def test_numbers(text: str, value: int | None) -> None:
    """Digits and Chinese numerals."""
    assert read_number(text) == value


def test_the_roll_is_checked_anew_when_names_change() -> None:
    """Three were announced; a guide who is struck out is no longer counted."""
    honour = Honour("青禾奖", line("青禾奖揭晓。"), 0, ["安小满", "白露", "石青", "尹和"], announced=3)
    before = honour.is_miscounted
    honour.keep(["安小满", "白露", "石青"])
    assert (before, honour.is_miscounted) == (True, False)
    assert honour.roll == ["安小满", "白露", "石青"]
