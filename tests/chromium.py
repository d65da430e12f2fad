"""Debian's Chromium for tests: where it is, how wide a page is looked at, what axe says."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import Page

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
AXE = Path(__file__).parent / "web" / "axe" / "axe.min.js"
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 375, "height": 800}
#: Every way a page may be shown: size and colours.
_WAYS = [(size, scheme) for size in (DESKTOP, PHONE) for scheme in ("light", "dark")]
_FIND = "axe.run(document).then(found => found.violations.map(one => one.id + ' ' + one.nodes[0].html))"


def look_at(page: Page) -> list[str]:
    """What is wrong with a page as it is shown."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return _look(page)


def look_in_every_way(page: Page) -> list[str]:
    """What is wrong with a page on a desktop and on a phone, in the light and in the dark.

    It is loaded once: our pages ask for size and colours in their styles alone.
    """
    page.evaluate(AXE.read_text(encoding="utf-8"))
    wrong = []
    for size, scheme in _WAYS:
        page.set_viewport_size(size)  # type: ignore[arg-type]  # width and height
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # "light" or "dark"
        wrong += [f"{scheme}, {size['width']} wide: {one}" for one in _look(page)]
    return wrong


def _look(page: Page) -> list[str]:
    wrong = [f"{page.url}: {one}" for one in page.evaluate(_FIND)]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        wrong.append(f"{page.url}: wider than the screen")
    return wrong
