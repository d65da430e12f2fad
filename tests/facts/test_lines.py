"""Sentences laid out, quoted names masked, offsets kept."""

from __future__ import annotations

import pytest

from facts.support import article, line
from kexie_digest.facts.lines import MASK, read_lines


@pytest.mark.parametrize(
    "text",
    [
        "获“防灾，从我做起”称号。",
        "發佈《條例》（試行），施行。",
        "“我们很高兴。今天来了！”他说。",
        "没有引号。",
    ],
)
def test_folding_and_masking_keep_the_length(text: str) -> None:
    """An offset in the mask is an offset in the print."""
    found = line(text)
    assert len(found.folded) == len(found.masked) == len(found.text)


def test_a_comma_inside_a_name_divides_no_clause() -> None:
    """The whole name is masked, marks included."""
    found = line("获“防灾，从我做起”称号。")
    assert found.masked == f"获{MASK * 9}称号。"


def test_speech_stays_open_but_names_inside_it_do_not() -> None:
    """What somebody says is read like the rest."""
    found = line("“我们获得了‘先进’称号！”他说。")
    assert "我们获得了" in found.masked
    assert "先进" not in found.masked


def test_clauses_are_found_from_any_place() -> None:
    """Start, end, and the clauses before."""
    found = line("甲来了，乙走了，丙笑了。")
    at = found.text.index("丙")
    assert found.text[found.clause_start(at) : found.clause_end(at)] == "丙笑了"
    assert [found.text[start:end] for start, end in found.clauses_before(at)] == ["乙走了", "甲来了"]


def test_a_sentence_cut_by_line_breaks_is_one() -> None:
    """The name is whole, the quote keeps the break as printed."""
    found = read_lines(article("市科协昨日表彰先进，河阴市材料学", "会获奖。", "完。"))
    assert [one.text for one in found] == ["市科协昨日表彰先进，河阴市材料学会获奖。", "完。"]
    assert found[0].quote == "市科协昨日表彰先进，河阴市材料学\n会获奖。"


def test_rows_of_a_list_stay_apart() -> None:
    """A heading, names, a new sentence: no prose is cut there."""
    rows = ["获奖名单：", "河阴市土木建筑与材料科学学会", "河阴市林学会", "希望再接再厉，再创佳绩。"]
    assert [one.text for one in read_lines(article(*rows))] == rows


def test_a_list_cut_inside_a_name_is_one() -> None:
    """One letter is no name, and all names of the list end alike."""
    found = read_lines(
        article(
            "名单：",
            "河阴市林学会、河阴市农学会、河阴市园艺",
            "学会、河阴市医学会。",
            "方澄、荀慧、苏幕",
            "遮。",
        )
    )
    assert [one.text for one in found] == [
        "名单：",
        "河阴市林学会、河阴市农学会、河阴市园艺学会、河阴市医学会。",
        "方澄、荀慧、苏幕遮。",
    ]


def test_rows_of_cells_and_of_descriptions_stay_apart() -> None:
    """A wide gap, a foreign name before a comma, a title in its marks."""
    rows = [
        "闻笛　　安澜　　方澄　　荀慧",
        "汉斯·穆勒，甲研究院",
        "阿莫斯·基普，乙大学",
        "赛后，他说很高兴。",
    ]
    assert [one.text for one in read_lines(article(*rows))] == rows


def test_brackets_are_masked_with_what_they_list() -> None:
    """Who completed a project divides no clause of the sentence."""
    found = line("湿地监测（完成单位：河阴大学、河阴林场；完成人：闻笛、安澜、方澄、荀慧）获奖。")
    assert "、" not in found.masked


def test_rows_that_end_alike_stay_apart() -> None:
    """A team a row; lines cut inside a sentence have its marks."""
    rows = ["河阴师范学院“三盏灯”队", "云岭环境监测站“守夜人”队"]
    assert [one.text for one in read_lines(article("获奖团队：", *rows))][1:] == rows


def test_another_matter_below_a_roll_is_a_sentence_of_its_own() -> None:
    """A roll without a full stop, and what is taken back below it."""
    rows = ["优秀项目：渔港用电入户行、“银发触网”手机课堂", "另，经复核，取消某队称号。"]
    assert [one.text for one in read_lines(article(*rows))] == rows
