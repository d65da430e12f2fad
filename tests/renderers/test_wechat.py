"""The edition for 公众号, and that every screen and paper says the same sentences."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from lxml import html

from html_outline import outline
from kexie_digest.model import BodyLength
from kexie_digest.renderers import Tools, email, webpage, wechat
from kexie_digest.renderers._view import view_edition
from kexie_digest.renderers.pdf.page import compose_html

from cases import Case, case_id, find_cases
from factories import make_digest, make_edition, make_item, make_section, read_edition_case, sample_edition


@pytest.fixture(scope="module", params=["summary", "full"])
def length(request: pytest.FixtureRequest) -> BodyLength:
    """Both lengths of a mail."""
    return BodyLength(request.param)


@pytest.fixture(scope="module")
def article(length: BodyLength, tools: Tools) -> str:
    """The sample edition for 公众号."""
    return wechat.render(sample_edition(), make_digest(body_email=length), tools).content.decode()


def words_of(page: str) -> str:
    """The text of a page without white space."""
    return re.sub(r"\s+", "", html.fromstring(page).text_content())


@pytest.mark.parametrize("path", find_cases("renderers/cases/wechat"), ids=case_id)
def test_cases(path: Path, case: Callable[[Path], Case], tools: Tools) -> None:
    """What the article says, in reading order."""
    case(path).check(outline(wechat.render(*read_edition_case(path), tools).content.decode()))


def test_only_what_the_editor_keeps(article: str) -> None:
    """Inline styles alone: no class, id, link, picture, script, style sheet or table."""
    tags = {node.tag for node in html.fromstring(article).iter()}
    assert tags <= {"section", "p", "span", "sup", "div"}
    attributes = {name for node in html.fromstring(article).iter() for name in node.attrib}
    assert attributes == {"style"}
    assert not re.search(
        r"position\s*:|float\s*:|url\(|@|expression", "".join(re.findall(r'style="([^"]*)"', article))
    )


def test_links_are_notes(article: str) -> None:
    """Each address stands once at the end, under the number that the text names."""
    numbers = [int(number) for number in re.findall(r"<sup[^>]*>\[(\d+)\]</sup>", article)]
    notes = dict(re.findall(r"<p[^>]*>\[(\d+)\] [^<]*：(https?://[^<]+)</p>", unescape(article)))
    assert sorted(set(numbers)) == list(range(1, len(notes) + 1))
    linked = {source.href for item in sample_edition().items for source in item.sources if source.href}
    assert set(notes.values()) == linked


def test_pictures_are_named_slots(article: str, tools: Tools) -> None:
    """Each picture has a slot with its number, and its words below it."""
    slots = wechat.slots_of(view_edition(sample_edition(), make_digest(), tools))
    assert slots
    assert re.findall(r"【(图\d+-\d+)】", article) == [slot.name for slot in slots]
    for slot in slots:
        assert re.sub(r"\s+", "", slot.words) in words_of(article)


def test_the_article_says_what_mail_and_page_say(article: str, length: BodyLength, tools: Tools) -> None:
    """Every sentence of the mail's items stands in the article, and no sentence that the page has not."""
    digest = make_digest(body_email=length)
    view = view_edition(sample_edition(), digest, tools)
    mail = words_of(email.render(sample_edition(), digest, tools).content.decode())
    page = words_of(webpage.render(sample_edition(), digest, tools).content.decode())
    said = words_of(article)
    for item in view.items:
        is_full = length is BodyLength.FULL and item.body
        lines = [line.text for line in item.body] if is_full else list(item.summary)
        values = [value for fact in item.facts for pair in fact.rows for value in pair]
        names = [name for fact in item.facts for name in fact.roll]
        for text in (item.title, *lines, *values, *names, *(reason for _, reason in item.flags)):
            plain = re.sub(r"\s+", "", text)
            assert plain in said, text
            assert plain in mail, text
            assert is_full or text in item.summary or plain in page, text


def test_the_article_prints_what_the_bulletin_prints(tools: Tools) -> None:
    """In full length every title, paragraph and summary of the PDF stands in the article too."""
    digest = make_digest(body_email=BodyLength.FULL)
    bulletin = words_of(compose_html(sample_edition(), digest, tools)[0])
    article = words_of(wechat.render(sample_edition(), digest, tools).content.decode())
    for item in view_edition(sample_edition(), digest, tools).items:
        for text in (item.title, *([line.text for line in item.body] or item.summary)):
            plain = re.sub(r"\s+", "", text)
            assert plain in article, text
            assert plain in bulletin, text


def test_markup_in_texts_stays_text(tools: Tools) -> None:
    """A title that is markup is shown, not obeyed."""
    edition = make_edition(make_section("awards", make_item("<b>题</b><script>alert(1)</script>")))
    article = wechat.render(edition, make_digest(), tools).content.decode()
    assert "<script" not in article
    assert "&lt;b&gt;题" in article
