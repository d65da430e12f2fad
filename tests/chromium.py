"""Debian's Chromium for tests: where it is, how wide a page is looked at, what axe says."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import Page

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
AXE = Path(__file__).parent / "web" / "axe" / "axe.min.js"
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 375, "height": 800}
_FIND = "axe.run(document).then(found => found.violations.map(one => one.id + ' ' + one.nodes[0].html))"


def look_at(page: Page) -> list[str]:
    """What is wrong with a page."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    wrong = [f"{page.url}: {one}" for one in page.evaluate(_FIND)]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        wrong.append(f"{page.url}: wider than the screen")
    return wrong
