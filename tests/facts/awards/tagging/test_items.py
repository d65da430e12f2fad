"""Items, their shapes and their lists."""

import pytest

from kexie_digest.facts.awards.tagging.items import items_of, persons_in, shape_of


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("安小满", "P"),
        ("白鹿市气象学会", "O"),
        ("热泵除霜装置", "W"),
        ("一等奖", "L"),
        ("2026", "N"),
        ("副教授安小满", "J"),
    ],
)
def test_an_item_looks_like_something(word: str, shape: str) -> None:
    """The shape is the kind of name an item may be."""
    assert shape_of(word) == shape


def test_items_know_their_list() -> None:
    """A list ends with the sentence's comma."""
    items = items_of("安小满、白露、石青,三人获奖")
    assert [(item.first, item.last) for item in items] == [(0, 2), (0, 2), (0, 2), (3, 3)]


def test_quoted_titles_make_a_list_without_a_mark() -> None:
    """《甲》《乙》 are two of one list."""
    assert {(item.first, item.last) for item in items_of("《月亮的脸》《蚂蚁桥》")} == {(0, 1)}


def test_persons_are_found_by_place_and_length() -> None:
    """A surname opens a name of two or three letters."""
    assert 3 in persons_in("馆长安小满说")[2]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("甲风机(集团)有限公司、安小满(药师)", ["甲风机(集团)有限公司", "安小满", "药师"]),
        ("3.白鹿社区", ["白鹿社区"]),
        ("●安小满", ["安小满"]),
    ],
)
def test_brackets_inside_a_name_and_numbers_before_it_are_known(text: str, words: list[str]) -> None:
    """A group's firm is one item, a note behind a name another; the number of a row is none."""
    assert [text[item.start : item.end] for item in items_of(text)] == words


def test_a_roll_may_be_divided_by_commas() -> None:
    """Behind a colon short items make a list; a sentence with two commas makes none."""
    assert {(item.first, item.last) for item in items_of("名单:白鹿学会,石青学会,安和学会。")} >= {(1, 3)}
    assert all(item.first == item.last for item in items_of("白鹿学会来了,石青学会,走了。"))


@pytest.mark.parametrize(
    ("text", "place", "sizes"), [("公司安小满", 1, None), ("欧阳小满", 0, [3, 4]), ("师傅石青", 1, None)]
)
def test_a_surname_is_not_half_a_word(text: str, place: int, sizes: list[int] | None) -> None:
    """司 of 公司 opens no name, and 欧阳 is none alone."""
    assert persons_in(text).get(place) == sizes
