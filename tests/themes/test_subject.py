"""Our news or not."""

from __future__ import annotations

import pytest

from kexie_digest.model import Article, Passage
from kexie_digest.themes.fields import read
from kexie_digest.themes.subject import association_share


@pytest.mark.parametrize(
    ("text", "share"),
    [("今晚有雨。", 0.02), ("大学生足球赛。", 0.5), ("大学里的技术课。", 0.8), ("市科协开会。", 1.0)],
)
def test_the_share_grows_with_words_of_ours(text: str, share: float) -> None:
    """None, one, two; a word that is surely ours is enough."""
    assert association_share(read(Article((Passage(text),)))) == share
