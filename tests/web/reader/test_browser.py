"""Readers' pages in Debian's Chromium: axe, light and dark, desktop and phone, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from chromium import DESKTOP, PHONE, look_in_every_way
from kexie_digest import mailings
from kexie_digest.model import Recipient, Subscription
from kexie_digest.model.desk.user import Role
from kexie_digest.store import readers

from newsroom import Newsroom, served

pytestmark = pytest.mark.slow

PAGES = (
    "/", "/editions", "/editions?digest=weekly&year=2026", "/themes/awards", "/editions/weekly/1",
    "/editions/weekly/1?lang=en", "/editions/weekly/1?lang=zh-TW", "/editions/weekly/1/items/1",
    "/editions/weekly/1/items/3", "/search?q=学会", "/search?q=没有的词", "/awards", "/agreements?lang=en",
    "/feeds", "/subscribe", "/subscribe?lang=en", "/u/{token}", "/p/{token}", "/editions/weekly/1/wechat",
    "/editions/weekly/9",
)  # fmt: skip


@pytest.fixture(scope="module")
def address(shelf: Newsroom) -> Iterator[str]:
    """The library on a real server."""
    with served(shelf.app) as url:
        yield url


def token_of_a_reader(shelf: Newsroom) -> str:
    """Make somebody a reader; gives their token."""
    with shelf.context.store.transaction() as tx:
        reader_id = readers.put(tx, Recipient("li@example.org", "李"), mailings.mark_of("li@example.org"))
        readers.subscribe(tx, reader_id, Subscription("weekly"))
    return mailings.make_reader_token(shelf.context.secret, reader_id, "li@example.org")


def test_every_page_is_open_to_everybody(browser: Browser, shelf: Newsroom, address: str) -> None:
    """Axe finds nothing, nothing sticks out at the side, and our policy has nothing to refuse."""
    context = browser.new_context()
    context.add_cookies([{"name": "kexie", "value": shelf.session(Role.EDITOR.value), "url": address}])
    token, wrong = token_of_a_reader(shelf), list[str]()
    page = context.new_page()
    page.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
    for path in PAGES:
        page.goto(address + path.format(token=token))
        wrong += look_in_every_way(page)
    context.close()
    assert not wrong, "\n".join(wrong)


def test_reading_and_signing_up_without_scripts(browser: Browser, address: str) -> None:
    """With scripts off: front page → issue → item → back → PDF; then the sign-up form by keyboard."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.click("text=阅读本期")
    page.click("h3 >> text=海岚省三个示范学会揭晓")
    assert page.locator("h1").inner_text() == "海岚省三个示范学会揭晓"
    page.click("text=回到本期")
    with page.expect_download() as download:
        page.click("text=简报（PDF）")
    assert download.value.suggested_filename == "海岚科协动态周报第1期.pdf"
    page.goto(f"{address}/subscribe")
    page.focus("#address")
    page.keyboard.type("hexiaoting@example.org")
    page.check("input[name=consent]")
    page.focus("form button")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('请查收邮件')")
    context.close()


def test_copying_for_wechat(browser: Browser, shelf: Newsroom, address: str) -> None:
    """One click puts the styled text and its plain twin on the clipboard."""
    context = browser.new_context(viewport=DESKTOP, permissions=["clipboard-read", "clipboard-write"])
    context.add_cookies([{"name": "kexie", "value": shelf.session(Role.EDITOR.value), "url": address}])
    page = context.new_page()
    page.goto(f"{address}/editions/weekly/1/wechat")
    page.click("text=复制全文")
    page.wait_for_selector("text=已复制")
    read = "navigator.clipboard.read().then(all => all[0].getType('text/html')).then(blob => blob.text())"
    copied = page.evaluate(read)
    assert "海岚省三个示范学会揭晓" in copied
    assert "style=" in copied
    context.close()
