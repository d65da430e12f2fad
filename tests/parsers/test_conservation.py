"""The check that every character has one owner."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kexie_digest.model import Article, Ownership, Page, Parsed, Passage, Span
from kexie_digest.parsers.conservation import violations
from parsers.newspaper.pages import extract_text, read_page

TEXT = "# 望山县办起种子图书馆\n\n本报讯 2月9日，望山县的种子图书馆开张。\n"


def test_a_sound_page_has_no_violation() -> None:
    """What the reader makes passes."""
    assert violations(extract_text(TEXT), read_page(TEXT)) == ()


def test_a_lost_stretch_is_found() -> None:
    """Taking one owner away is noticed, with the lost text."""
    parsed = read_page(TEXT)
    torn = replace(parsed, ownership=parsed.ownership[:-1])
    assert [item.kind for item in violations(extract_text(TEXT), torn)] == ["unowned"]


def test_a_stretch_owned_twice_is_found() -> None:
    """Two owners of one character are noticed."""
    parsed = read_page(TEXT)
    double = replace(parsed, ownership=(*parsed.ownership, parsed.ownership[-1]))
    assert [item.kind for item in violations(extract_text(TEXT), double)] == ["twice"]


def test_an_owner_outside_the_text_is_found() -> None:
    """A span beyond the end is noticed."""
    parsed = read_page(TEXT)
    wild = replace(parsed, ownership=(*parsed.ownership, Ownership(Span(5, 10_000), "noise[0]")))
    assert [item.kind for item in violations(extract_text(TEXT), wild)] == ["outside"]


def test_a_changed_paragraph_is_found() -> None:
    """A paragraph that is not what its spans say is noticed."""
    parsed = read_page(TEXT)
    article = parsed.articles[0]
    bent = replace(article, paragraphs=(Passage("望山县没有图书馆。", article.paragraphs[0].spans),))
    found = violations(extract_text(TEXT), replace(parsed, articles=(bent,)))
    assert [item.kind for item in found] == ["misquoted"]


@pytest.mark.parametrize(
    ("lines", "text", "expected"),
    [
        (("opened", "a lab"), "opened a lab", []),
        (("opened", "a lab"), "openeda lab", []),
        (("opened", "a lab"), "opened  a lab", ["misquoted"]),
        (("opened", "a lab"), "opened, a lab", ["misquoted"]),
        (("开了一座", "图书馆。"), "开了一座 图书馆。", ["misquoted"]),
    ],
)
def test_only_one_blank_between_latin_words_is_added(
    lines: tuple[str, str], text: str, expected: list[str]
) -> None:
    """Two lines of English are joined with a blank; anything else between two lines was not printed."""
    end = len(lines[0])
    spans = (Span(0, end), Span(end + 1, end + 1 + len(lines[1])))
    owned = tuple(Ownership(span, "articles[0].paragraphs[0]") for span in spans)
    parsed = Parsed(Page(), (Article((Passage(text, spans),)),), ownership=owned)
    assert [item.kind for item in violations(extract_text("\n".join(lines)), parsed)] == expected
