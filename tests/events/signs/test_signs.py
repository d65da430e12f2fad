"""Which signs two reports give."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from events.reports import report
from kexie_digest.events.signature import sign
from kexie_digest.events.signs import signs


def of(one: str, other: str, days: tuple[str, str] = ("2024-05-04", "2024-05-04")) -> Mapping[str, float]:
    """The signs of two short reports, by their titles and texts."""
    left, right = (
        sign(report(name, *text.split("|"), printed=day))
        for name, text, day in zip("ab", (one, other), days, strict=True)
    )
    return signs(left, right).values


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("年会|5月3日，第六届岚湖年会开幕。", "渔民|第六届岚湖年会上，渔民说话了。", "series"),
        ("论坛|5月3日，论坛收到论文137篇。", "论文|137篇论文，谁写得最好？", "figures"),
        ("物理学会办讲座|两百人到场。", "化学会办讲座|两百人到场。", "other societies"),
        (
            "土壤学会植物营养专业委员会办年会|两百人到场。",
            "土壤学会土壤物理专委会办年会|两百人到场。",
            "other societies",
        ),
        ("青坪县办展览|展品不少。", "渡头县办展览|展品不少。", "other places"),
        ("讲解大赛初赛举行|选手登台。", "讲解大赛决赛举行|选手登台。", "other stage"),
        ("论坛|5月3日，论坛开幕。", "论坛|5月3日，论坛开幕。", "same day"),
        ("论坛|5月3日，论坛开幕。", "讲座|5月2日，讲座开讲。", "day after"),
        ("论坛|4月23日，论坛开幕。", "讲座|5月2日，讲座开讲。", "other day"),
    ],
)
def test_a_sign_is_seen(one: str, other: str, expected: str) -> None:
    """One report of each kind; the report itself beside it shows it only where it speaks for."""
    assert of(one, other)[expected] > 0
    if expected.startswith(("other", "day")):
        assert of(one, one)[expected] == 0


def test_the_opening_and_the_close_are_of_no_other_day() -> None:
    """Days apart, but one tells that it opened and the other that it closed."""
    days = ("2024-05-02", "2024-05-10")
    assert of("开营|5月1日，竹影营开营。", "结营|5月9日，竹影营落幕。", days)["other day"] == 0
    assert of("开营|5月1日，竹影营开营。", "讲课|5月9日，竹影营讲课。", days)["other day"] == 1


def test_the_opening_and_the_close_fill_in_no_form() -> None:
    """They are told in the same words, and the last report is printed when all is over."""
    text = "竹影营|5月{}日，岚川市科协主办的竹影科技夏令营在青坪县苦竹滩{}，六十名中学生参加。"
    days = ("2024-05-02", "2024-05-10")
    ends = of(text.format(1, "开营"), text.format(9, "落幕"), days)
    other = of(text.format(1, "开营"), text.format(9, "开讲"), days)
    assert ends["printed later"] == 0 < other["printed later"]
    assert ends["told"] > other["told"]


def test_a_form_filled_in_otherwise_takes_from_what_is_shared() -> None:
    """The next school's notice shares every phrase with this one's, and that says little."""
    form = "流动科技馆|5月3日，云架县科协流动科技馆走进{}小学，为{}名师生带来鸬鹚、水车和会唱歌的竹筒。"
    first, copy = form.format("苦竹坪", 146), form.format("苦竹坪", 146)
    assert of(first, form.format("龙潭口", 203))["told"] < of(first, copy)["told"] / 2
