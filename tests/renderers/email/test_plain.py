"""The text twin of the mail."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from kexie_digest.model import BodyLength, Image
from kexie_digest.model.mailing.message import TOKEN_SLOT
from kexie_digest.renderers import Tools, email
from kexie_digest.renderers.email import plain

from cases import Case, case_id, find_cases
from factories import make_digest, make_edition, make_item, make_section, read_edition_case, sample_edition


@pytest.fixture(scope="module", params=["summary", "full"])
def text(request: pytest.FixtureRequest, tools: Tools) -> str:
    """The sample edition as text, in both lengths."""
    digest = make_digest(body_email=BodyLength(request.param))
    return plain.render(sample_edition(), digest, tools).content.decode()


@pytest.mark.parametrize("path", find_cases("renderers/cases/plain"), ids=case_id)
def test_cases(path: Path, case: Callable[[Path], Case], tools: Tools) -> None:
    """Every line of the text, as a reader without HTML sees it."""
    text = plain.render(*read_edition_case(path), tools).content.decode()
    case(path).check(text.splitlines())


def test_everything_is_in_the_text(text: str) -> None:
    """Every title, source, day, link, name of the roll, and the way out (point 4)."""
    for item in sample_edition().items:
        assert item.title in text
        for source in item.sources:
            assert (source.publication or source.file) in text
            assert not source.href or source.href in text or source is item.sources[0]
    assert all(name in text for name in sample_edition().items[0].facts.awards[0].recipients)
    assert "2026年3月6日 星期五" in text
    assert f"https://kexie.example.org/u/{TOKEN_SLOT}\n" in text


def test_excerpts_and_links_name_their_original(text: str) -> None:
    """Where we may not print the text, the address of the original stands."""
    for item in sample_edition().items:
        if not item.paragraphs:
            assert item.sources[0].href
            assert item.sources[0].href in text


def test_no_entities_and_no_padding(text: str) -> None:
    """A text part is text: no HTML, no zero-width characters, no run of blank lines (point 4)."""
    assert not re.search(r"&(#\d+|[a-z]+);|<[a-z/]", text)
    assert not re.search("[\u034f\u200b-\u200f\u00a0\ufeff]", text)
    assert "\n\n\n" not in text
    assert not re.search(r"[ \t]+\n", text)


def test_characters_html_would_escape_stay(tools: Tools) -> None:
    """Quotes, ampersands and angle brackets are themselves."""
    edition = make_edition(make_section("other", make_item("A&B <C> \"D\" 'E'")))
    assert "A&B <C> \"D\" 'E'" in plain.render(edition, make_digest(), tools).content.decode()


def test_a_text_that_is_too_long_is_shortened(tools: Tools) -> None:
    """With HTML of 75 KB the whole message stays under 150 KB (point 5)."""
    items = [make_item(f"第{n}条", paragraphs=("很长的正文。" * 100,)) for n in range(60)]
    digest = make_digest(body_email=BodyLength.FULL)
    rendition = plain.render(make_edition(make_section("other", *items)), digest, tools)
    assert len(rendition.content) <= plain.LIMIT
    assert rendition.warnings
    assert all(item.title in rendition.content.decode() for item in items)


@pytest.mark.parametrize("length", list(BodyLength), ids=lambda length: str(length.value))
@pytest.mark.parametrize("pictures", [0, 1, 3])
def test_both_parts_lead_to_the_same_places(length: BodyLength, pictures: int, tools: Tools) -> None:
    """Links and pictures of the HTML are those of the text: rspamd takes an odd count for a trick (+1.0)."""
    shown = tuple(
        Image(f"pictures/{n}.jpg", "" if n else "观测场", width=800, height=600) for n in range(pictures)
    )
    sections = (*sample_edition().sections, make_section("other", make_item("有图的一条", images=shown)))
    edition, digest = make_edition(*sections), make_digest(body_email=length)
    tree = html.document_fromstring(email.render(edition, digest, tools).content.decode())
    rich = {link.get("href") for link in tree.iter("a")} | {image.get("src") for image in tree.iter("img")}
    text = plain.render(edition, digest, tools).content.decode()
    # A part of a page is the same place, to rspamd as to us.
    places = [
        {one.partition("#")[0] for one in part} for part in (rich, re.findall(r"https://[^\s）；]+", text))
    ]
    assert places[0] == places[1]
    assert sum(place.endswith(".jpg") for place in places[0]) == min(
        pictures, 3 if length is BodyLength.FULL else 1
    )
