"""Lines about source, author, date and editors."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_digest.parsers.parts.attribution import names, read, read_bare


def pairs(text: str) -> list[tuple[str, str]]:
    """Give kinds and values."""
    return [(entry.kind.value, entry.value) for entry in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("来源：云岭日报", [("source", "云岭日报")]),
        ("來　源:雲嶺日報", [("source", "雲嶺日報")]),
        ("（责任编辑：罗望）", [("editor", "罗望")]),
        ("编辑 | 罗望", [("editor", "罗望")]),
        ("編輯丨羅望　審核丨盧一葦", [("editor", "羅望"), ("editor", "盧一葦")]),
        ("文/苏小满 图/罗望", [("author", "苏小满"), ("photo", "罗望")]),
        (
            "发布时间：2026-03-02 09:15　来源：云岭日报　作者：苏小满　字号：大 中 小",
            [
                ("date", "2026-03-02 09:15"),
                ("source", "云岭日报"),
                ("author", "苏小满"),
                ("furniture", "大 中 小"),
            ],
        ),
        ("2026-03-02 09:15 来源：云岭日报", [("date", "2026-03-02 09:15"), ("source", "云岭日报")]),
        ("来源：云岭日报 2026年3月2日", [("source", "云岭日报"), ("date", "2026年3月2日")]),
        ("主题：关于报送材料的函", [("title", "关于报送材料的函")]),
        ("编辑部的故事讲完了。", []),
        ("资金来源：县财政拨款三十万元，企业捐助二十万元。会员另筹。", []),
        ("他说，新闻来源：群众。群众：记者。走吧，记者。", []),
        ("县科协昨日举行会议，来源：会员来信。", []),
        ("会员来信", []),
    ],
)
def test_a_line_of_entries_is_read_and_body_text_is_not(text: str, expected: list[tuple[str, str]]) -> None:
    """One way of printing it a row."""
    assert pairs(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云岭科协2026年3月5日 18:20", [("source", "云岭科协"), ("date", "2026年3月5日 18:20")]),
        ("2026-03-05", [("date", "2026-03-05")]),
        (
            "By Lin Weiyu | Daiyu Daily | 2026-04-02",
            [("author", "Lin Weiyu"), ("source", "Daiyu Daily"), ("date", "2026-04-02")],
        ),
        ("2026年3月5日全国科普讲解日", []),
        ("定于2026年3月5日", []),
        ("云岭科协", []),
    ],
)
def test_a_bare_line_needs_a_date_of_its_own(text: str, expected: list[tuple[str, str]]) -> None:
    """A date inside a title or a sentence is none."""
    assert [(entry.kind.value, entry.value) for entry in read_bare(text)] == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("罗望、卢一苇", ("罗望", "卢一苇")),
        ("罗 望", ("罗望",)),
        ("Lin Weiyu, Fan Li", ("Lin Weiyu", "Fan Li")),
    ],
)
def test_several_names_are_divided(value: str, expected: tuple[str, ...]) -> None:
    """A name set wide is one, an English name keeps its blank."""
    assert names(value) == expected


@given(st.text(alphabet="来源作者编辑：:/| 　2026年3月5日()（）。，罗望文图by", max_size=60))
def test_entries_quote_exactly_and_never_overlap(text: str) -> None:
    """Whatever stands there."""
    entries = read(text) or read_bare(text)
    assert all(text[slice(*entry.value_at)] == entry.value for entry in entries)
    assert all(a.end <= b.start for a, b in itertools.pairwise(entries))
