"""Which form each story gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from kexie_digest.model import BodyLength, Section
from kexie_digest.renderers.pdf.makeup import WIDE_FROM, Block, make_up

from factories import make_digest, make_edition, make_item, make_section

SHORT = ("三月的风吹过山岗。",)
LONG = ("三月的风吹过山岗。" * (WIDE_FROM // 9 + 1),)


def _agreement(*parties: str) -> dict[str, object]:
    return {"parties": list(parties), "instrument": "协议", "evidence": ""}


def _award(recipients: int) -> dict[str, object]:
    names = [f"程{number}" for number in range(recipients)]
    return {"award": "青年奖", "awarding_body": [], "recipients": names, "evidence": ""}


def blocks_of(*sections: Section) -> list[tuple[str, list[str]]]:
    """Kinds of blocks, with the heading's label or the titles in them."""
    _, blocks = make_up(make_edition(*sections), make_digest(), Path())
    return [(block.kind, _names(block)) for block in blocks]


def _names(block: Block) -> list[str]:
    return [block.band.label] if block.band else [entry.story.item.title for entry in block.entries]


def test_first_story_leads_and_short_ones_share_columns() -> None:
    """Sections of short stories flow together, each opened inside the columns."""
    found = blocks_of(
        make_section("awards", make_item("甲", paragraphs=SHORT), make_item("乙", paragraphs=SHORT)),
        make_section("cooperation", make_item("丙", paragraphs=SHORT)),
        make_section("other", make_item("丁", paragraphs=SHORT)),
    )
    assert found == [("heading", ["获奖表彰"]), ("lead", ["甲"]), ("shared", ["乙", "丙", "丁"])]


def test_long_story_gets_its_own_columns() -> None:
    """Order is kept: what stood before and after it shares columns before and after it."""
    found = blocks_of(
        make_section("awards", make_item("甲", paragraphs=SHORT)),
        make_section(
            "cooperation",
            make_item("乙", paragraphs=SHORT),
            make_item("丙", paragraphs=LONG),
            make_item("丁", paragraphs=SHORT),
        ),
    )
    assert found[2:] == [("heading", ["合作交流"]), ("shared", ["乙"]), ("wide", ["丙"]), ("shared", ["丁"])]


def test_section_alone_in_shared_columns_gets_its_heading_across() -> None:
    """A single section need not be opened within its columns."""
    found = blocks_of(
        make_section("awards", make_item("甲", paragraphs=SHORT)),
        make_section("other", make_item("乙", paragraphs=SHORT), make_item("丙", paragraphs=SHORT)),
    )
    assert found[2:] == [("heading", ["其他"]), ("shared", ["乙", "丙"])]


def test_long_roll_wants_the_page() -> None:
    """Ten names do not go into one narrow column."""
    award = {
        "award": "青竹奖",
        "awarding_body": [],
        "recipients": [f"第{n}学会" for n in range(10)],
        "evidence": "",
    }
    found = blocks_of(
        make_section("awards", make_item("甲"), make_item("乙", paragraphs=SHORT, facts={"awards": [award]}))
    )
    assert found[-1] == ("wide", ["乙"])


def test_subheads_and_speakers_stand_before_their_paragraphs() -> None:
    """A head whose place is beyond the end comes last, not lost."""
    item = make_item(
        "甲", paragraphs=("一。", "二。"), subheads=((1, "小题"), (9, "末题")), speakers=((1, "会长 某某"),)
    )
    bands, _ = make_up(make_edition(make_section("awards", item)), make_digest(), Path())
    assert [piece.text for piece in bands[0].stories[0].body] == ["一。", "小题", "会长 某某", "二。", "末题"]


def test_summary_stands_in_for_a_text_we_may_not_print() -> None:
    """Without paragraphs, or in a digest of summaries, the quotes are set and marked."""
    edition = make_edition(make_section("awards", make_item("甲", paragraphs=("一。二。",))))
    bands, _ = make_up(edition, make_digest(body_bulletin=BodyLength.SUMMARY), Path())
    story = bands[0].stories[0]
    assert story.quoted
    assert [(piece.kind, piece.text) for piece in story.body] == [("quote", "一。")]


def test_latin_text_gets_two_columns() -> None:
    """Eighteen characters do not hold English words."""
    item = make_item("甲", paragraphs=("observation of near-Earth objects " * 30,))
    bands, _ = make_up(make_edition(make_section("awards", item)), make_digest(), Path())
    assert bands[0].stories[0].columns == 2


def test_empty_sections_are_left_out() -> None:
    """A section without items has no heading."""
    bands, blocks = make_up(make_edition(make_section("awards")), make_digest(), Path())
    assert (bands, blocks) == ((), ())


def test_item_without_title_has_a_heading() -> None:
    """An empty heading would break the outline and the contents."""
    bands, _ = make_up(make_edition(make_section("awards", make_item(" "))), make_digest(), Path())
    assert bands[0].stories[0].title == "（无题）"


@pytest.mark.parametrize(
    ("facts", "is_small"),
    [
        ({}, False),
        ({"cooperation": [_agreement("甲", "乙")]}, True),
        ({"cooperation": [_agreement("甲", "乙")] * 4}, False),
        ({"cooperation": [_agreement()]}, False),
        ({"awards": [_award(3)]}, True),
        ({"awards": [_award(4)]}, False),
    ],
)
def test_a_small_box_stands_in_a_column(facts: dict[str, object], is_small: bool) -> None:  # noqa: FBT001 - a case
    """Few rows go with the text; a roll, and many rows, want the page's width."""
    edition = make_edition(make_section("other", make_item("签约", facts=facts, paragraphs=("签了。",))))
    bands, _ = make_up(edition, make_digest(), Path())
    assert bands[0].stories[0].has_small_box is is_small


@pytest.mark.parametrize(("paragraphs", "kind"), [(5, "shared"), (6, "wide")])
def test_a_picture_wants_text_beside_it(assets: Path, paragraphs: int, kind: str) -> None:
    """A text that does not fill the columns beside its picture stands in one column with it."""
    image = {"path": "pictures/plaques.jpg", "caption": "合影"}
    story = make_item("乙", paragraphs=("三月的风吹过山岗，" * 4,) * paragraphs, images=(image,))
    edition = make_edition(make_section("awards", make_item("甲", paragraphs=SHORT), story))
    _, blocks = make_up(edition, make_digest(), assets)
    assert blocks[-1].kind == kind


def test_a_notice_keeps_the_form_of_a_letter() -> None:
    """Whom it goes to, who signs it and the day; a story that ends with a short line has none of these."""
    notice = (
        "各市州科协、省级学会：",
        "现将有关事项通知如下。",
        "请于月底前报送。",
        "海岚省科协办公室",
        "2026年3月6日",
    )
    story = ("记者来到岭下：", "孩子们在等风。", "风来了", "三月的一天")
    edition = make_edition(
        make_section("awards", make_item("通知", paragraphs=notice), make_item("特写", paragraphs=story))
    )
    (band,), _ = make_up(edition, make_digest(), Path())
    kinds = [[piece.kind for piece in found.body] for found in band.stories]
    assert kinds == [["addressee", "text", "text", "signatory", "signed"], ["text"] * 4]


def test_two_lines_of_text_have_no_columns() -> None:
    """A line in each of three columns would be read across."""
    edition = make_edition(
        make_section("awards", make_item("甲", paragraphs=SHORT), make_item("乙", paragraphs=LONG))
    )
    (band,), _ = make_up(edition, make_digest(), Path())
    assert [story.columns for story in band.stories] == [1, 3]
