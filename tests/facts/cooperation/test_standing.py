"""Signings that are the news, and those that are not."""

from __future__ import annotations

import pytest

from facts.support import article, facts
from kexie_digest.facts.cooperation.standing import has_ended, is_about_an_end, is_elsewhen, is_made
from kexie_digest.facts.lines import read_lines


def made(text: str, **fields: str) -> bool:
    """Whether 签 in a text tells of news."""
    story = article(text, **fields)
    line = read_lines(story)[0]
    at = line.folded.index("签")
    return is_made(line, at, at + 2, story)


@pytest.mark.parametrize(
    "text",
    [
        "河阴学会定于5月与河阴学院签署协议。",
        "继3月与河阴厂签约后，河阴学会又与河阴学院签署协议。",
        "此前，河阴学会已与河阴学院签署协议。",
        "近年来，河阴学会与河阴学院等签署协议。",
        "河阴学会与河阴学院签署协议的谈判破裂。",
        "河阴学会与河阴学院签署的协议自8月起终止。",
        "河阴学会与河阴学院签订的协议到期，双方不再续签。",
        "十年前，河阴学会与河阴学院签署协议。",
        "近期，河阴学会还与河阴学院签署协议。",
        "这是河阴学会今年签署的第五份协议。",
        "河阴学会原先签订的合同、协议继续有效。",
        "讲师介绍河阴学会如何签订协议。",
    ],
    ids=[
        "fixed",
        "recalled",
        "before",
        "recently",
        "failed",
        "ended",
        "run out",
        "years ago",
        "beside",
        "counted",
        "still valid",
        "taught",
    ],
)
def test_what_is_planned_past_or_over_is_no_news(text: str) -> None:
    """Only what was signed now, and holds, is told as signed."""
    assert not made(text)


@pytest.mark.parametrize(
    "text",
    [
        "此前一天，河阴学会与河阴学院签署协议。",
        "原协议到期后，河阴学会与河阴学院续签协议。",
        "河阴学会与河阴学院签署协议，有效期至2030年。",
        "三年前相识的河阴学会与河阴学院昨日签署协议。",
        "这是河阴学会与河阴学院签署的首份协议。",
    ],
    ids=["the day before", "renewed", "valid until", "met years ago", "the first"],
)
def test_a_renewal_and_a_term_are_news(text: str) -> None:
    """A paper that ran out and was signed again; how long it holds."""
    assert made(text)


def test_a_year_long_gone_is_told_by_the_date_of_the_page() -> None:
    """In January the year before is still recent."""
    text = "2024年3月，河阴学会与河阴学院签署协议。"
    assert not made(text, published_on="2026-05-01")
    assert made(text, published_on="2025-01-20")
    assert made(text)


def test_elsewhen_looks_only_before_the_place() -> None:
    """What follows the verb tells what happened since."""
    (line,) = read_lines(article("河阴学会签署协议，近年来少见。"))
    assert not is_elsewhen(line, 4, article(""))
    assert is_elsewhen(line, len(line.text), article(""))


def test_a_title_that_ends_an_agreement_ends_all_of_it() -> None:
    """A statement names the paper it ends, and nobody agreed on anything."""
    title = "关于终止合作协议的声明"
    assert is_about_an_end(article("河阴学会声明如下。", title=title))
    assert not is_about_an_end(article("河阴学会声明如下。"))
    text = "河阴学会与河阴学院签署合作协议。"
    assert facts(text, title=title).cooperation == ()
    assert facts(text).cooperation != ()


def test_an_ending_beside_a_renewal_is_none() -> None:
    """续签 and 重新签 go on."""
    assert has_ended("合同解除")
    assert not has_ended("旧合同解除,双方重新签了一份")
