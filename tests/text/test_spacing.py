"""Chinese characters are counted; lines are joined as they were printed."""

from __future__ import annotations

from kexie_digest.text.spacing import count_hanzi, joint


def test_hanzi_are_counted_without_marks() -> None:
    """Punctuation and Latin do not count."""
    assert count_hanzi("云岭，Yunling 2座〇") == 4
    assert count_hanzi("，かな") == 0


def test_only_latin_words_are_joined_with_a_blank() -> None:
    """Chinese lines join with nothing between."""
    assert joint("science", "popular") == " "
    assert joint("科学", "普及") == joint("AI", "课堂") == joint("", "a") == ""
