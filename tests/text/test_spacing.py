"""Space between Chinese and Latin."""

from __future__ import annotations

from kexie_digest.text.spacing import close_up, count_hanzi, is_hanzi, joint, seams, set_apart


def test_seams_stand_where_scripts_touch() -> None:
    """Punctuation makes no seam."""
    assert seams("共20个AI课题，其中3%、5个") == (1, 3, 4, 6, 11, 15)


def test_a_typed_blank_is_not_doubled() -> None:
    """20 个 and 20个 are typeset alike."""
    assert set_apart("共 20 个", "|") == set_apart("共20个", "|") == "共|20|个"


def test_hanzi_are_counted_without_marks() -> None:
    """Punctuation and Latin do not count."""
    assert count_hanzi("云岭，Yunling 2座〇") == 4
    assert not is_hanzi("，")


def test_blanks_between_hanzi_close_up() -> None:
    """Blanks beside Latin stay."""
    assert close_up("王 明 Wang Ming 摄") == "王明 Wang Ming 摄"


def test_only_latin_words_are_joined_with_a_blank() -> None:
    """Chinese lines join with nothing between."""
    assert joint("science", "popular") == " "
    assert joint("科学", "普及") == joint("AI", "课堂") == joint("", "a") == ""
