"""What stands around a sentence."""

from __future__ import annotations

import pytest

from facts.support import article
from kexie_digest.facts.awards.tagging.layout import Layout, is_scene
from kexie_digest.facts.lines import read_lines


def layout(*paragraphs: str, title: str = "") -> Layout:
    """The layout of a text."""
    return Layout(read_lines(article(*paragraphs)), title)


@pytest.mark.parametrize(
    ("text", "told"), [("他荣获青年奖", True), ("青年奖章", False), ("捧回第一名，大赛落幕", True)]
)
def test_scenes_tell_what_is_done_with_an_honour(text: str, *, told: bool) -> None:
    """A prize alone is no scene."""
    assert is_scene(text) is told


def test_an_article_without_a_word_for_an_honour_is_not_tagged() -> None:
    """Lectures tell of none; a placing is enough."""
    assert not layout("县医院昨日开讲。", title="讲座").may_tell
    assert layout("张三列二等。", title="成绩单").may_tell


def test_the_column_of_a_cell_is_known() -> None:
    """Cells stand below the words of the head; one column says who is honoured."""
    found = layout("奖次\t作品名称\t作者", "一等奖\t盲文药盒\t盛一诺")
    assert [found.column(found.lines[1], place) for place in range(4)] == [
        ("奖次", False),
        ("作品名称", True),
        ("作者", False),
        None,
    ]


def test_rows_of_a_run_and_their_heading() -> None:
    """The heading above two names is that of both."""
    found = layout("获奖名单公布。", "一等奖", "盛一诺", "安小满")
    assert [found.headings[number].text for number in (2, 3)] == ["一等奖", "一等奖"]
    assert found.run_of(found.lines[3]) == 1


def test_whoever_is_named_most_is_the_hero() -> None:
    """A portrait names its person again and again."""
    assert layout("站长盛一诺说，风大。", "盛一诺，五十岁。").heroes == {"盛一诺"}
