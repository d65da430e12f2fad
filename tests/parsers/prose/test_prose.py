"""One text into one article, whatever the text is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import calls_of
from kexie_digest.errors import ParseError
from kexie_digest.model import Block, BlockKind, Extracted, FlagKind, Hints, Span
from kexie_digest.parsers.conservation import violations
from kexie_digest.parsers.prose import read_one
from parsers.support.owners import overlaps, owned_text, unowned

BODY = "县科协把一整套船模工具搬进银沙湾小学，四十名渔家孩子第一次动手做龙骨，做完的船要下水比一比。"
PARTS = [
    "来源：云岭日报", "编辑：罗望", "▲孩子们试航。苏小满 摄", "声明：仅代表作者观点", BODY, "潮水退了",
    "本网讯 " + BODY, "（记者 苏小满）", "01", BODY[:20], "科協(xié)", "**加粗**", "2026-03-05 08:00",
    "加微信 kx88990 领取资料。", "A line in English that ends here.", "——从滩涂到课堂", "　",
    "A line in English that goes on below and", "（最新网址：www.a.example）", BODY + "（来源：云岭网）",
]  # fmt: skip


def extracted_from(lines: list[str], *, is_html: bool = False) -> Extracted:
    """Lay lines out as a file's or as a page's blocks."""
    blocks, position = [], 0
    for number, line in enumerate(lines, 1):
        span = Span(position, position + len(line), None if is_html else number)
        blocks.append(Block(len(blocks), BlockKind.PARAGRAPH, line, span))
        position = span.end + 1
    return Extracted(tuple(blocks), "\n".join(lines), "utf-8")


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(PARTS) | st.text(max_size=20).map(lambda t: "".join(t.splitlines())), max_size=14
    ),
    st.booleans(),
)
def test_no_character_is_lost_or_owned_twice(lines: list[str], is_html: bool) -> None:  # noqa: FBT001 - drawn
    """Any mixture of rows, as a file or as a page."""
    extracted = extracted_from(lines, is_html=is_html)
    try:
        parsed = read_one(extracted, Hints())
    except ParseError:
        return
    assert unowned(extracted, parsed) == ""
    assert overlaps(parsed) == []
    assert violations(extracted, parsed) == ()


def test_every_slot_names_what_it_holds() -> None:
    """Ownership paths lead to the fields."""
    extracted = extracted_from(
        ["船模进渔村", "来源：云岭日报", "本网讯 " + BODY, "▲孩子们试航。苏小满 摄", BODY + "（罗望）"]
    )
    parsed = read_one(extracted, Hints())
    held = {slot: owned_text(extracted, parsed, slot) for slot in {entry.slot for entry in parsed.ownership}}
    assert held["articles[0].title"] == "船模进渔村"
    assert held["articles[0].source"] == "来源：|云岭日报"
    assert held["articles[0].dateline"] == "本网讯"
    assert held["articles[0].captions[0]"] == "孩子们试航。"
    assert held["articles[0].photo_credits[0]"] == "苏小满 摄"
    assert held["articles[0].byline_raw[0]"] == "（罗望）"
    assert held["articles[0].paragraphs[1]"] == BODY
    assert "▲" in held["decoration"]


def test_an_open_end_is_flagged() -> None:
    """A body that stops in the middle says so."""
    article = read_one(
        extracted_from([BODY, "下水那天来了许多人，码头上站不下的就站在自家船头上看"]), Hints(title="题")
    ).articles[0]
    assert [flag.flag for flag in article.flags] == [FlagKind.TRUNCATED]


def test_a_sentence_injected_everywhere_is_set_aside() -> None:
    """The same words in three paragraphs are no news."""
    lines = [
        f"第{number}天，孩子们学会了{what}，老师很高兴。更多好文请看海风号。"
        for number, what in enumerate("锯刨凿钉", 1)
    ]
    parsed = read_one(extracted_from(lines), Hints(title="题"))
    assert "海风号" not in parsed.articles[0].body
    assert parsed.noise == ("更多好文请看海风号。",) * 4
    assert {flag.rule for flag in parsed.articles[0].flags} == {"injected-advertisement"}


def test_a_hard_wrapped_paragraph_is_joined_and_a_list_is_not() -> None:
    """Long unfinished lines go on below; items and short rows stand alone."""
    wrapped = [BODY[:30], BODY[30:], "1.锯", "2.刨"]
    article = read_one(extracted_from(wrapped), Hints(title="题")).articles[0]
    assert [passage.text for passage in article.paragraphs] == [BODY, "1.锯", "2.刨"]


def test_a_wrapped_letter_in_english_is_a_quotation() -> None:
    """The blank that joins its lines is no change of the text."""
    lines = ["Associations of twelve countries agreed to", "open their laboratories to schools."]
    extracted = extracted_from(lines)
    parsed = read_one(extracted, Hints(title="Open doors"))
    assert parsed.articles[0].body == " ".join(lines)
    assert violations(extracted, parsed) == ()


def test_nothing_is_no_article() -> None:
    """No text and no title."""
    with pytest.raises(ParseError) as caught:
        read_one(extracted_from(["来源：云岭日报"]), Hints())
    assert caught.value.code == "no_article"


@pytest.mark.slow
@pytest.mark.parametrize("piece", [["字"], ["字", ""], [BODY]])
def test_work_grows_with_length_only(piece: list[str]) -> None:
    """Short lines, gaps between them, equal paragraphs: ten times as many, some ten times the calls."""
    few, many = (extracted_from(piece * count) for count in (1_000, 10_000))
    assert calls_of(lambda: read_one(many, Hints(title="题"))) < 15 * calls_of(
        lambda: read_one(few, Hints(title="题"))
    )


@pytest.mark.slow
def test_a_megabyte_in_one_line_is_read() -> None:
    """It comes to an end, and nothing of it is lost."""
    extracted = extracted_from(["字" * 1_000_000])
    assert violations(extracted, read_one(extracted, Hints(title="题"))) == ()
