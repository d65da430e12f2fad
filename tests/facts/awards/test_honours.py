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


def test_the_roll_follows_the_names() -> None:
    """A guide who is struck out stands on no roll."""
    honour = Honour("青禾奖", line("青禾奖揭晓。"), 0, ["安小满", "白露", "石青", "尹和"])
    honour.keep(["安小满", "白露", "石青"])
    assert honour.roll == ["安小满", "白露", "石青"]


def test_parts_of_a_roll_add_up_their_numbers() -> None:
    """Two lists of one honour, each told with its number; a list told again counts once."""
    names = ["安小满", "白露", "石青"]
    honour = Honour("青禾奖", line("青禾奖揭晓。"), 0, names, announced=3)
    honour.absorb(Honour("青禾奖", line("小学组。"), 0, ["尹和", "闻笛", "安澜"], announced=3))
    honour.absorb(Honour("青禾奖", line("名单。"), 0, names, announced=3))
    assert honour.announced == 6
