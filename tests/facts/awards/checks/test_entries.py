"""Entries of lists in sentences."""

from __future__ import annotations

import pytest

from facts.support import line
from kexie_digest.facts.awards.checks.entries import Entries, is_told, items_in, listed, names_nobody, total


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("闻笛、安澜和方圆。", {3}),
        ("《盐》《风》《河》。", {3}),
        ("甲组的闻笛、安澜，乙组的方圆、甘霖。", {2, 4}),
        ("河阴师专教授闻笛，河阴师专讲师安澜，石门镇农技员方圆。", {3}),
        ("闻笛、安澜；方圆、甘霖。", {4}),
        ("闻笛、安澜，活动由市科协主办。", {2}),
        ("闻笛、安澜；评委：方圆、甘霖。", {2}),
        ("声与光课堂、林间课堂。", {2, 3}),
        ("市民参加了活动。", {0}),
    ],
)
def test_a_list_in_a_sentence_has_one_number_or_several(text: str, readings: set[int]) -> None:
    """Where commas or conjunctions leave it open, every reading counts."""
    one = line(text)
    assert set(listed(one, 0, len(text) - 1).readings) == readings


def test_a_number_ends_a_list() -> None:
    """二等奖2名 tells of another list."""
    one = line("闻笛、安澜，二等奖2名")
    assert listed(one, 0, len(one.text), [9]).names == ("闻笛", "安澜")


def test_a_list_may_break_off() -> None:
    """等 leaves it open; it divides groups by semicolons."""
    one = line("闻笛、安澜；方圆、甘霖等")
    read = listed(one, 0, len(one.text))
    assert (read.is_open, read.groups) == (True, 2)


def test_lists_are_added_reading_by_reading() -> None:
    """Two or three, and one."""
    some = Entries(("a", "b"), frozenset({2, 3}))
    assert total([some, Entries(("c",), frozenset({1}))]) == Entries(("a", "b", "c"), frozenset({3, 4}))


def test_a_note_belongs_to_the_name_before_it() -> None:
    """和 ends the given name of 阮清和."""
    one = line("乔一（市一中）、阮清和（市八中）")
    assert len(items_in(one, 0, len(one.text))) == 2


def test_happenings_are_told_apart_from_rows() -> None:
    """A verb and a full stop."""
    assert is_told(line("市长参加了活动。"))
    assert not is_told(line("闻笛、安澜"))


def test_a_list_read_in_too_many_ways_is_open() -> None:
    """Every row may hold one entry or three."""
    many = total([Entries(("某",), frozenset({1, 3, 10 * at})) for at in range(200)])
    assert many.is_open
    assert len(many.readings) <= 100


def test_people_around_a_prize_are_no_winners() -> None:
    """Unless their label is an honour."""
    assert names_nobody("评委:")
    assert not names_nobody("优秀指导教师:")
