"""Rolls printed in rows, under headings."""

from __future__ import annotations

import pytest

from facts.support import article, facts, flags
from kexie_digest.facts.awards.rows import headed_rolls, heading_of, rows_below
from kexie_digest.facts.lines import read_lines
from kexie_digest.model import FlagKind


@pytest.mark.parametrize(
    ("row", "names"),
    [
        ("闻笛（河阴大学）", ["闻笛"]),
        ("河阴市林学会 河阴市医学会", ["河阴市林学会", "河阴市医学会"]),
        ("闻笛 河阴大学", ["闻笛"]),
        ("闻　笛", ["闻笛"]),
        ("河阴市林学会：闻笛、安澜", ["闻笛", "安澜"]),
        ("《雪莲的闹钟》 河阴植物园", ["雪莲的闹钟"]),
        ("祝获奖者再创佳绩。", []),
        ("1.湿地固碳的监测（完成单位：河阴大学；完成人：闻笛、安澜）", ["湿地固碳的监测"]),
        ("－－ 闻笛（服务212小时，天文角）", ["闻笛"]),
        ("闻笛，河阴大学教授，研究湿地", ["闻笛"]),
        ("《雪莲的闹钟》——河阴大学 闻笛", ["雪莲的闹钟"]),
        ("河阴大学教授　闻笛", ["闻笛"]),
        ("《锈蚀的银河》　作者：闻笛（河阴大学）", ["锈蚀的银河"]),
        ("卜　算　于　归　万俟鸣", ["卜算", "于归", "万俟鸣"]),
    ],
)
def test_a_row_names_whoever_stands_in_its_first_column(row: str, names: list[str]) -> None:
    """Several of one kind are a list; a name and a body are a winner and an employer."""
    lines = read_lines(article("获奖名单如下：", row))
    assert rows_below(lines, lines[0]) == names


def test_a_heading_with_its_number_is_an_honour() -> None:
    """Names below it are counted against it."""
    lines = read_lines(article("一等奖（2件）", "《雪莲的闹钟》", "《一滴水的体检》"))
    assert heading_of(lines[0])
    assert [(honour.name, honour.announced, honour.names) for honour in headed_rolls(lines)] == [
        ("一等奖", 2, ["雪莲的闹钟", "一滴水的体检"])
    ]


def test_the_signature_below_a_roll_is_no_winner() -> None:
    """The body above the day issued the paper."""
    found = facts("决定授予以下学会“优秀学会”称号：", "河阴市林学会", "河阴市科协", "2026年1月9日")
    assert {name for award in found.awards for name in award.recipients} == {"河阴市林学会"}


def test_a_short_table_is_flagged() -> None:
    """Three announced in the heading, two rows."""
    found = flags("先进个人（3名）", "闻笛、安澜")
    assert [flag.flag for flag in found] == [FlagKind.COUNT_MISMATCH]


def test_parts_of_a_roll_are_no_names() -> None:
    """小学组 and the country above described rows are skipped."""
    lines = read_lines(article("名单如下：", "小学组", "闻笛，河阴小学", "印度", "拉杰什·辛哈，甲研究院"))
    assert rows_below(lines, lines[0]) == ["闻笛", "拉杰什·辛哈"]


def test_a_heading_may_be_marked_in_any_way() -> None:
    """Numbers, brackets, signs."""
    for row in (
        "二、二等奖（3项）",
        "【二等奖】",
        "🏆二等奖（1件）",
        "附件1：先进学会名单（6个）",
        "（二）优秀组织奖",
    ):
        assert heading_of(read_lines(article(row))[0]), row


def test_a_paragraph_of_two_sentences_ends_a_roll() -> None:
    """Steps of a programme are no winners."""
    text = (
        "由市科协发文表彰，颁发证书和奖杯。",
        "四、材料报送。请于4月30日前报送。",
        "五、其他。请联系我们。",
    )
    assert facts(*text).awards == ()


@pytest.mark.parametrize("row", ["1.甘泉县石桥村茶叶基地", "2 冰川测厚 闻笛 河阴大学 一等奖"])
def test_an_entry_that_holds_the_word_of_an_honour_is_no_heading(row: str) -> None:
    """A numbered base of a place, a row with its level in the last cell."""
    assert not heading_of(read_lines(article(row))[0])
