"""The desk in Debian's Chromium: keys, phone and desktop, light and dark, axe on every page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from chromium import DESKTOP, PHONE, look_in_every_way
from kexie_digest.model.desk.user import Role

from newsroom import PASSWORD, Newsroom, all_samples, newsroom, served

pytestmark = pytest.mark.slow

#: Every page that a GET shows; the article and the run are filled in.
PAGES = (
    "/desk?state=all", "/desk/articles/{article}", "/desk/search?q=科协", "/desk/runs", "/desk/runs/{run}",
    "/desk/sources", "/desk/themes", "/desk/digests", "/desk/audit", "/desk/users", "/desk/account",
    "/desk/no", "/no/such", "/", "/desk/editions", "/desk/readers", "/desk/readers?suppressed=true",
)  # fmt: skip


@pytest.fixture(scope="module")
def address(room: Newsroom) -> Iterator[str]:
    """The newsroom on a real server."""
    with served(room.app) as url:
        yield url


@pytest.fixture
def at_desk(browser: Browser, room: Newsroom, address: str) -> Iterator[BrowserContext]:
    """A browser in which the admin is signed in."""
    context = browser.new_context(viewport=DESKTOP)
    context.add_cookies([{"name": "kexie", "value": room.session("admin"), "url": address}])
    yield context
    context.close()


def open_page(context: BrowserContext, url: str) -> Page:
    """Open a page; what its console complains about fails the test."""
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"{url}: {error}"))
    page.on("console", lambda said: pytest.fail(f"{url}: {said.text}") if "Refused" in said.text else None)
    page.goto(url)
    return page


def test_every_page_is_open_to_everybody(browser: Browser, room: Newsroom, address: str) -> None:
    """Axe finds nothing on any page, and nothing sticks out at the side."""
    context = browser.new_context()
    names = {"article": room.article_ids()[0], "run": "none"}
    found = look_in_every_way(open_page(context, f"{address}/login"))
    context.add_cookies([{"name": "kexie", "value": room.session("admin"), "url": address}])
    page = context.new_page()
    for path in PAGES:
        page.goto(address + path.format(**names))
        found += look_in_every_way(page)
    context.close()
    assert not found, "\n".join(found)


def test_a_day_at_the_desk_by_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    """Sign in, walk the inbox, open, change the theme and the title, look at the original, go back."""
    with newsroom(tmp_path, *all_samples()) as own, served(own.app) as url:
        page = open_page(browser.new_context(viewport=DESKTOP), f"{url}/desk")
        page.locator("input:focus").wait_for()  # set when it paints, after the load
        page.keyboard.type("editor")
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{url}/desk")
        page.keyboard.press("j")
        page.keyboard.press("j")
        second = page.evaluate("document.activeElement.textContent")
        page.keyboard.press("Enter")
        page.wait_for_url("**/desk/articles/**")
        assert page.locator("h1").text_content() == second
        with page.expect_navigation():
            page.keyboard.press("2")
        assert "合作交流" in (page.locator("[aria-pressed=true].choice").text_content() or "")
        page.keyboard.press("e")
        page.keyboard.press("Control+A")
        page.keyboard.type("编辑改过的标题")
        page.keyboard.press("Tab")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.locator("h1").text_content() == "编辑改过的标题"
        with page.expect_navigation():
            page.keyboard.press("x")
        with page.expect_navigation():
            page.keyboard.press("u")
        assert page.locator("text=编辑改过的标题").count() == 1
        page.context.close()


def test_a_paragraph_shows_its_lines(at_desk: BrowserContext, room: Newsroom, address: str) -> None:
    """A click on a paragraph marks its words in the original, and scrolls to them."""
    page = open_page(at_desk, f"{address}/desk/articles/{room.article_ids()[-1]}?state=all")
    page.locator(".passage p").nth(1).click()
    here = page.locator(".lines mark.here")
    assert here.count() >= 1
    assert here.first.get_attribute("data-of") == "1"
    assert here.first.is_visible()


def test_a_conflict_is_told_on_the_spot(at_desk: BrowserContext, room: Newsroom, address: str) -> None:
    """What somebody else changed meanwhile is said above the article; nothing is overwritten."""
    url = f"{address}/desk/articles/{room.article_ids()[3]}?state=all"
    mine, theirs = open_page(at_desk, url), open_page(at_desk, url)
    keys = [page.locator(".choice:not([aria-pressed])") for page in (mine, theirs)]
    with theirs.expect_navigation():
        keys[1].nth(4).click()
    keys[0].nth(6).click()
    mine.wait_for_selector("#notice .wrong")
    assert mine.url == url


def test_dropping_a_file_and_running(browser: Browser, tmp_path: Path) -> None:
    """A page is dropped, the button pressed, the progress seen, and the article stands in the inbox."""
    yaml = "drops:\n  inbox: {path: drops}\n" + _QUIET
    with newsroom(tmp_path, yaml=yaml) as own, served(own.app) as url:
        context = browser.new_context(viewport=PHONE)
        context.add_cookies([{"name": "kexie", "value": own.session(Role.EDITOR.value), "url": url}])
        page = open_page(context, f"{url}/desk")
        page.set_input_files("input[type=file]", str(all_samples()[1]))
        with page.expect_navigation():
            page.click("form:has(input[type=file]) button")
        page.goto(f"{url}/desk/runs")
        page.click("text=现在运行")
        page.wait_for_selector("text=收到原件 1 份", timeout=60_000)
        page.wait_for_selector("text=取消运行", state="detached")
        assert page.locator("main a[href='/desk/editions']").is_visible()
        page.goto(f"{url}/desk")
        assert page.locator("[data-row]").count() > 1
        context.close()


_QUIET = """
themes:
  space: {label: 航天, terms: {空间站机械臂: 9}}
digests:
  weekly: {title: 周报, sections: [space]}
"""
