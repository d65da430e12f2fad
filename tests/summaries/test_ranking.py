"""What makes a sentence telling."""

from __future__ import annotations

from kexie_digest.model import Article, Passage
from kexie_digest.summaries.quoting import quotable
from kexie_digest.summaries.ranking import weigh


def weights(title: str, *sentences: str) -> tuple[float, ...]:
    """The weights of the sentences of one paragraph."""
    return weigh(quotable(Article((Passage("".join(sentences)),))), title)


def test_words_of_the_title_weigh() -> None:
    """The second sentence tells what the title says."""
    first, second, third = weights("湿地观鸟节开幕", "天气晴朗。", "湿地观鸟节在东滩开幕。", "午后有风。")
    assert second > first
    assert second > third


def test_a_sentence_that_others_resemble_weighs() -> None:
    """TextRank: the middle of the talk, not its edge."""
    alike = ("候鸟保护需要湿地。", "湿地减少威胁候鸟保护。", "候鸟保护从湿地做起。")
    found = weights("", "今天。", *alike, "掌声响起。")
    assert max(found[1:]) in found[1:4]


def test_far_down_a_long_text_nothing_weighs() -> None:
    """Only the first sixty sentences are ranked."""
    found = weights("", *(f"第{n}句话说点新鲜事。" for n in range(70)))
    assert len(found) == 70
    assert set(found[60:]) == {0.0}


def test_no_sentence_no_weight() -> None:
    """An empty article is ranked without complaint."""
    assert weigh((), "标题") == ()
