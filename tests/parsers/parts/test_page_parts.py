"""Masthead, colophon, column heads, source phrases, headline roles and names."""

from __future__ import annotations

import pytest

from kexie_digest.parsers.parts import colophon, column, dateline, masthead, names, title
from kexie_digest.parsers.parts.title import HeadLine, Role


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("2022年5月13日 星期五", {"date": "2022-05-13", "weekday": "星期五"}),
        ("二〇二二年五月十三日", {"date": "2022-05-13"}),
        ("农历壬寅年四月十三 总第806期", {"lunar_date": "农历壬寅年四月十三", "issue_number": "806"}),
        ("统一刊号：CN98-0101 邮发代号：98-7", {"cn_code": "CN98-0101", "postal_code": "98-7"}),
        ("本期共8版", {"page_count": "8"}),
        ("第2版 要闻", {"number": "2", "name": "要闻"}),
        ("主办：白鹿省科学技术协会", {"publisher": "白鹿省科学技术协会"}),
    ],
)
def test_masthead_line(line: str, facts: dict[str, str]) -> None:
    """Each fact of the page is found by its own spelling and covers the line."""
    found = masthead.read(line)
    assert {fact.field: fact.value for fact in found.facts} == facts
    assert found.share > 0.8


def test_a_story_is_no_masthead() -> None:
    """A day or a number inside a sentence covers little of it."""
    assert masthead.read("2022年5月13日，澄湖市科协开放三座实验室，市民可以预约参观。").share < 0.5


def test_a_range_of_days_is_no_date_of_the_page() -> None:
    """The first half of a range does not date the page."""
    assert masthead.read("2022年5月13日至6月1").share == 0


def test_colophon_names_roles() -> None:
    """Roles and names are paired, the page's own prefix dropped."""
    found = colophon.read("本版责编：田墨 美编：苏 禾 校对:安若谷")
    assert [(entry.person.role, entry.person.name) for entry in found] == [
        ("责编", "田墨"),
        ("美编", "苏禾"),
        ("校对", "安若谷"),
    ]


def test_colophon_without_a_colon() -> None:
    """Two roles that make up the whole line say enough."""
    found = colophon.read("责任编辑 方一舟　版式 石磊")
    assert [(entry.person.role, entry.person.name) for entry in found] == [
        ("责任编辑", "方一舟"),
        ("版式", "石磊"),
    ]


@pytest.mark.parametrize(
    "line",
    ["责任编辑 方一舟", "主任 方一舟 副主任 石磊", "责任编辑 方一舟 版式 石磊 走进乡村小学", "编辑走进课堂"],
)
def test_less_than_two_roles_and_a_whole_line_is_no_colophon(line: str) -> None:
    """Without a colon one role, an office, or words beside may be a title."""
    assert colophon.read(line) == ()


def test_a_sentence_about_editors_is_no_colophon() -> None:
    """Words of the trade inside a sentence name nobody."""
    assert colophon.read("编辑部收到了二百封来信，责任编辑逐一回复。") == ()


@pytest.mark.parametrize(
    ("line", "name"),
    [("学会动态 XUE HUI DONG TAI", "学会动态"), ("【基层速递】", "基层速递"), ("科普之窗", "科普之窗")],
)
def test_column_head(line: str, name: str) -> None:
    """Pinyin and frames are decoration, the Chinese part is the name."""
    found = column.read(line)
    assert found is not None
    assert line[slice(*found.name)] == name


def test_a_headline_with_latin_letters_is_no_column() -> None:
    """Letters that do not sound out the name are no pinyin."""
    assert column.read("望山县农技员学会用 GPS") is None


@pytest.mark.parametrize(
    ("line", "phrase", "rest", "people"),
    [
        ("本报讯 5月11日，开放。", "本报讯", "5月11日，开放。", []),
        ("本報訊(澄湖日報記者 顧南枝)3月3日", "本報訊", "3月3日", ["顧南枝"]),
        ("本报讯 记者顾南枝报道：雨停了。", "本报讯", "雨停了。", ["顾南枝"]),
        ("望山讯 种子开张。", "望山讯", "种子开张。", []),
    ],
)
def test_source_phrase(line: str, phrase: str, rest: str, people: list[str]) -> None:
    """The phrase, the reporter in it and the place where the body begins."""
    found = dateline.read(line)
    assert found is not None
    assert found.dateline.source_phrase == phrase
    assert line[found.end :] == rest
    assert [person.name for person in found.byline.people] == people if found.byline else not people


def test_news_words_inside_a_sentence_are_no_source_phrase() -> None:
    """A sentence that speaks of 通讯 or 资讯 opens no item."""
    assert dateline.read("通讯技术日新月异，本报记者走访了三家企业。") is None


def _roles(*lines: tuple[str, int | None, float]) -> list[Role]:
    return list(title.assign_roles([HeadLine(text, level, None, covered) for text, level, covered in lines]))


def test_the_highest_rank_is_the_title() -> None:
    """Level decides where levels differ: kicker above, subtitle below."""
    stack = ("会上传来好消息", 2, 0.9), ("三座实验室开放", 1, 0.1), ("每月首个周六", 2, 0.9)
    assert _roles(*stack) == [Role.KICKER, Role.TITLE, Role.SUBTITLE]


def test_a_slogan_over_a_report_is_a_kicker() -> None:
    """Without marks the line that reports is the title."""
    assert _roles(("同守一江水 共绘一张图", None, 0.0), ("水利学会年会在澄湖市召开", None, 0.8)) == [
        Role.KICKER,
        Role.TITLE,
    ]


def test_headline_of_two_parts_names_its_body() -> None:
    """The part before the blank is an organisation or a place; a slogan is not."""
    assert title.split_organisation("柳河县林学会 给古树体检") == 6
    assert title.split_organisation("同守一江水 共绘一张图") is None


def test_names_of_people_and_bodies() -> None:
    """Family names and endings tell people from bodies from stock words."""
    assert names.is_person("顾南枝")
    assert names.is_person("买买提·艾力")
    assert not names.is_person("见图")
    assert names.is_body("望山县农技站")
    assert not names.could_be_person("待续")
