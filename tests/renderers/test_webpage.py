"""The reader's page."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from contrast import ENOUGH, contrast
from html_outline import outline
from kexie_digest.renderers import Tools, webpage

from cases import Case, case_id, find_cases
from factories import (
    make_digest,
    make_edition,
    make_item,
    make_section,
    read_edition_case,
    sample_digest,
    sample_edition,
)


@pytest.fixture(scope="module")
def page(tools: Tools) -> str:
    """The sample edition's page."""
    return webpage.render(sample_edition(), sample_digest(), tools).content.decode()


@pytest.mark.parametrize("path", find_cases("renderers/cases/webpage"), ids=case_id)
def test_cases(path: Path, case: Callable[[Path], Case], tools: Tools) -> None:
    """What the page says, in reading order."""
    case(path).check(outline(webpage.render(*read_edition_case(path), tools).content.decode()))


def test_full_texts_are_printed_unchanged(page: str) -> None:
    """Every paragraph that an item may show is there, character by character."""
    shown = {paragraph.text_content() for paragraph in html.document_fromstring(page).iter("p")}
    for item in sample_edition().items:
        assert set(item.paragraphs) <= shown


def test_every_item_can_be_linked_to(page: str) -> None:
    """Each has an anchor, the contents lead to it, and no anchor stands twice."""
    tree = html.document_fromstring(page)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = [href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")]
    assert set(targets) <= set(ids)
    assert {f"item-{number}" for number in range(1, len(sample_edition().items) + 1)} <= set(targets)


def test_the_structure_is_semantic(page: str) -> None:
    """One h1, one main, contents as navigation, an article per item, headings in steps."""
    tree = html.document_fromstring(page)
    assert [len(tree.xpath(f"//{tag}")) for tag in ("h1", "main", "nav")] == [1, 1, 1]
    assert len(tree.xpath("//main//article")) == len(sample_edition().items)
    levels = [int(element.tag[1]) for element in tree.iter("h1", "h2", "h3", "h4")]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(tree.xpath(f"//*[@id='{name}']") for name in tree.xpath("//@aria-labelledby"))


def test_it_is_self_contained(page: str) -> None:
    """No script, no foreign style, font or picture; pictures and the PDF lie beside it."""
    tree = html.document_fromstring(page)
    assert not list(tree.iter("script", "iframe"))
    assert all(image.get("src", "").startswith("pictures/") for image in tree.iter("img"))
    assert not tree.xpath("//link[@rel='stylesheet']")
    assert not re.search(r"url\(|@import", page)
    assert tree.xpath("//a[@href='bulletin.pdf']")


def test_it_cares_for_dark_paper_and_phone(page: str) -> None:
    """Colour scheme, print rules and the viewport are set."""
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page
    assert 'name="viewport"' in page


@pytest.mark.parametrize("scheme", [0, 1])
def test_the_palettes_have_contrast(page: str, scheme: int) -> None:
    """WCAG AA, 4.5 to 1: every ink on every ground it stands on, light and dark."""
    block = page.split(":root {")[scheme + 1].partition("}")[0]
    palette = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
    for ink in ("ink", "soft", "muted", "red"):
        for ground in ("paper", "sheet", "panel"):
            assert contrast(palette[ink], palette[ground]) >= ENOUGH, (ink, ground)
    assert contrast(palette["flag-ink"], palette["flag"]) >= ENOUGH


def test_flags_are_explained(page: str) -> None:
    """A doubt shows its kind and its reason."""
    text = html.document_fromstring(page).text_content()
    for item in sample_edition().items:
        assert all(flag.reason in text for flag in item.flags)
    assert "存疑·数目不符" in text


def test_every_source_is_named_with_its_provenance(page: str) -> None:
    """Each report, where it stood, and the file and lines the text comes from."""
    text = html.document_fromstring(page).text_content()
    assert "同题报道：沿江三地签订协同创新协议，《青梧日讯》2026年3月3日第A4版" in text
    assert "原件：导报-0305.txt，第1—4行，SHA-256 " in text


def test_the_roll_is_a_list_of_its_names(page: str) -> None:
    """Twenty list items, numbered by the browser."""
    rolls = html.document_fromstring(page).find_class("roll")
    names = [item.text_content() for item in rolls[0].iter("li")]
    assert tuple(names) == sample_edition().items[0].facts.awards[0].recipients


def test_traditional_text_is_marked(page: str) -> None:
    """The browser picks traditional shapes for a traditional text only."""
    tree = html.document_fromstring(page)
    (text,) = tree.xpath("//div[@class='text'][contains(., '海嵐')]")
    assert text.get("lang") == "zh-TW"
    assert tree.get("lang") == "zh-CN"


def test_markup_in_texts_stays_text(tools: Tools) -> None:
    """A title is no place for elements, an address no place for scripts."""
    source = {
        "article_id": "a",
        "title": "t",
        "publication": "某网",
        "file": "f",
        "href": "javascript:alert(1)",
    }
    item = make_item("<script>alert(1)</script>", sources=[source])
    page = webpage.render(make_edition(make_section("other", item)), make_digest(), tools).content.decode()
    assert not list(html.document_fromstring(page).iter("script"))
    assert "javascript:" not in page
