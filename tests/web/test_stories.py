"""One edition from the dropped page to the published bulletin, in Debian's Chromium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from chromium import DESKTOP, PHONE, look_at
from kexie_digest.model.desk.user import Role

from newsroom import Newsroom, all_samples, newsroom, served

pytestmark = [pytest.mark.slow, pytest.mark.render, pytest.mark.timeout(300)]

YAML = """
drops: {inbox: {path: drops}}
digests:
  weekly: {title: 周报, review: [初审, 终审], four_eyes: true}
"""
#: Tab stops that a page may have before the one that is wanted.
_MOST_TABS = 400
_IS_HERE = "wanted => document.activeElement === wanted"


@dataclass(frozen=True)
class Hands:
    """How somebody uses a page: with a pointer, or with the keyboard alone."""

    page: Page
    is_keyboard: bool

    def press(self, selector: str, *, goes: bool = True) -> None:
        """Press the first button or link; most lead to another page."""
        wanted = self.page.locator(selector).first
        if self.is_keyboard:
            self.walk_to(selector)
        with self.page.expect_navigation() if goes else _nothing():
            if self.is_keyboard:
                self.page.keyboard.press("Enter")
            else:
                wanted.click()

    def write(self, selector: str, words: str) -> None:
        """Replace what stands in a field."""
        if self.is_keyboard:
            self.walk_to(selector)
        else:
            self.page.locator(selector).first.click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(words)

    def walk_to(self, selector: str) -> None:
        """Press Tab until a thing has the focus, from the top of the page."""
        wanted = self.page.locator(selector).first.element_handle()
        self.page.evaluate("document.activeElement.blur()")
        for _ in range(_MOST_TABS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(_IS_HERE, wanted):
                return
        pytest.fail(f"no key leads to {selector} on {self.page.url}")


@contextmanager
def _nothing() -> Iterator[None]:
    yield


@pytest.mark.parametrize(
    ("size", "is_keyboard"),
    [(DESKTOP, False), (PHONE, False), (DESKTOP, True)],
    ids=["desktop", "phone", "keyboard"],
)
def test_a_page_becomes_a_published_edition(
    browser: Browser,
    tmp_path: Path,
    size: dict[str, int],
    *,
    is_keyboard: bool,
) -> None:
    """Dropped, collected, corrected, made up, submitted, reviewed by others, published with its files."""
    with newsroom(tmp_path, yaml=YAML) as room, served(room.app) as url:
        contexts = {role: _signed_in(browser, room, url, role, size) for role in Role}
        editor = Hands(contexts[Role.EDITOR], is_keyboard)
        _collect(editor, url)
        _correct(editor, url)
        base = _make_up(editor, url)
        for role in (Role.REVIEWER, Role.PUBLISHER):
            hands = Hands(contexts[role], is_keyboard)
            hands.page.goto(base)
            _proofread(hands)
            hands.press("form[action$='/approve'] button")
        page = contexts[Role.PUBLISHER]
        page.wait_for_selector("text=读者看到的网页", timeout=120_000)  # the page tells by itself
        assert "已出刊" in (page.locator("#standing").text_content() or "")
        names = page.locator("[aria-label=出刊之后] li a").all_text_contents()
        assert "简报 PDF" in names
        assert (room.desk.output / "weekly" / "1" / "bulletin.pdf").read_bytes().startswith(b"%PDF")
        Hands(page, is_keyboard).press("a[href$='/deliveries']")
        assert not look_at(page)
        for one in contexts.values():
            one.context.close()


def _signed_in(browser: Browser, room: Newsroom, url: str, role: Role, size: dict[str, int]) -> Page:
    context = browser.new_context(viewport=size)  # type: ignore[arg-type]  # width and height
    context.add_cookies([{"name": "kexie", "value": room.session(role.value), "url": url}])
    return context.new_page()


def _collect(hands: Hands, url: str) -> None:
    """Drop two pages and run."""
    page = hands.page
    for sample in all_samples()[:2]:
        page.goto(f"{url}/desk")
        if hands.is_keyboard:
            with page.expect_file_chooser() as chosen:  # listened for before the walk: it takes hold late
                hands.walk_to("input[type=file]")
                page.keyboard.press("Space")
            chosen.value.set_files(sample)
        else:
            page.set_input_files("input[type=file]", sample)
        hands.press("form.drop button")
    page.goto(f"{url}/desk/runs")
    hands.press("form[action='/desk/runs'] button")
    page.wait_for_selector("text=收到原件 2 份", timeout=90_000)


def _correct(hands: Hands, url: str) -> None:
    """Open the first article and give it another theme."""
    page = hands.page
    page.goto(f"{url}/desk?state=all")
    hands.press("[data-row]")
    other = page.locator(".choice:not([aria-pressed])").first.get_attribute("value")
    hands.press(".choice:not([aria-pressed])")
    assert page.locator(".choice[aria-pressed]").get_attribute("value") == other
    assert page.locator(".history li").count() == 1


def _proofread(hands: Hands) -> None:
    """Settle every query, a whole kind at once where there are several."""
    hands.page.on("dialog", lambda asked: asked.accept())
    while hands.page.locator("#proofs form button").filter(has_text=re.compile("无误|都看过")).count():
        whole = hands.page.locator("#proofs button[data-sure]").count()
        hands.press("#proofs button[data-sure]" if whole else ".proofs button.quiet")


def _make_up(hands: Hands, url: str) -> str:
    """Write a comment, pin the last item, submit; gives the address of the edition."""
    page = hands.page
    page.goto(f"{url}/desk/editions")
    hands.press("main a[href*='/desk/editions/weekly/']")
    base = re.sub(r"#.*", "", page.url)
    hands.write("[aria-label=编者按] textarea", "本期写给基层同志。")
    hands.press("[aria-label=编者按] button")
    if page.locator("[data-act=pin]").count():
        hands.press("[data-act=pin] >> nth=-1")
    assert not look_at(page)
    page.goto(base)
    hands.press("form[action$='/submit'] button")
    assert "审稿中" in page.content()
    return base
