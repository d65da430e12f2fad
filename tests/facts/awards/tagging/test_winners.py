"""Stretches that the tagger sees."""

from __future__ import annotations

import pytest

from facts.support import article
from kexie_digest.facts.awards.tagging import winners as tagging
from kexie_digest.facts.awards.tagging.chain import Stretch
from kexie_digest.facts.awards.tagging.layout import Layout
from kexie_digest.facts.awards.tagging.winners import winners
from kexie_digest.facts.lines import Line, read_lines


def test_an_article_that_may_tell_of_no_honour_is_left_alone() -> None:
    """No word for an honour, no winner."""
    assert winners(Layout(read_lines(article("县医院昨日开讲，安小满到场。")), "讲座")) == []


@pytest.mark.parametrize(
    ("text", "seen", "whole"),
    [
        ("其中“双缝”课堂演示获奖", "课堂演示", "“双缝”课堂演示"),
        ("其中“凸包”队获奖", "凸包”队", "“凸包”队"),
        ("其中“凸包”获奖", "凸包", "凸包"),
        ("其中🥇擎天队获奖", "🥇擎天队", "擎天队"),
        ("其中“0.15毫米玻璃成形”获奖", "米玻璃成形", "0.15毫米玻璃成形"),
        ("“最佳工地”由青禾公司获得", "最佳工地”由青禾公司", "青禾公司"),
        ("“最佳工地”由青禾公司获得", "由青禾公司", "青禾公司"),
        ("其中甲校“石拱队”获奖", "甲校“石拱队", "甲校“石拱队”"),
        ("其中“石拱队”获奖", "石拱队", "石拱队"),
    ],
)
def test_a_name_that_begins_in_marks_is_whole(text: str, seen: str, whole: str) -> None:
    """The tagger may leave its first word or mark out."""
    start = text.index(seen)
    told = tagging._with_marks(Line(text, 0, 0), Stretch(0.9, start, start + len(seen)))
    assert text[slice(*told)] == whole


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("江口镇庹美娣", "庹美娣"),
        ("石青松等", "石青松"),
        ("铁路中学教师石青松", "石青松"),
        ("河阴市林学会", "河阴市林学会"),
        ("白露荣", "白露"),
        ("竹坑村两个村", "竹坑村"),
    ],
)
def test_a_person_is_named_alone(monkeypatch: pytest.MonkeyPatch, text: str, name: str) -> None:
    """Without where one works, without what follows."""
    monkeypatch.setattr(tagging, "stretches", lambda *_: [Stretch(0.9, 0, len(text))])
    assert [one.name for one in winners(Layout(read_lines(article(f"{text}获一等奖")), None))] == [name]
