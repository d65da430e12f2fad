"""Signings told as scenes."""

from __future__ import annotations

from facts.support import facts


def parties(text: str) -> list[tuple[str, ...]]:
    """The parties of each agreement of a text."""
    return [found.parties for found in facts(text).cooperation]


def test_the_two_that_are_there_sign_whatever_the_words() -> None:
    """No verb of signing has them as its subject."""
    text = "5月3日，临汀省化学会和云溪市博物馆握手言和，两家秘书长在一份共享协议上盖下公章。"
    assert parties(text) == [("临汀省化学会", "云溪市博物馆")]


def test_the_sentence_behind_may_name_them() -> None:
    """The project is signed first, who signed comes next."""
    text = "科普船三期项目昨天在码头签约。长湖科普联盟引入航运企业白鹭客轮有限公司，双方商定改造渡轮。"
    assert parties(text) == [("长湖科普联盟", "白鹭客轮有限公司")]


def test_a_county_is_its_government_where_that_is_printed() -> None:
    """The vice head of a county signs for its government."""
    text = (
        "2月6日，临汀省林学会理事长柏青与白鹿县副县长程远在协议书上落笔。"
        "由临汀省林学会和白鹿县人民政府合办的中心起步。"
    )
    assert parties(text) == [("临汀省林学会", "白鹿县人民政府")]


def test_more_bodies_than_are_counted_are_nobody() -> None:
    """Three stand there and two sign: which of them is not told."""
    text = "临汀大学、临汀学院、云溪中学的老师都来了，两方握手，换了文本，协议敲定。"
    assert parties(text) == []


def test_a_plan_and_an_old_paper_are_no_scene() -> None:
    """What will be signed, and what is carried out."""
    assert parties("临汀大学同云溪市科协握手，准备下月签约。") == []
    assert parties("落实与临汀大学签好的协议，云溪市科协昨天来到该校。") == []
