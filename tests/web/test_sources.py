"""The sources page: how each is doing, polling again, trying an address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from chromium import PHONE, look_at
from fake_site import Answer, FakeSite
from kexie_digest.model import SourceState
from kexie_digest.model.desk.user import Role
from kexie_digest.store import source_state
from kexie_digest.store.users import throttles
from kexie_digest.store.users.throttles import Throttle
from kexie_digest.workflows.sources.trying import MOST_AN_HOUR

from newsroom import Newsroom, csrf_of, newsroom, served

FEED = (
    "<rss version='2.0'><channel><title>云岭科协</title><item><title>湿地鸟类调查开始报名</title>"
    "<link>https://e.example/1</link><description>云岭市科协组织的湿地鸟类调查开始报名。</description></item>"
    "</channel></rss>"
)


@pytest.fixture(scope="module")
def watching(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """A newsroom with a source in every condition; only the first can be read."""
    keys = ("fine", "quiet", "changed", "paused")
    with FakeSite({f"/{key}": Answer(FEED.encode()) for key in keys}) as site:
        yaml = "sources:\n" + "".join(
            f"  {key}: {{kind: feed, url: '{site.url(f'/{key}')}', allow_private: [127.0.0.1]}}\n"
            for key in keys
        )
        with newsroom(tmp_path_factory.mktemp("watching"), yaml=yaml) as room:
            now = room.desk.clock.now()
            states = {
                "fine": SourceState(last_code="ok", last_ok=now, last_new=now, gaps=9, usual_gap=86_400),
                "quiet": SourceState(last_code="ok", last_ok=now, last_new=now - timedelta(days=90)),
                "changed": SourceState(last_code="source_changed", failures=1, doubts=("charset_doubt",)),
                "paused": SourceState(last_code="gone", paused_reason="gone", failures=1),
            }
            with room.context.store.transaction() as tx:
                for key, state in states.items():
                    source_state.put(tx, key, state)
            yield room


def test_each_condition_says_what_to_do(watching: Newsroom) -> None:
    """Words, habit, doubts; a button only where it helps."""
    page = watching.client(Role.EDITOR).get("/desk/sources").text
    for words in ("正常", "约每 1 天有新稿", "久无更新（90 天）", "版式变了", "乱码", "已暂停"):
        assert words in page
    assert page.count("/unpause") == 1
    assert page.count('name="source"') == 3


def test_an_address_is_tried(watching: Newsroom) -> None:
    """A source by its key shows its entries and a recipe; what is no web address is refused in words."""
    client = watching.client(Role.EDITOR)
    form = {"csrf": csrf_of(client)}
    page = client.post("/desk/sources/try", data={**form, "source": "changed"})
    assert page.status_code == 200
    assert "湿地鸟类调查开始报名" in page.text
    assert "<pre" in page.text
    for address in ("/etc/passwd", "file:///etc/passwd", "http://127.0.0.1:1/"):
        refused = client.post("/desk/sources/try", data={**form, "address": address})
        assert refused.status_code == 422
        assert 'role="alert"' in refused.text
        assert "root:" not in refused.text


def test_trying_has_an_end(watching: Newsroom) -> None:
    """So many tries an hour for one account, at the desk and by program together; another one's go on."""
    watching.desk.clock.sleep(3601)
    tired, other = watching.client(Role.EDITOR), watching.client(Role.ADMIN)
    form = {"csrf": csrf_of(tired), "address": "http://127.0.0.1:1/"}
    store = watching.context.store
    with store.transaction() as tx:
        now = tx.now
        throttles.put(tx, Throttle("sources:editor", MOST_AN_HOUR - 1, now, now + timedelta(hours=1)))
    assert tired.post("/desk/sources/try", data=form).status_code == 422
    refused = tired.post("/desk/sources/try", data=form)
    assert refused.status_code == 429
    assert "试读得太勤了" in refused.text
    assert other.post("/desk/sources/try", data={**form, "csrf": csrf_of(other)}).status_code == 422
    watching.desk.clock.sleep(3601)
    assert tired.post("/desk/sources/try", data=form).status_code == 422


def test_the_page_is_open_to_everybody(watching: Newsroom, browser: Browser) -> None:
    """Axe finds nothing on a phone in the dark, with a trial on the page; a paused source goes on."""
    with served(watching.app) as url:
        context = browser.new_context(viewport=PHONE, color_scheme="dark")  # type: ignore[arg-type]  # width and height
        context.add_cookies([{"name": "kexie", "value": watching.session("editor"), "url": url}])
        page = context.new_page()
        page.goto(f"{url}/desk/sources")
        with page.expect_navigation():
            page.click("[aria-label='试读看看 quiet']")
        assert look_at(page) == []
        with page.expect_navigation():
            page.click("text=恢复轮询")
        assert page.locator("text=已暂停").count() == 0
        context.close()
