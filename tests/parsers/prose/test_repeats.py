"""Second copies of a text."""

from __future__ import annotations

from kexie_digest.parsers.prose.repeats import find_repeats

ONE = "二月十日县科协的讲师把一整套船模工具搬进小学四十名渔家孩子第一次动手做龙骨"
TWO = "课后县科协把二十套工具留在学校约定秋天回来看下水比赛孩子们一直送到码头边上"


def test_the_second_copy_is_found_with_its_short_rows() -> None:
    """Title, body, title, body: the second half is the copy."""
    assert find_repeats(["船模进渔村", ONE, TWO, "船模进渔村", ONE, TWO]) == (3, 4, 5)


def test_punctuation_and_blanks_do_not_hide_a_copy() -> None:
    """Mirrors change them."""
    assert find_repeats([ONE, "，".join((ONE[:9], ONE[9:]))]) == (1,)


def test_a_refrain_is_no_copy() -> None:
    """Short lines come again in good faith."""
    assert find_repeats(["问", ONE, "答", "问", TWO, "答", "问", "答"]) == ()
