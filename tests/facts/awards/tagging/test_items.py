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
