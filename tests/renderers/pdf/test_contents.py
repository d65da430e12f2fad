"""The contents box."""

from __future__ import annotations

from pathlib import Path

from kexie_digest.renderers.pdf.contents import COLUMN_LINES, MOST_LINES, columns
from kexie_digest.renderers.pdf.makeup import Band, make_up

from factories import LABELS, make_digest, make_edition, make_item, make_section, sample_edition


def _bands(items: int) -> tuple[Band, ...]:
    sections = (make_section(theme, *(make_item(f"{theme}{n}") for n in range(items))) for theme in LABELS)
    return make_up(make_edition(*sections), make_digest(), Path())[0]


def test_every_item_has_a_line_in_order() -> None:
    """Left column first, sections above their items."""
    bands, _ = make_up(sample_edition(), make_digest(), Path())
    left, right = columns(bands)
    titles = [line.text for line in left + right if not line.is_section]
    assert titles == [item.title for item in sample_edition().items]
    assert 0 <= len(left) - len(right) <= 2


def test_the_calendar_comes_last() -> None:
    """Where there is one it has a line of its own."""
    bands, _ = make_up(sample_edition(), make_digest(), Path())
    assert columns(bands, has_calendar=True)[-1][-1].anchor == "calendar"
    assert all(line.anchor != "calendar" for column in columns(bands) for line in column)


def test_section_never_ends_a_column() -> None:
    """Its first item stands below it."""
    for count in range(1, 5):
        left, _ = columns(_bands(count))
        assert not left[-1].is_section


def test_many_items_are_counted_instead() -> None:
    """Sixty or four hundred items do not fill the front page."""
    for items in (6, 40):
        left, right = columns(_bands(items))
        assert len(left) + len(right) <= MOST_LINES
        assert left[0].text == f"获奖表彰（{items}篇）"


def test_sections_alone_where_they_are_many() -> None:
    """Ninety sections stand in two pairs of columns, each of them no higher than a page, in order."""
    sections = (make_section("other", make_item(f"{n}")) for n in range(90))
    bands, _ = make_up(make_edition(*sections), make_digest(), Path())
    found = columns(bands)
    assert [line.anchor for column in found for line in column] == [band.anchor for band in bands]
    assert len(found) == 4
    assert max(map(len, found)) <= COLUMN_LINES
