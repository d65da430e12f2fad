"""Which sentences may be quoted."""

from __future__ import annotations

import pytest

from kexie_digest.model import Article, Gap, Passage
from kexie_digest.summaries.quoting import quotable


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("沂水市科协举办科普讲座。", True),
        ("沂水市科協舉辦科普講座！", True),
        ("沂水市科协举办科普讲座", False),
        ("沂水市科协举办“科普讲座。", False),
        ("“讲座很有意思，明年还要来。”", False),
        ("市科协有关负责人如是说。", False),
        ("好。", False),
        ("沂水市科协举办〔缺〕讲座。", False),
    ],
)
def test_a_whole_sentence_stands_alone(text: str, whole: bool) -> None:  # noqa: FBT001 - a column of the table
    """Ended, balanced, with a speaker, long enough."""
    (sentence,) = quotable(Article((Passage(text),)))
    assert sentence.is_whole is whole


def test_only_the_sentence_across_the_gap_is_damaged() -> None:
    """Its neighbours may be quoted."""
    text = "第一句话是完整的句子。第二句话缺了一块地方。第三句话是完整的句子。"
    story = Article((Passage(text),), gaps=(Gap(0, "第二句话", "缺了"),))
    assert [sentence.is_whole for sentence in quotable(story)] == [True, False, True]


def test_leaning_starts_are_known_but_not_at_the_very_beginning() -> None:
    """会上 after the lead leans; an article may begin with 大会."""
    found = quotable(Article((Passage("大会今天在沂水市开幕。会上宣读了学会倡议书。"),)))
    assert [sentence.is_leaning for sentence in found] == [False, True]
