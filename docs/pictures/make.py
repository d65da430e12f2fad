"""Draw the desk's pictures of the handbook: a seeded newsroom walked through one edition in Chromium.

Run by ``make pictures``; takes the sample pages of the tests, writes ``desk-*.png`` beside
itself, at the width of a desk and of a telephone. Names and addresses in them are invented.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "tests"))

from chromium import CHROMIUM, DESKTOP, PHONE  # noqa: E402 - the tests' own modules
from kexie_digest.model import SourceState  # noqa: E402 - as above
from kexie_digest.model.desk.user import Role  # noqa: E402 - as above
from kexie_digest.store import source_state  # noqa: E402 - as above
from kexie_digest.web.application import create_application  # noqa: E402 - as above
from kexie_digest.workflows.subscribe import keeping  # noqa: E402 - as above

from newsroom import Newsroom, all_samples, newsroom, served  # noqa: E402 - as above

YAML = """
publication: {name: 云岭科协简报, publisher: 云岭市科学技术协会}
drops: {inbox: {path: drops}}
digests:
  weekly:
    title: 科协动态周报
    schedule: {every: week, on: friday, at: "09:00", holidays: before}
    review: [初审, 终审]
    recipients: [会员]
    sender: {name: 云岭市科协, address: digest@kexie.example.org}
  quarterly:
    title: 院士专家工作季报
    sections: [cooperation]
    review: [终审]
    schedule: {every: quarter, on: "3-15", at: "10:00", holidays: after}
"""
#: Only looked at: nobody polls them here.
SOURCES = """
sources:
  city: {kind: feed, name: 云岭市科协, url: "https://www.kexie.example.org/rss.xml"}
  province: {kind: feed, name: 省科协要闻, url: "https://news.example.org/kexie.xml"}
  museum: {kind: feed, name: 科技馆动态, url: "https://museum.example.org/feed"}
  county: {kind: feed, name: 临江县科协, url: "https://linjiang.example.org/rss"}
"""
#: What the handbook shows at the width of a telephone.
_ON_PHONES = frozenset({"inbox", "article", "workshop", "proofs"})
_READERS = ("王芳", "李明", "赵云山", "陈静", "周小雨")


@dataclass
class Walk:
    """One edition, seen by people of the newsroom, at one width."""

    room: Newsroom
    url: str
    browser: Browser
    folder: Path
    size: dict[str, int]
    suffix: str = ""

    @contextmanager
    def as_role(self, role: Role) -> Iterator[Page]:
        """Sign in; dialogs are agreed to."""
        context = self.browser.new_context(viewport=self.size, locale="zh-CN")  # type: ignore[arg-type] # width, height
        context.add_cookies([{"name": "kexie", "value": self.room.session(role.value), "url": self.url}])
        page = context.new_page()
        page.on("dialog", lambda asked: asked.accept())
        yield page
        context.close()

    def draw(self, page: Page, name: str, selector: str = "", *, height: int = 0) -> None:
        """Draw what is on the screen, or a part of the page, cut at a height."""
        if self.suffix and name not in _ON_PHONES:
            return
        path = self.folder / f"desk-{name}{self.suffix}.png"
        page.wait_for_load_state("networkidle")
        if not selector:
            page.screenshot(
                path=path,
                clip={"x": 0, "y": 0, "width": self.size["width"], "height": height or self.size["height"]},
            )
            return
        box = page.locator(selector).first.bounding_box()
        if box is None:
            raise SystemExit(f"nothing to draw: {selector} on {page.url}")
        wide, high = box["width"] + 24, min(box["height"] + 24, height or box["height"] + 24)
        clip = {"x": max(box["x"] - 12, 0), "y": max(box["y"] - 12, 0), "width": wide, "height": high}
        page.screenshot(path=path, clip=clip, full_page=True)  # type: ignore[arg-type] # x, y, width, height


def main() -> None:
    """Draw every picture."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--folder", type=Path, default=HERE, help="where the pictures go")
    folder = given.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for size, suffix in ((DESKTOP, ""), (PHONE, "-phone")):
            with (
                TemporaryDirectory(prefix="kexie-pictures-") as root,
                newsroom(Path(root), yaml=YAML) as room,
                served(room.app) as url,
            ):
                seed(room)
                walk(Walk(room, url, browser, folder, size, suffix))
        browser.close()


def seed(room: Newsroom) -> None:
    """Give the sources their histories, and the list its readers."""
    now, day = room.desk.clock.now(), dt.timedelta(days=1)
    states = {
        "city": SourceState(
            last_code="ok", last_ok=now, last_new=now, next_poll=now + day / 48, usual_gap=43_200, gaps=30
        ),
        "province": SourceState(
            last_code="ok", last_ok=now, last_new=now - 12 * day, usual_gap=86_400, gaps=30, next_poll=now
        ),
        "museum": SourceState(last_code="source_changed", failures=2, last_ok=now - 2 * day, next_poll=now),
        "county": SourceState(last_code="gone", paused_reason="gone", failures=1, last_ok=now - 5 * day),
    }
    with room.context.store.transaction() as tx:
        for key, state in states.items():
            source_state.put(tx, key, state)
    for place, name in enumerate(_READERS):
        addition = keeping.Addition(f"reader{place}@example.org", "会员登记表", name, "会员")
        keeping.add_reader(room.context.store, addition)


