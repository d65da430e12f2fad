"""Numbers told beside a roll: every form of list, with the right number and one beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from facts.support import article
from kexie_digest.facts import find
from kexie_digest.facts.awards.checks import mismatches
from kexie_digest.facts.lines import read_lines
from kexie_digest.model import FlagKind, Page

PROBES: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(
    (Path(__file__).parents[1] / "probes" / "counts.yaml").read_text(encoding="utf-8")
)
PERSONS = ("闻笛", "安澜", "方圆", "甘霖", "边一舟", "成小楼", "杜若飞", "宣和")
BODIES = (
    "河阴市林学会",
    "河阴县科协",
    "河阴师专",
    "白鹿气象站",
    "河阴市护理学会",
    "石门水文站",
    "河阴市药学会",
    "鹰嘴科技馆",
)
CHINESE = "零一二三四五六七八九"

#: A form makes the paragraphs of a notice from the number told and the names listed.
FORMS: dict[str, Callable[[int, list[str], list[str]], list[str]]] = {
    "they are": lambda n, who, _: [f"市科协表扬{n}名优秀科技辅导员，他们是：{'、'.join(who)}。"],
    "they are, without a colon": lambda n, who, _: [
        f"市科协表扬{n}名优秀科技辅导员，他们是{'、'.join(who)}。"
    ],
    "in the next sentence": lambda n, who, _: [
        f"{CHINESE[n]}名科技工作者获得“河阴工匠”称号。",
        f"他们是：{'、'.join(who)}。",
    ],
    "the last behind a conjunction": lambda n, who, _: [
        f"市科协表彰{n}名先进个人，分别是{'、'.join(who[:-1])}和{who[-1]}。"
    ],
    "divided by commas": lambda n, who, _: [
        f"{n}人获评河阴最美科技工作者。",
        f"获奖者是：{'，'.join(f'河阴师专教授{name}' for name in who)}。",
    ],
    "counted behind": lambda n, who, _: [f"{'、'.join(who)}{n}名同志荣获“优秀科技辅导员”称号。"],
    "the following": lambda n, _, what: [
        f"经研究，市科协决定命名下列{n}家单位为科普教育基地：{'、'.join(what)}。"
    ],
    "rows": lambda n, who, _: [
        f"经评审，拟授予以下{n}人第三届河阴青年科技奖，现予公示：",
        *(f"{name}　河阴师专" for name in who),
        "公示期为5月6日至12日，如有异议，请与市科协联系。",
    ],
    "numbered rows": lambda n, _, what: [
        f"决定命名{CHINESE[n]}家单位为科普教育基地，名单如下。",
        *(f"{at}.{name}" for at, name in enumerate(what, 1)),
        "希望各基地再接再厉，办好活动。",
    ],
    "a table": lambda n, who, _: [
        f"第三届河阴青年科技奖共评出获奖人选{n}名，现予公布。",
        "序号\t姓名\t工作单位",
        *(f"{at}\t{name}\t河阴师专" for at, name in enumerate(who, 1)),
        "河阴市科协",
    ],
    "headings": lambda n, who, what: [
        "现将表彰名单公布如下。",
        f"一、先进集体（{n}个）",
        "、".join(what),
        f"二、先进个人（{len(who)}名）",
        "　".join(who),
        "希望受表彰的单位和个人再接再厉，取得更大成绩。",
    ],
    "levels": lambda n, who, _: [
        f"征文评出一等奖1名、二等奖{n}名、三等奖2名，名单如下：",
        "一等奖：石小磊",
        f"二等奖：{'、'.join(who)}",
        "三等奖：祝福生、颜若冰",
    ],
    "levels with their numbers": lambda n, who, _: [
        "征文结果揭晓。",
        "一等奖（1名）：石小磊",
        f"二等奖（{n}名）：{'、'.join(who)}",
    ],
    "levels in prose": lambda n, who, _: [
        f"征文比赛评出一等奖1名，为石小磊；二等奖{n}名，为{'、'.join(who)}；三等奖2名，为祝福生、颜若冰。"
    ],
    "a table by level": lambda n, who, _: [
        f"共评出优秀论文{n + 1}篇，其中一等奖1篇、二等奖{n}篇。",
        "等级\t论文题目\t第一作者",
        "一等奖\t冰川末端湖演化\t石小磊",
        *(f"二等奖\t{name}谈水文\t{name}" for name in who),
        "证书自即日起领取，联系人吴静。",
    ],
    "two honours told together": lambda n, who, what: [
        f"会议对{n}名个人、{len(what)}个集体予以表扬。",
        f"科普达人：{'、'.join(who)}。",
        f"先进集体：{'、'.join(what)}。",
    ],
    "parts of a whole": lambda n, who, what: [
        f"全市共有{n + len(what)}家单位获评优秀科普场馆。",
        f"甲区{len(what)}家：{'、'.join(what)}；乙区{len(who)}家：{'、'.join(f'{name}馆' for name in who)}。",
    ],
    "titles side by side": lambda n, who, _: [
        f"经评选，{n}部作品获一等奖，分别是{''.join(f'《{name}的夏天》' for name in who)}。"
    ],
}


def flags(paragraphs: list[str]) -> list[str]:
    """The reasons of the flags of a notice, its honours unread."""
    return [flag.reason for flag in mismatches(read_lines(article(*paragraphs)), None, [])]


def quoted(paragraphs: list[str]) -> list[str]:
    """What the flags of a notice quote of it, without the ends of the list."""
    return [re.findall("原文写“(.*)”，名单", reason)[0] for reason in flags(paragraphs)]


@pytest.mark.parametrize("form", FORMS)
def test_a_right_number_raises_no_flag(form: str) -> None:
    """From four to seven names."""
    for size in range(4, 8):
        paragraphs = FORMS[form](size, list(PERSONS[:size]), list(BODIES[:size]))
        assert flags(paragraphs) == [], paragraphs


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("off", [-1, 1])
def test_a_number_beside_the_right_one_is_flagged(form: str, off: int) -> None:
    """One name is missing, or one too many; what is quoted tells the wrong number."""
    for size in range(4, 8):
        paragraphs = FORMS[form](size + off, list(PERSONS[:size]), list(BODIES[:size]))
        found = quoted(paragraphs)
        right = "".join(FORMS[form](size, list(PERSONS[:size]), list(BODIES[:size])))
        assert found, paragraphs
        assert all(quote in "".join(paragraphs) and quote not in right for quote in found), found


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["市科协表彰8名先进个人，他们是：闻笛、安澜、方圆、甘霖、边一舟、成小楼等。"],
        ["闻笛、安澜、方圆等5名同志荣获“优秀科技辅导员”称号。"],
        ["全省共评出20人，我市3人入选，分别是闻笛、安澜、方圆。"],
        ["120名选手参赛，获得一等奖的是闻笛、安澜、方圆。"],
        ["评出一等奖3名、二等奖8名。一等奖：闻笛、安澜、方圆。二等奖名单另行公布。"],
        ["市科协授予闻笛、安澜、方圆3名同志“河阴工匠”称号，颁奖的是5位老专家。"],
        ["活动设5个奖项。获奖者是：闻笛、安澜、方圆、甘霖。"],
        ["三件作品获一等奖，作者分别是闻笛、安澜、方圆和甘霖。"],
        ["10名科技工作者获评最美。其余八人是：闻笛、安澜、方圆、甘霖、边一舟、成小楼、杜若飞、宣和。"],
        ["先进个人3名：闻笛、安澜、方圆；评委：甘霖、边一舟。"],
    ],
)
def test_a_number_that_counts_something_else_raises_no_flag(paragraphs: list[str]) -> None:
    """Open lists, wider scopes, entries, others."""
    assert flags(paragraphs) == []


def test_a_title_that_counts_otherwise_is_flagged() -> None:
    """Five in the title, four in the roll; four in both, three in the roll."""
    for title, text in (
        ("五名科技工作者获表彰", "市科协授予闻笛、安澜、方圆、甘霖4名同志“最美科技工作者”称号。"),
        ("4家单位获评示范点", "市科协确定河阴市林学会、河阴县科协、河阴师专为“示范点”，4家单位将获得支持。"),
    ):
        _, found = find(article(text, title=title), Page())
        assert [flag.flag for flag in found] == [FlagKind.COUNT_MISMATCH]
    _, found = find(article(text.replace("4家", "3家"), title="3家单位获评示范点"), Page())
    assert found == ()


def test_more_names_than_an_open_list_counts_are_flagged() -> None:
    """等 may hide names, it cannot take any away."""
    assert flags(["闻笛、安澜、方圆、甘霖等3名同志荣获“优秀科技辅导员”称号。"])


def test_households_and_groups_are_counted_whole() -> None:
    """A household is one whatever names it has; works stand between semicolons."""
    assert flags(["6户家庭入选最美科技家庭，分别是闻笛家庭、安澜家庭、方圆家庭、甘霖家庭、丰年家庭。"])
    assert flags(["获评优秀的师徒4对：闻笛、安澜；方圆、甘霖；宣和、丰年。"])
    assert flags(["获奖论文（3篇）：闻笛、安澜《水》；方圆《光》；甘霖、宣和《月》。"]) == []


def test_the_title_of_an_annex_is_the_label_of_its_rows() -> None:
    """Seven in the decision, six in the annex."""
    rows = [f"{name}　河阴市科技馆讲解员" for name in PERSONS[:6]]
    told = "现授予闻笛等{}名同志“科普使者”荣誉称号。"
    assert flags([told.format(7), "附件：科普使者名单", *rows])
    assert flags([told.format(6), "附件：科普使者名单", *rows]) == []


def test_a_flag_quotes_the_number_and_the_ends_of_the_list() -> None:
    """What an editor needs to look it up."""
    assert flags(["市科协表扬5名优秀科技辅导员，他们是：闻笛、安澜、方圆、甘霖。"]) == [
        "原文写“市科协表扬5名优秀科技辅导员”，名单从“闻笛”到“甘霖”列出4个，请核对原文。"
    ]


@pytest.mark.parametrize("probe", PROBES, ids=[probe["id"] for probe in PROBES])
def test_manners_of_circulars_papers_and_posts(probe: dict[str, Any]) -> None:
    """A wrong number is quoted, unless it is known that nobody sees it yet; a right one never."""
    found = quoted(probe["text"])
    assert bool(found) == probe.get("known", probe["is_wrong"])
    assert probe.get("told") in (found or [None])
