"""The state machine: the same line read differently in different company."""

from __future__ import annotations

from parsers.newspaper.pages import read_page

STORY = "本报讯 5月7日，石盘村小学的学生量出了村后瀑布的高度，用的是一只气球和一卷鱼线。"


def _labels(text: str) -> list[str]:
    return [trace.label for trace in read_page(text).trace]


def test_a_short_line_after_a_byline_is_a_headline() -> None:
    """Between a byline and 本报讯 stands a headline."""
    page = f"石盘村学生量瀑布\n\n{STORY}\n\n（丁听雨）\n\n雨后山路架起木桥\n\n本报讯 5月8日，木桥架起。"
    assert _labels(page) == ["headline", "lead", "byline", "headline", "lead"]


def test_a_short_line_inside_a_sentence_is_a_caption() -> None:
    """In the picture's place of an open sentence stands a caption."""
    page = f"# 石盘村学生量瀑布\n\n{STORY[:-8]}\n\n\n\n学生在瀑布前合影\n\n{STORY[-8:]}\n\n（丁听雨）"
    assert _labels(page) == ["headline", "lead", "caption", "body", "byline"]


def test_a_marked_line_below_its_rank_is_a_subhead() -> None:
    """A lower heading between finished paragraphs divides the story, it opens none."""
    page = f"# 石盘村学生量瀑布\n\n{STORY}\n\n### 一只气球\n\n气球是校长从镇上买来的，红色，一共三只。"
    assert _labels(page) == ["headline", "lead", "subhead", "body"]


def test_a_source_phrase_always_opens_an_item() -> None:
    """本报讯 needs no headline above it."""
    assert len(read_page(f"{STORY}\n\n{STORY.replace('石盘', '柳河')}").articles) == 2


def test_a_clear_page_has_wide_margins() -> None:
    """Where nothing else fits, the second best reading is far behind."""
    page = read_page(f"# 石盘村学生量瀑布\n\n{STORY}\n\n（本报记者 丁听雨）")
    assert min(trace.score for trace in page.trace) > 1
