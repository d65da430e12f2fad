"""What readers found, judged by the tagger."""

from __future__ import annotations

import pytest

from facts.support import article
from kexie_digest.facts.awards.honours import Honour
from kexie_digest.facts.awards.tagging import tagged
from kexie_digest.facts.awards.tagging.judging import judge
from kexie_digest.facts.awards.tagging.layout import Layout
from kexie_digest.facts.awards.tagging.winners import Winner
from kexie_digest.facts.lines import Line, read_lines

STORY = (
    "昨晚的礼堂座无虚席。",
    "养蜂人安小满、木匠白露和护林员石青获“青禾奖”，馆长尹和主持。",
)
TABLE = (
    "获奖名单如下：",
    "奖次\t作品名称\t作者\t指导教师",
    "一等奖\t会喊人的热水壶\t苗苗\t尹和",
    "一等奖\t盲文药盒\t盛一诺\t石青",
)


def lines(*paragraphs: str) -> tuple[Line, ...]:
    """The sentences of a text."""
    return read_lines(article(*paragraphs))


def test_a_reader_that_took_too_much_is_mended() -> None:
    """The calling before a name is no part of it."""
    text = lines(*STORY)
    known = [Honour("青禾奖", text[1], 0, ["养蜂人安小满"])]
    list(tagged(text, "养蜂人的奖", known))
    assert known[0].names == ["安小满"]


def test_what_a_reader_took_of_a_row_may_be_struck_out() -> None:
    """The guides of a table have won nothing."""
    text = lines(*TABLE)
    known = [Honour("一等奖", text[2], 0, ["会喊人的热水壶", "盲文药盒", "尹和"])]
    list(tagged(text, "小发明比赛获奖名单", known))
    assert known[0].names == ["会喊人的热水壶", "盲文药盒"]


@pytest.mark.parametrize(("announced", "left"), [(None, 0), (2, 1)])
def test_an_honour_without_names_and_number_is_none(announced: int | None, left: int) -> None:
    """Only a guide was read of the row."""
    text = lines(*TABLE)
    known = [Honour("一等奖", text[2], 0, ["尹和"], announced=announced)]
    list(tagged(text, "小发明比赛获奖名单", known))
    assert len(known) == left


@pytest.mark.parametrize(
    ("text", "name", "seen", "left"),
    [
        ("县电视台《问问科学家》栏目组获青禾奖。", "县电视台《问问科学家》栏目组", "问问科学家", True),
        ("青禾奖归河阴市林学会水土分会。", "河阴市林学会水土分会", "林学会水土分会", True),
        ("杂交稻河糯6号选育获青禾奖。", "杂交稻河糯6号选育", "杂交稻河糯", True),
        ("青禾奖揭晓，指导教师为石青松。", "石青松", None, False),
    ],
    ids=["part in marks", "part seen", "cut at a figure", "teacher"],
)
def test_a_part_of_a_name_speaks_for_it(text: str, name: str, seen: str | None, *, left: bool) -> None:
    """Though the name itself is not seen; a teacher is struck out whoever saw her."""
    sentences = lines("昨日颁奖。", text, "会后下起了雨。")
    known = [Honour("青禾奖", sentences[1], 0, [name])]
    start = text.index(seen) if seen else 0
    told = [Winner(sentences[1], start, start + len(seen), 0.9)] if seen else []
    judge(Layout(sentences, None), known, told)
    assert [one for honour in known for one in honour.names] == ([name] if left else [])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“青禾一号栽培”项目，荣获省农学会科技奖一等奖。", ["青禾一号栽培"]),
        ("获得者为：石青松、路平、安小满。", ["石青松", "路平", "安小满"]),
    ],
    ids=["title", "list of persons"],
)
def test_what_is_plainly_honoured_stays(text: str, names: list[str]) -> None:
    """A title that is the subject of winning, and persons of two letters in a list of persons."""
    sentences = lines("昨日颁奖。", text, "白露获新人奖。")
    known = [Honour("青禾奖", sentences[1], 0, list(names))]
    judge(Layout(sentences, None), known, [Winner(sentences[2], 0, 2, 0.9)])
    assert [one for honour in known for one in honour.names] == names
