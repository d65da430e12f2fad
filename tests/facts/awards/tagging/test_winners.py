"""Winners whom the tagger finds."""

from __future__ import annotations

from facts.support import article
from kexie_digest.facts.awards.honours import Honour
from kexie_digest.facts.awards.tagging import tagged
from kexie_digest.facts.awards.tagging.layout import Layout
from kexie_digest.facts.awards.tagging.winners import winners
from kexie_digest.facts.lines import Line, read_lines

STORY = (
    "昨晚的礼堂座无虚席。",
    "“青禾奖”今年给了养蜂人安小满、木匠白露和护林员石青，馆长尹和主持。",
)


def lines(*paragraphs: str) -> tuple[Line, ...]:
    """The sentences of a text."""
    return read_lines(article(*paragraphs))


def test_winners_are_found_and_others_are_not() -> None:
    """Names are given the prize; who leads the evening is none."""
    honours = list(tagged(lines(*STORY), "养蜂人的奖", []))
    names = {name for honour in honours for name in honour.names}
    assert {"安小满", "石青"} <= names <= {"安小满", "白露", "石青"}
    assert all(honour.is_open for honour in honours)


def test_an_article_that_may_tell_of_no_honour_is_left_alone() -> None:
    """No word for an honour, no winner."""
    assert winners(Layout(lines("县医院昨日开讲，安小满到场。"), "讲座")) == []


def test_what_readers_found_is_not_found_again() -> None:
    """A name that is part of a known one adds nothing."""
    text = lines(*STORY)
    known = [Honour("青禾奖", text[1], 0, ["养蜂人安小满", "白露", "石青"])]
    assert list(tagged(text, "养蜂人的奖", known)) == []


def test_a_reader_that_took_too_much_is_mended() -> None:
    """The calling before a name is no part of it."""
    text = lines(*STORY)
    known = [Honour("青禾奖", text[1], 0, ["养蜂人安小满"])]
    list(tagged(text, "养蜂人的奖", known))
    assert known[0].names == ["安小满"]


def test_a_number_is_nobody() -> None:
    """余 behind a number is no surname."""
    told = tagged(lines("大赛吸引20余万次点击，一等奖揭晓。"), "一等奖揭晓", [])
    assert not [name for honour in told for name in honour.names if name.startswith("余")]


def test_what_a_reader_took_of_a_row_may_be_struck_out() -> None:
    """The guides of a table have won nothing."""
    text = lines(
        "获奖名单如下：",
        "奖次\t作品名称\t作者\t指导教师",
        "一等奖\t会喊人的热水壶\t苗苗\t尹和",
        "一等奖\t盲文药盒\t盛一诺\t石青",
    )
    known = [Honour("一等奖", text[2], 0, ["会喊人的热水壶", "盲文药盒", "尹和"])]
    list(tagged(text, "小发明比赛获奖名单", known))
    assert known[0].names == ["会喊人的热水壶", "盲文药盒"]


def test_what_is_signed_wins_nothing() -> None:
    """An agreement stands in the marks of works, beside the list of those who are named."""
    text = lines(
        "开幕式上，县桥梁学会、县焊接学会被授予“领航学会”称号，会长说，示范二字压在肩上。",
        "随后，县土壤学会与县粮油学会签署了《河岸耕地提升合作协议》。",
    )
    told = tagged(text, "科技年会开幕", [Honour("领航学会", text[0], 0, ["县桥梁学会", "县焊接学会"])])
    assert not [name for honour in told for name in honour.names if "协议" in name]
