"""What two reports of one happening answer alike."""

from __future__ import annotations

import datetime as dt

import pytest

from kexie_digest.events.particulars import Particulars, differences, particulars
from kexie_digest.model import Award, Cooperation, Facts

PRINTED = dt.date(2024, 5, 8)


def read(title: str, body: str = "") -> Particulars:
    """The particulars of a report of one day."""
    return particulars(title, body, PRINTED)


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        ("第三届岚川影像节开幕", "序届像节", "3"),
        ("首届岚川影像节开幕", "序届像节", "1"),
        ("“周末实验室”第13场：纸船", "序场", "13"),
        ("市科协第九次代表大会闭幕", "序次大会", "9"),
        ("岚川科普讲解大赛预赛", "段", "初赛"),
        ("岚川市科协与银行签约", "地市", "岚川市"),
        ("到青坪县调研", "地县", "青坪县"),
        ("2025年度优秀学会名单", "期annual", "2025"),
        ("2025年“最美讲解员”揭晓", "期year", "2025"),
        ("上半年科普榜公布", "期half", "上"),
        ("第二季度科普榜公布", "期quarter", "二"),
        ("5月份好人榜", "期month", "5"),
    ],
)
def test_a_heading_answers(text: str, question: str, answer: str) -> None:
    """Number in a series, year, city and county."""
    assert answer in read(text)[question]


@pytest.mark.parametrize("text", ["总结2025年度工作", "2025年5月3日开幕", "2025年以来"])
def test_what_is_reviewed_and_days_are_no_periods(text: str) -> None:
    """Nor is a year below the title."""
    assert not [one for one in read(text, "2025年“最美讲解员”揭晓。") if one.startswith("期")]


@pytest.mark.parametrize(
    "text",
    [
        "首次展出恐龙骨架",
        "第五届市长论坛",
        "在全市推广",
        "来自青坪县的学生",
        "方澄获省科协表彰",
        "三市结盟",
        "赢得省里称赞",
        "联系村的树苗",
    ],
)
def test_what_only_looks_like_a_region_is_none(text: str) -> None:
    """首次 is no first session, 届市 no city; where someone comes from is not where it happens."""
    assert not [one for one in read(text) if one.startswith(("地", "序次"))]


def test_a_body_answers_where_when_and_how_many() -> None:
    """Hall, time of day and counts, read as numbers."""
    found = read("", "5月7日上午，论坛在岚川宾馆举行，二百一十名代表参加。")
    assert found["馆"] == {"岚川宾馆"}
    assert found["数名代表"] == {"210"}
    assert found["量"] == {"210"}


def test_years_days_and_small_numbers_are_no_figures() -> None:
    """They stand in a hundred notices."""
    assert "量" not in read("", "2024年5月17日，第十二届年会的八名代表到会。")


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("“周末实验室”第12场", "“周末实验室”第13场", "序"),
        ("第二届岚川影像节", "第三届岚川影像节", "序"),
        ("岚川市科协与银行签约", "泗水市科协与银行签约", "地"),
        ("岚川讲解大赛初赛举行", "岚川讲解大赛决赛举行", "段"),
    ],
)
def test_another_answer_differs(one: str, other: str, kind: str) -> None:
    """Two happenings in one template."""
    assert differences(read(one), read(other))[1][kind] == 1
    assert not differences(read(one), read(one))[1]


def test_the_same_county_outweighs_the_city() -> None:
    """A paper names the city the visitors come from, and another the city they are in."""
    one, other = read("岚川市专家到青坪县义诊"), read("泗水市青坪县迎来专家")
    assert not differences(one, other)[1]


def test_equal_figures_are_counted() -> None:
    """Each exact quantity that both print, however it is written."""
    one, other = read("", "论坛收到论文137篇，四十四家单位参展。"), read("", "44家单位的137篇论文。")
    assert differences(one, other)[0]["量"] == 2


def test_a_weekly_column_is_of_its_week() -> None:
    """The same phrases a week later."""
    text = "本周上榜谣言"
    later = particulars("", text, PRINTED + dt.timedelta(days=7))
    assert differences(read("", text), later)[1]["周"] == 1


def test_parties_may_be_left_out_but_not_replaced() -> None:
    """Two of three parties sign the same pact; another partner's is another one."""

    def of(*parties: str) -> Particulars:
        return particulars("", "", None, Facts(cooperation=(Cooperation(parties, "", None, None),)))

    three = of("岚川市科协", "岚川大学", "岚川银行")
    assert differences(three, of("市科协", "岚川大学"))[0]["方"] == 1
    assert differences(three, of("市科协", "岚川总工会"))[1]["方"] == 1


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("老江代表省力学学会签约", []),
        ("他们是来白鹭开省力学学会理事会的", []),
        ("近日岚川省学会来访", ["岚川省"]),
        ("欢迎来到岚川省青坪县", ["岚川省", "青坪县"]),
        ("大青坪县启动科普月", ["青坪县"]),
        ("科普大篷车走进青坪县", ["青坪县"]),
        ("科技专家深入青坪县开展服务", ["青坪县"]),
        ("院士专家前往青坪县", ["青坪县"]),
        ("志愿者奔赴青坪县", ["青坪县"]),
    ],
)
def test_a_region_begins_where_a_word_does(text: str, regions: list[str]) -> None:
    """代表省…学会 names no province."""
    found = read(text)
    assert [name for question in ("地省", "地县") for name in found.get(question, ())] == regions


def test_a_roll_names_other_regions_than_its_own() -> None:
    """Where the winners are is not where the roll is read."""
    award = Award("先进集体", (), ("岚川市气象学会",), "")
    found = particulars("通报", "表彰岚川市气象学会。", PRINTED, Facts(awards=(award,)))
    assert "地市" not in found
