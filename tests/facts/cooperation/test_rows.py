"""Parties in rows below a colon."""

from __future__ import annotations

from facts.support import article
from kexie_digest.facts.cooperation.rows import groups_below
from kexie_digest.facts.lines import read_lines


def below(text: str) -> list[list[str]]:
    """The groups below the first sentence of a text."""
    lines = read_lines(article(text))
    return groups_below(lines, lines[0])


def test_a_row_with_two_bodies_is_an_agreement_of_its_own() -> None:
    """What they will do comes behind their names; the first other sentence ends the rows."""
    rows = "1.云溪轴承厂与临汀大学，研制轴承；\n2.双塔食品公司与临汀农学院，开发笋干。"
    text = f"两份协议签订：\n{rows}\n金额共三百万元。"
    assert below(text) == [["云溪轴承厂", "临汀大学"], ["双塔食品公司", "临汀农学院"]]


def test_a_dash_may_stand_between_the_two() -> None:
    """Where a colon follows the bodies, the dash is no comma."""
    rows = "一、云溪轴承厂—临汀大学：研制轴承；\n二、双塔食品公司—临汀农学院：开发笋干。"
    expected = [["云溪轴承厂", "临汀大学"], ["双塔食品公司", "临汀农学院"]]
    assert below(f"两对完成签约，具体如下：\n{rows}\n请落实。") == expected


def test_rows_with_one_body_each_are_one_group() -> None:
    """The founders of an alliance stand one to a row."""
    assert below("发起单位：\n临汀省药学会\n临汀省护理学会") == [["临汀省药学会", "临汀省护理学会"]]


def test_prose_ends_rows_of_pairs() -> None:
    """A sentence about one body behind them is no row."""
    rows = "临汀科普馆与飞鸿公司：巡展\n临汀作家协会与双塔出版社：丛书\n临汀市科协主席宣布每季度一次。"
    expected = [["临汀科普馆", "飞鸿公司"], ["临汀作家协会", "双塔出版社"]]
    assert below(f"会上签约项目两个：\n{rows}") == expected


def test_rows_of_other_things_are_nobody() -> None:
    """Neither a programme nor a single row."""
    assert below("协议约定：\n每周六坐诊两小时；\n出展板、出经费。") == []
    assert below("签约单位：\n临汀大学\n9月2日。") == []
    assert below("协议签订。临汀大学高兴。") == []
