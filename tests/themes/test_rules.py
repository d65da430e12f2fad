"""Matching terms, phrases and counter-patterns."""

from __future__ import annotations

import pytest

from kexie_digest.config.themes import built_in
from kexie_digest.model import Article, Passage, Theme
from kexie_digest.themes.fields import read
from kexie_digest.themes.rules import match


def test_a_pattern_never_runs_from_one_field_into_the_next() -> None:
    """签署 in the title and 协议 in the body are two things."""
    theme = Theme("c", "合作", phrases=(("签署[^,。]{0,20}协议", 5.0),))
    reading = read(Article((Passage("协议文本见附件"),), title="科技园签署"))
    assert match([theme], reading)[0].hits == ()


def test_the_weightier_of_overlapping_phrases_counts() -> None:
    """One stretch of text is one piece of evidence."""
    theme = Theme("t", "题", phrases=(("科普活动", 1.0), ("举办科普活动", 3.0)))
    hits = match([theme], read(Article((Passage("举办科普活动"),))))[0].hits
    assert [(hit.weight, hit.start, hit.end) for hit in hits] == [(3.0, 0, 6)]


def test_a_counter_reports_itself() -> None:
    """What speaks against is kept for the explanation."""
    theme = Theme("t", "题", terms=(("表彰", 1.0), ("奖", 1.0)), counters=(("表彰办法", 2.0),))
    found = match([theme], read(Article((Passage("印发表彰办法，设奖三项"),))))[0]
    assert [hit.weight for hit in found.against] == [2.0]
    assert [hit.start for hit in found.hits] == [8]


@pytest.mark.parametrize(
    ("theme", "news", "none"),
    [
        ("awards", "市水利学会获省科学大会奖", "1983年他的办法获省科学大会奖"),
        ("awards", "她获国家技术发明奖", "她曾两次获国家技术发明奖"),
        ("awards", "三个项目获奖", "没有任何此类项目获奖"),
        ("cooperation", "两会签订的合同、协议", "原学会对外签订的合同、协议"),
    ],
    ids=["years-ago", "once", "not-won", "old-agreement"],
)
def test_what_is_past_is_no_evidence(theme: str, news: str, none: str) -> None:
    """An honour of years ago or never won, an agreement that only goes on: the same words count as news."""
    themes = [one for one in built_in() if one.key == theme]
    assert match(themes, read(Article((Passage(news),))))[0].hits
    assert match(themes, read(Article((Passage(none),))))[0].hits == ()


@pytest.mark.parametrize(
    ("theme", "text"),
    [
        ("awards", "关于命名第三批示范社区的决定"),
        ("cooperation", "这是两会第一次并肩进山"),
    ],
)
def test_a_decree_and_a_deed_of_two_bodies_are_told_by_phrases(theme: str, text: str) -> None:
    """Neither says 获 or 签."""
    themes = [one for one in built_in() if one.key == theme]
    assert any(hit.is_phrase for hit in match(themes, read(Article((Passage(text),))))[0].hits)
