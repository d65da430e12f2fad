"""Laying an article out: places, factors, offsets."""

from __future__ import annotations

from kexie_digest.model import Article, Passage
from kexie_digest.themes.fields import BODY, LEAD, read


def test_the_first_120_characters_of_the_body_are_the_lead() -> None:
    """Counted over paragraphs; the rest is body."""
    reading = read(Article((Passage("一" * 100), Passage("二" * 100))))
    first, second = reading.fields
    assert first.place_of(first.start + 99) == ("lead", LEAD)
    assert second.place_of(second.start + 19) == ("lead", LEAD)
    assert second.place_of(second.start + 20) == ("body", BODY)


def test_a_proposed_title_is_no_evidence() -> None:
    """A title the page does not print is left out."""
    reading = read(Article((Passage("正文"),), title="拟题", title_synthetic=True))
    assert [field.text for field in reading.fields] == ["正文"]


def test_every_offset_leads_back_to_the_print() -> None:
    """Folding keeps lengths, so a field is found in the joined text at its start."""
    reading = read(Article((Passage("兩會簽約（視訊）"),), title="合作Ａ"))
    for field in reading.fields:
        assert len(reading.folded[field.start : field.end]) == len(field.text)
