"""What title or lead announces, and what only the body mentions."""

from __future__ import annotations

import pytest

from kexie_digest.config.themes import built_in
from kexie_digest.facts import find
from kexie_digest.model import Article, Page, Passage
from kexie_digest.themes import assign, named_in_headline, with_headline


def headline(title: str, *paragraphs: str) -> tuple[str, ...]:
    """The headline themes of an article as a workflow stores them."""
    article = Article(tuple(Passage(text) for text in paragraphs), title=title)
    facts, _ = find(article, Page())
    return with_headline(assign(article, built_in()), article, facts).headline


PADDING = "与会专家围绕科技创新作了学术报告，科技工作者踊跃参与研讨交流，会场气氛热烈，成果丰硕。" * 3


@pytest.mark.parametrize(
    ("title", "lead", "expected"),
    [
        ("滨河区党建联盟成立", "4月2日，滨河区园区党建联盟在镜湖市成立，科协干部到会。", ("cooperation",)),
        ("支部共建谱新篇", "4月2日，滨河区科协党支部牵头的创新党建联盟正式揭牌。", ("cooperation",)),
        ("市农学会获评先进集体", "日前，市农学会被省科协授予“先进集体”称号。", ("awards",)),
        ("科普大篷车进校园", "5月6日，县科协的科普大篷车走进石桥小学。", ("science_popularization",)),
    ],
    ids=["alliance-title", "alliance-lead", "award", "popularization"],
)
def test_the_headline_carries_it(title: str, lead: str, expected: tuple[str, ...]) -> None:
    """Title or lead tells the award, the alliance, the activity as news."""
    assert headline(title, lead) == expected


@pytest.mark.parametrize(
    ("title", "lead", "deep"),
    [
        (
            "省科协调研市医学会",
            "3月1日，省科协主席一行赴市医学会调研。",
            "其中，学会主办的论坛获“年度最佳学术活动奖”。",
        ),
        (
            "学术年会召开",
            "3月1日，省力学学会学术年会在镜湖市召开。",
            "会上，省力学学会与镜湖大学签署合作协议。",
        ),
        ("领导视察科技馆建设", "3月1日，副市长督导科技馆建设工地。", "今年已举办科普讲座三十场。"),
    ],
    ids=["award", "agreement", "activity"],
)
def test_the_body_alone_carries_nothing(title: str, lead: str, deep: str) -> None:
    """What stands deep in the body is not what the story announces."""
    assert headline(title, lead + PADDING, deep) == ()


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("青年科技奖评选启动", "近日，市科协启动青年科技奖评选工作，欢迎科技工作者申报。"),
        ("两市科协拟签署合作协议", "两市科协拟于下月签署科技合作协议，目前正在商谈。"),
        ("科普工作推进会召开", "市科协召开科普工作推进会，部署全年科普工作任务。"),
        ("成立五周年 联盟再出发", "科技创新联盟成立于五年前，今年将扩大学术交流。"),
    ],
    ids=["programme", "plan", "meeting", "anniversary"],
)
def test_plans_and_programmes_carry_nothing(title: str, lead: str) -> None:
    """Not conferred, not signed, not held: no headline."""
    assert headline(title, lead) == ()


def test_assign_stores_what_the_words_tell() -> None:
    """The headline is there without facts, so that editions need no second call."""
    article = Article(
        (Passage("9月1日，甲市科协与乙大学签署战略合作协议，共建科普基地。"),), title="校地合作"
    )
    themes = assign(article, built_in())
    assert themes.headline == named_in_headline(article, themes) == ("cooperation",)


def test_other_news_has_no_headline() -> None:
    """A cup won by a football club is nothing of ours."""
    assert headline("猛虎队夺冠", "猛虎队夺得联赛冠军，荣获“最佳球队”称号。") == ()
