"""What two reports of one happening answer alike."""

from __future__ import annotations

import datetime as dt

import pytest

from events.reports import report
from kexie_digest.events.linking import link
from kexie_digest.events.particulars import CONTRADICTION, Particulars, contradiction, particulars
from kexie_digest.events.signature import sign
from kexie_digest.model import Cooperation, Facts

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
        ("2024年岚川科普周启动", "年", "2024"),
        ("岚川市科协与银行签约", "地市", "岚川市"),
        ("到青坪县调研", "地县", "青坪县"),
    ],
)
def test_a_heading_answers(text: str, question: str, answer: str) -> None:
    """Number in a series, year, city and county."""
    assert answer in read(text)[question]


@pytest.mark.parametrize("text", ["首次展出恐龙骨架", "第五届市长论坛", "在全市推广", "来自青坪县的学生"])
def test_what_only_looks_like_a_region_is_none(text: str) -> None:
    """首次 is no first session, 届市 no city; where someone comes from is not where it happens."""
    assert not [one for one in read(text) if one.startswith(("地", "序次"))]


def test_a_body_answers_where_when_and_how_many() -> None:
    """Hall, time of day and counts, read as numbers."""
    found = read("", "5月7日上午，论坛在岚川宾馆举行，二百一十名代表参加。")
    assert found["馆"] == {"岚川宾馆"}
    assert found["时"] == {"上午"}
    assert found["数名代表"] == {"210"}
    assert found["日"] == {"5月7"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“周末实验室”第12场", "“周末实验室”第13场"),
        ("第二届岚川影像节", "第三届岚川影像节"),
        ("岚川市科协与银行签约", "泗水市科协与银行签约"),
        ("2023年优秀学会名单", "2024年优秀学会名单"),
    ],
)
def test_another_answer_contradicts(one: str, other: str) -> None:
    """Two happenings in one template."""
    assert contradiction(read(one), read(other), is_same_day=True) >= CONTRADICTION
    assert contradiction(read(one), read(one), is_same_day=True) <= 0


def test_the_same_county_outweighs_the_city() -> None:
    """A paper names the city the visitors come from, and another the city they are in."""
    one, other = read("岚川市专家到青坪县义诊"), read("泗水市青坪县迎来专家")
    assert contradiction(one, other, is_same_day=True) < CONTRADICTION


def test_the_same_number_outweighs_a_hall() -> None:
    """Opening and close of one meeting may stand in two halls."""
    one = read("第三届岚川影像节", "5月7日，影像节在岚川宾馆开幕。")
    other = read("第三届岚川影像节", "5月7日，影像节在市科技馆闭幕。")
    assert contradiction(one, other, is_same_day=True) < CONTRADICTION


def test_other_words_may_begin_in_another_town() -> None:
    """The portrait of a winner begins at home."""
    one, other = read("岚川市颁奖"), read("泗水市的她")
    assert contradiction(one, other, is_same_day=True, is_alike=False) < CONTRADICTION


def test_the_day_counts_between_copies_alone() -> None:
    """One notice every week; but opening and close are printed with a day each."""
    one, other = read("", "5月7日，讲座照常。"), read("", "5月14日，讲座照常。")
    assert contradiction(one, other, is_same_day=False, is_copy=True) >= CONTRADICTION
    assert contradiction(one, other, is_same_day=False) < CONTRADICTION


def test_a_weekly_column_is_of_its_week() -> None:
    """The same phrases a week later."""
    text = "本周上榜谣言"
    later = particulars("", text, PRINTED + dt.timedelta(days=7))
    assert contradiction(read("", text), later, is_same_day=False) >= CONTRADICTION


def test_parties_may_be_left_out_but_not_replaced() -> None:
    """Two of three parties sign the same pact; another partner's is another one."""

    def of(*parties: str) -> Particulars:
        return particulars("", "", None, Facts(cooperation=(Cooperation(parties, "", None, None),)))

    three = of("岚川市科协", "岚川大学", "岚川银行")
    assert contradiction(three, of("市科协", "岚川大学"), is_same_day=True) < 0
    assert contradiction(three, of("市科协", "岚川总工会"), is_same_day=True) > 0


def test_one_template_for_two_happenings_keeps_them_apart() -> None:
    """Next week's lecture in the words of this week's; its tie is negative and says so."""
    text = "{}上午，岚川科技馆“周末实验室”第{}场活动举行，四十组家庭跟着工程师搭起纸桥，孩子们数着秒欢呼。"
    one = sign(report("a", "“周末实验室”第12场", text.format("5月4日", 12), printed="2024-05-05"))
    other = sign(report("b", "“周末实验室”第13场", text.format("5月4日", 13), printed="2024-05-05"))
    found = link(one, other)
    assert found
    assert found.score < 0
