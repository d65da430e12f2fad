"""The mail in Debian's Chromium: axe and the width of a telephone, styled, bare and naked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image as Picture
from playwright.sync_api import Page, sync_playwright

from chromium import AXE, CHROMIUM
from kexie_digest.model import BodyLength, Image
from kexie_digest.renderers import Tools, email
from kexie_digest.renderers.email.letter import render_letter

from factories import make_digest, make_edition, make_item, make_section, sample_edition
from needed import absent

pytestmark = pytest.mark.slow

KINDS = ["summary", "full", "confirm", "manage"]
WIDTHS = [320, 375, 768]
# A mail is shown inside a page that has landmarks of its own.
_FIND = """axe.run(document, {rules: {'landmark-one-main': {enabled: false}, region: {enabled: false}}})
  .then(found => found.violations.map(one => one.id + ' ' + one.nodes[0].html))"""


def without_sheets(page: str) -> str:
    """Take out classes and style blocks, as QQ and 163 do; inline styles stay (the floor profile)."""
    return re.sub(r' class="[^"]*"', "", re.sub(r"<style.*?</style>", "", page, flags=re.DOTALL))


def without_styles(page: str) -> str:
    """Take out every style and the wish for dark colours: what is left has the client's own colours."""
    return re.sub(r' style="[^"]*"|<meta name="(supported-)?color-schemes?"[^>]*>', "", without_sheets(page))


@pytest.fixture(scope="module")
def mails(tools: Tools) -> dict[str, str]:
    """Digest mail in both lengths, with a picture, and both letters."""
    pictured = make_item("有图的一条", images=(Image("pictures/a.jpg", "观测场", width=800, height=600),))
    edition = make_edition(*sample_edition().sections, make_section("other", pictured))
    words = {
        "name": "李明",
        "titles": ["海岚科协动态周报", "海岚科协月报"],
        "address": f"https://kexie.example.org/c/{'A' * 24}",
        "days": 3,
        "consent": "我同意用这个邮箱接收以上简报，随时可以退订。",
        "sender_name": "海岚省科协",
        "sender_address": "digest@hailan.example.org",
    }
    return {
        **{
            length.value: email.render(edition, make_digest(body_email=length), tools).content.decode()
            for length in BodyLength
        },
        **{kind: render_letter(kind, words, tools).html for kind in ("confirm", "manage")},
    }


@pytest.fixture(scope="module", params=["light", "dark"])
def page(request: pytest.FixtureRequest) -> Iterator[Page]:
    """A browser page in a colour scheme; every picture is there."""
    if not Path(CHROMIUM).exists():
        absent("没有 chromium：apt-get install chromium (no browser)")
    picture = BytesIO()
    Picture.new("RGB", (800, 600), "#88aacc").save(picture, "JPEG")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        opened = browser.new_page(color_scheme=request.param)
        opened.route(
            "**/*.jpg", lambda route: route.fulfill(body=picture.getvalue(), content_type="image/jpeg")
        )
        yield opened
        browser.close()


@pytest.mark.parametrize("stripped", [str, without_sheets, without_styles], ids=["styled", "floor", "naked"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(page: Page, mails: dict[str, str], kind: str, stripped: type[str]) -> None:
    """No violation in light, dark and with styles stripped (point 19)."""
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto("about:blank")  # a page before this one may have asked for dark colours
    page.set_content(stripped(mails[kind]))
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(_FIND) == []


@pytest.mark.parametrize("stripped", [str, without_sheets], ids=["styled", "floor"])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_sticks_out(page: Page, mails: dict[str, str], kind: str, stripped: type[str]) -> None:
    """The page is as wide as the screen: 320, 375 and 768 (point 20)."""
    page.goto("about:blank")  # a page before this one may have asked for dark colours
    page.set_content(stripped(mails[kind]))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width
