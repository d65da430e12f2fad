"""What stands around a mention."""

from __future__ import annotations

import pytest

from facts.support import article
from kexie_digest.facts.awards.mentions.candidates import mentions_in
from kexie_digest.facts.awards.mentions.surroundings import Surroundings, is_scene, may_tell
from kexie_digest.facts.lines import read_lines


def around(*paragraphs: str, title: str = "") -> Surroundings:
    """The surroundings of a text."""
    lines = read_lines(article(*paragraphs))
    return Surroundings(lines, title, mentions_in(lines))


@pytest.mark.parametrize(
    ("text", "told"), [("他荣获青年奖", True), ("青年奖章", False), ("捧回第一名，大赛落幕", True)]
)
def test_scenes_tell_what_is_done_with_an_honour(text: str, *, told: bool) -> None:
    """A prize alone is no scene."""
    assert is_scene(text) is told


def test_an_article_without_a_word_for_an_honour_is_not_weighed() -> None:
    """Lectures tell of none; a heading 一等 is enough."""
    assert not may_tell(read_lines(article("县医院昨日开讲。")), "讲座")
    assert may_tell(read_lines(article("张三列二等。")), "成绩单")


def test_the_column_of_a_cell_is_known() -> None:
    """Cells stand below the words of the head."""
    lines = read_lines(article("奖次\t作品名称\t作者", "一等奖\t盲文药盒\t盛一诺"))
    mentions = mentions_in(lines)
    found = Surroundings(lines, "", mentions)
    columns = {one.name: found.column(one) for one in mentions}
    assert columns["盲文药盒"] == "作品名称"
    assert columns["盛一诺"] == "作者"


def test_headings_and_prose_above_rows_are_known() -> None:
    """A row remembers the heading of its level and the paragraph that opens the roll."""
    found = around("现将结果公布如下。", "一等奖", "县一中", "二等奖", "县二中")
    assert found.above[2].text == "现将结果公布如下。"
    assert found.headings[2].text == "一等奖"
    assert found.headings[4].text == "二等奖"


def test_numbers_told_are_kept() -> None:
    """六名 is told, 第三届 is not."""
    assert around("第三届评选有六名科技人员获此称号。").told == {6}
