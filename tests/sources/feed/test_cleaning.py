"""Markup of entries made safe: what goes, what stays, how long it takes."""

from __future__ import annotations

import pytest

from kexie_digest.sources.feed.cleaning import clean_markup, clean_text, one_line


def test_what_acts_goes_and_words_stay() -> None:
    """Scripts, styles, handlers and frames go with what is in them; text and pictures stay."""
    cleaned = clean_markup(
        '<p onclick="x()">正文<script>a</script><style>b</style></p><form><input></form>'
        '<iframe src="https://x.example"></iframe><img src="https://x.example/p.jpg" onerror="x()" alt="图">'
        '<a href="javascript:x()">链接</a><svg onload="x()"></svg>'
    )
    assert cleaned.startswith("<p>正文</p>")
    assert 'src="https://x.example/p.jpg"' in cleaned
    for danger in ("script", "style", "onclick", "onerror", "onload", "iframe", "form", "<svg"):
        assert danger not in cleaned


@pytest.mark.parametrize("opening", ["<div>", "<ul><li>", "<table><tr><td>", "<blockquote>", "<main>"])
def test_bottomless_nesting_becomes_text(opening: str) -> None:
    """A million nested elements would take hours to clean: their words are kept as paragraphs."""
    assert clean_markup(opening * 100_000 + "正文 1 &lt; 2") == "<p>正文 1 &lt; 2</p>"


def test_many_siblings_are_not_deep() -> None:
    """A long page is not a deep one, also when nobody closes its paragraphs."""
    page = "<p>一段<br><img src='https://x.example/p.jpg'>" * 5000
    assert clean_markup(page).count("<p>") == 5000
    assert clean_markup("<div>一</div>" * 5000).count("<div>") == 5000


@pytest.mark.parametrize("between", [" ", "/", "=''"])
def test_a_tag_without_end_becomes_text(between: str) -> None:
    """A million attributes would take a quarter of an hour to clean."""
    attributes = between.join(f"a{number}" for number in range(20_000))
    assert clean_markup(f"<p {attributes}>字</p>") == "<p>字</p>"


def test_a_picture_within_an_entry_is_one_attribute() -> None:
    """Its bytes are full of slashes; markup and picture stay."""
    picture = '<img src="data:image/png;base64,' + "iVBORw0/" * 20_000 + '">'
    assert clean_markup(f"<p><b>字</b>{picture}</p>") == f"<p><b>字</b>{picture}</p>"


def test_half_a_character_is_replaced() -> None:
    """Entities and JSON can name one, UTF-8 has none (RFC 3629 §3)."""
    assert clean_markup("<p>开放\ud800日</p>") == "<p>开放?日</p>"
    assert one_line("<b>开放\ud800日</b>") == "开放?日"


def test_lines_become_paragraphs() -> None:
    """Signs of markup in plain text are shown, not obeyed."""
    assert clean_text(" 一 <b>\n\n二 & 三\n") == "<p>一 &lt;b&gt;</p>\n<p>二 &amp; 三</p>"


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("<b>科普</b> &amp;\n 动手", "科普 & 动手"),
        ("A &lt; B", "A < B"),
        ("<div>" * 2000 + "题", "题"),
        ("", ""),
    ],
)
def test_titles_are_one_plain_line(title: str, plain: str) -> None:
    """No tags, no entities, no line breaks."""
    assert one_line(title) == plain
