"""Honours conferred: names, recipients, counts, and what is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from facts.support import facts, flags
from kexie_digest.model import FlagKind
from notices import Tally

PROBES = YAML(typ="safe", pure=True).load(
    (Path(__file__).parents[1] / "probes" / "awards.yaml").read_text(encoding="utf-8")
)


def recipients(text: str) -> set[str]:
    """Everyone who received an honour in a text."""
    return {name for award in facts(text).awards for name in award.recipients}


def test_the_probes_name_the_right_recipients() -> None:
    """F1 over thirty ways to say who was honoured."""
    tally = Tally()
    for probe in PROBES:
        tally.add(recipients(probe["text"]), set(probe["recipients"]), probe["text"])
    assert tally.f1 >= 0.95, tally.misses


@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: probe["text"][:12])
def test_recipients_and_evidence_are_printed(probe: dict[str, Any]) -> None:
    """Every name and every sentence is a substring of the text."""
    for award in facts(probe["text"]).awards:
        assert award.evidence in probe["text"]
        assert all(name in probe["text"] for name in award.recipients)


def test_a_roll_keeps_award_bodies_count_and_day() -> None:
    """All of a roll in one value."""
    text = (
        "6月1日，河阴市科协、河阴市人社局联合发布了十佳学会名单。"
        "河阴市气象学会、河阴市林学会、河阴市针灸学会3家学会荣获“十佳学会”称号。"
    )
    found = facts(text, event_date="2024-06-01").awards
    assert [award.award for award in found] == ["十佳学会"]
    award = found[0]
    assert award.awarding_body == ("河阴市科协", "河阴市人社局")
    assert award.recipients == ("河阴市气象学会", "河阴市林学会", "河阴市针灸学会")
    assert (award.count, award.date) == (3, "2024-06-01")


def test_an_announcement_without_names_keeps_its_count() -> None:
    """Twenty and one hundred and eight are announced, nobody is named."""
    found = facts("大会发布了年度优秀学会20个、优秀论文一百零八篇。").awards
    assert [(award.award, award.count, award.recipients) for award in found] == [
        ("年度优秀学会", 20, ()),
        ("优秀论文", 108, ()),
    ]


def test_a_roll_that_is_short_of_a_name_is_flagged() -> None:
    """Four announced, three named: an editor counts again."""
    found = flags("会上，河阴市林学会、河阴市医学会、河阴市茶叶学会4家学会荣获“十佳学会”称号。")
    assert [flag.flag for flag in found] == [FlagKind.COUNT_MISMATCH]
    assert "4" in found[0].reason
    assert "3" in found[0].reason


@pytest.mark.parametrize(
    "text",
    [
        "河阴市林学会、河阴市医学会、河阴市茶叶学会3家学会荣获“十佳学会”称号。",
        "河阴市林学会、河阴市医学会、河阴市茶叶学会等10家学会荣获“十佳学会”称号。",
        "20个学会获评“十佳学会”。河阴市林学会荣获“十佳学会”称号。",
    ],
    ids=["full", "open", "examples"],
)
def test_examples_and_full_rolls_are_not_flagged(text: str) -> None:
    """等 leaves a roll open; one example is no roll."""
    assert flags(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "河阴市启动“青年科技奖”评选等工作，欢迎申报。",
        "河阴市林学会是3A级社会组织。",
        "河阴市医学会力争获评“一流学会”。",
        "“青年科技奖”获得者柳闻莺走进校园。",
        "学员将获得结业证书。",
        "他获得了村民的好评。",
    ],
    ids=["programme", "grade", "plan", "carrier", "certificate", "praise"],
)
def test_near_misses_have_no_recipients(text: str) -> None:
    """Not conferred in the news, so nobody received it."""
    assert recipients(text) == set()


def test_one_honour_told_twice_is_one_award() -> None:
    """Year and 年度 before the name make no second honour."""
    text = "河阴市林学会荣获“2023年度一流学会”称号。“我们学会获评‘一流学会’，很激动！”会长巫马行说。"
    assert [award.award for award in facts(text).awards] == ["2023年度一流学会"]


def test_a_first_person_is_the_speaker() -> None:
    """我的论文 is that of whoever speaks; nobody is invented where nobody speaks."""
    assert recipients("“这次我的论文获评佳作论文奖。”河阴大学博士温知夏说。") == {"温知夏"}
    assert recipients("“这次我的论文获评佳作论文奖。”") == set()


def test_a_back_reference_is_resolved_to_the_printed_name() -> None:
    """该论坛 is the forum named before, in its marks."""
    text = "春天，“河阴智能装备高峰论坛”举行。该论坛在年会上获得了“品牌活动”的荣誉。"
    assert recipients(text) == {"河阴智能装备高峰论坛"}


def test_aliases_are_kept_where_the_page_proves_them() -> None:
    """市林学会 is the 河阴市林学会 of the sentence before."""
    found = facts("河阴市林学会召开年会。市林学会荣获“先进学会”称号。").awards[0]
    assert found.recipients == ("河阴市林学会",)
    assert found.recipient_aliases == {"河阴市林学会": ("市林学会",)}


def test_traditional_script_is_kept_as_printed() -> None:
    """Matching folds, quoting does not."""
    assert recipients("省農學會、省氣象學會榮獲“優秀學會”稱號。") == {"省農學會", "省氣象學會"}


def test_the_title_conferred_is_no_recipient() -> None:
    """甲被乙授予“某称号”: the body before 被 received it, the quoted words are the honour."""
    (award,) = facts("3月2日，临江市天文学会被临江市科协授予“学会工作先进集体”称号。").awards
    assert (award.award, award.recipients) == ("学会工作先进集体", ("临江市天文学会",))
    assert award.awarding_body == ("临江市科协",)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("张勇、李均、于洋荣获“科普之星”称号。", {"张勇", "李均", "于洋"}),
        ("由甲大学与乙公司联合组成的“稻浪”团队，昨日在大赛上荣获特等奖。", {"“稻浪”团队"}),
        ("“好医师”评选结果出炉：第一名，甲三院骨科汤显；第二名，乙县医院儿科阮籍。", {"汤显", "阮籍"}),
        ("现将科技奖拟获奖项目予以公示，《甲》《乙》拟获一等奖。", {"甲", "乙"}),
        ("铜奖由甲馆的方澄及乙园的荀慧分享。", {"方澄", "荀慧"}),
        (
            "优秀科普作品名单公布，共8部作品入选，其中《自然笔记》《盐的路》出自我市作者之手。",
            {"自然笔记", "盐的路"},
        ),
        ("叶尔肯•哈力克、农技员买买提江·吐尔逊同获“科普之星”称号。", {"叶尔肯•哈力克", "买买提江·吐尔逊"}),
        ("二十年前，方澄获得科技进步奖；二十年后，她来到小学。", set()),
        ("申报者须获市级以上竞赛二等奖以上奖励。", set()),
    ],
    ids=["adverbs", "team", "placings", "notice", "shared", "among", "dots", "long ago", "condition"],
)
def test_rolls_are_told_in_many_ways(text: str, names: set[str]) -> None:
    """Each is a manner that real rolls have."""
    assert recipients(text) == names


def test_parts_of_a_list_are_counted_together() -> None:
    """Two bodies and three persons are five names."""
    text = "会上，甲市电力学会、乙县老科协两个先进集体和桓温、谢安石、王右军三名先进个人受到表彰。"
    assert len(recipients(text)) == 5
    assert flags(text) == ()


def test_bidders_win_no_honour() -> None:
    """Their ranks and scores are those of a tender."""
    rows = ("第一名\t天穹影像有限公司\t综合得分92.14", "第二名\t乙展览有限公司\t综合得分89.77")
    assert facts("现将结果公示如下：", *rows, title="球幕更新项目中标候选人公示").awards == ()


def test_a_title_that_only_holds_the_letters_is_no_tender() -> None:
    """初中标兵 is none, and a sentence that gives and takes back still gives."""
    told = "县教育局授予甲中学、乙中学“示范校”称号，并取消丙中学的申报资格。"
    assert {"甲中学", "乙中学"} <= recipients(told)
    assert facts(told, title="初中标兵学校受表彰").awards != ()


def test_candidates_have_won_nothing() -> None:
    """Whom a title calls a candidate, or recommends, is not honoured yet."""
    text = "经资格审查，共有2人进入青禾奖评选：安小满、石青松。"
    for title in ("第五届“青禾奖”候选人公示", "关于青禾奖拟推荐人选的公示"):
        assert facts(text, title=title).awards == ()
    for title in ("我会推荐的会员获奖", "市科协推荐人选荣获青禾奖", "院士候选人安小满获评标兵"):
        found = facts("安小满获青禾奖。", title=title).awards
        assert [award.recipients for award in found] == [("安小满",)]