def walk(at: Walk) -> None:
    """Walk one edition: drop, run, correct, make up, review, publish; then the other pages."""
    with at.as_role(Role.EDITOR) as page:
        collect(at, page)
        correct(at, page)
        base = make_up(at, page)
    if at.suffix:  # the handbook shows the rest at the width of a desk
        return
    for role in (Role.REVIEWER, Role.PUBLISHER):
        with at.as_role(role) as page:
            page.goto(base)
            approve(at, page, is_last=role is Role.PUBLISHER)
    with at.as_role(Role.ADMIN) as page:
        look_around(at, page, base)


def collect(at: Walk, page: Page) -> None:
    """Drop pages, run, look at the inbox."""
    for sample in all_samples():
        page.goto(f"{at.url}/desk")
        page.set_input_files("input[type=file]", sample)
        with page.expect_navigation():
            page.click("form.drop button")
    page.goto(f"{at.url}/desk/runs")
    page.uncheck("input[name=send]")
    page.click("form[action='/desk/runs'] button")
    page.wait_for_selector("text=收到原件", timeout=180_000)
    page.wait_for_selector("text=取消运行", state="detached")
    at.draw(page, "run", height=420)
    page.goto(f"{at.url}/desk")
    at.draw(page, "inbox")


def correct(at: Walk, page: Page) -> None:
    """Open an article, look at where a paragraph stands, give it another theme."""
    page.goto(f"{at.url}/desk?state=all")
    page.locator("[data-row]").nth(3).click()
    page.wait_for_url("**/desk/articles/**")
    page.locator(".passage p").nth(1).click()
    at.draw(page, "article")


def make_up(at: Walk, page: Page) -> str:
    """Write a comment, look at the workshop and its proofs, submit."""
    page.goto(f"{at.url}/desk/editions")
    page.click("main a[href*='/desk/editions/weekly/']")
    page.wait_for_url("**/desk/editions/weekly/**")
    base = page.url.partition("#")[0]
    page.fill("[aria-label=编者按] textarea", "本期看点：青年人才、乡村科普和一份长长的获奖名单。")
    page.click("[aria-label=编者按] button")
    page.wait_for_load_state("networkidle")
    page.goto(base)
    at.draw(page, "workshop")
    page.set_viewport_size({**at.size, "height": 2000})  # type: ignore[arg-type] # width, height; else the list scrolls
    at.draw(page, "proofs", "#proofs", height=620)
    page.set_viewport_size(at.size)  # type: ignore[arg-type] # width, height
    page.goto(base)
    page.click("form[action$='/submit'] button")
    page.wait_for_load_state("networkidle")
    return base


def approve(at: Walk, page: Page, *, is_last: bool) -> None:
    """Settle what the proof list asks, approve; the last one is drawn before and after."""
    for _ in range(400):
        whole = page.locator("#proofs button[data-sure]")
        one = page.locator(".proofs button.quiet", has_text="无误")
        if not whole.count() and not one.count():
            break
        with page.expect_navigation():
            (whole if whole.count() else one).first.click()
    if is_last:
        at.draw(page, "review", "[aria-label=流转]")
    with page.expect_navigation():
        page.click("form[action$='/approve'] button")


def look_around(at: Walk, page: Page, base: str) -> None:
    """Draw what comes after publishing, and the pages of the administrator."""
    thread = at.room.app.state.site.runs._thread  # noqa: SLF001 - the run that publishes is waited for
    thread.join(180)
    page.goto(base)
    at.draw(page, "published", "[aria-label=出刊之后]")
    trouble(at.room)
    page.goto(f"{base}/deliveries")
    at.draw(page, "deliveries", height=620)
    with at.room.desk.opened(YAML + SOURCES) as context, served(create_application(context)) as url:
        page.context.add_cookies([{"name": "kexie", "value": at.room.session("admin"), "url": url}])
        page.goto(f"{url}/desk/sources")
        at.draw(page, "sources")
    page.goto(f"{at.url}/desk/digests")
    for dates in page.locator("details summary").all():
        dates.click()
    at.draw(page, "digests", "main")
    page.goto(f"{at.url}/desk/account")
    page.fill("form[action='/desk/account/tokens'] input[name=label]", "内网门户")
    at.draw(page, "token", "section:has(form[action='/desk/account/tokens'])")
    page.goto(f"{at.url}/editions/weekly/1")
    at.draw(page, "reader")


def trouble(room: Newsroom) -> None:
    """Leave two copies as a server that falls silent, and one that refuses, would leave them."""
    became = (("uncertain", None, "连接在正文之后断开，没有答复"), ("failed", 550, "5.1.1 User unknown"))
    with closing(sqlite3.connect(room.desk.root / "var" / "kexie.db")) as database, database:
        for number, (state, code, text) in enumerate(became, 1):
            database.execute(
                "update deliveries set state = ?, last_code = ?, last_text = ? where id = ?",
                (state, code, text, number),
            )


if __name__ == "__main__":
    main()
