"""The view all outputs print."""

from __future__ import annotations

import pytest

from kexie_digest.model import Quote, Span
from kexie_digest.renderers import Tools
from kexie_digest.renderers._view import ItemView, LineKind, chinese_numeral, view_edition

from factories import make_edition, make_item, make_section, sample_digest


def only_item(tools: Tools, **fields: object) -> ItemView:
    """View an edition of one item."""
    (item,) = view_edition(
        make_edition(make_section("other", make_item(**fields))), sample_digest(), tools
    ).items  # type: ignore[arg-type]  # a table of keywords
    return item


def test_addresses_follow_the_output_folder(tools: Tools) -> None:
    """The same path as on disk, so that any web server can serve the folder."""
    view = view_edition(make_edition(make_section("other", make_item())), sample_digest(), tools)
    assert view.address == "https://kexie.example.org/weekly/131/"
    assert view.items[0].page_href == "https://kexie.example.org/weekly/131/#item-1"


def test_touching_quotes_are_joined_and_jumps_are_shown(tools: Tools) -> None:
    """Two neighbours read as printed; a sentence left out shows as ……; a new paragraph is a new line."""
    quotes = (
        Quote("甲。", (Span(0, 2),), 0),
        Quote("乙。", (Span(2, 4),), 0),
        Quote("丁。", (Span(6, 8),), 0),
        Quote("戊。", (Span(9, 11),), 1),
    )
    assert only_item(tools, summary=quotes).summary == ("甲。乙。……丁。", "戊。")


def test_subheads_and_speakers_stand_before_their_paragraph(tools: Tools) -> None:
    """In reading order, the subhead above the speaker."""
    item = only_item(tools, paragraphs=("一。", "二。"), subheads=[(1, "小题")], speakers=[(1, "某人")])
    assert [(line.kind, line.text) for line in item.body] == [
        (LineKind.TEXT, "一。"),
        (LineKind.SUBHEAD, "小题"),
        (LineKind.SPEAKER, "某人"),
        (LineKind.TEXT, "二。"),
    ]


def test_an_item_without_sources_shows_its_file(tools: Tools) -> None:
    """There is always something to name."""
    assert only_item(tools, sources=()).source.line == "导报-0305.txt"


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (31, "三十一")]
)
def test_chinese_numerals(number: int, words: str) -> None:
    """As a heading counts."""
    assert chinese_numeral(number) == words
