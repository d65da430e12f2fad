"""A newsroom for the tests of a module, and Debian's Chromium for those that look."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from chromium import CHROMIUM

from needed import absent
from newsroom import Newsroom, all_samples, newsroom, stock_in


@pytest.fixture(scope="session", autouse=True)
def _stock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Collect the same pages once; every newsroom gets a copy of its own."""
    with stock_in(tmp_path_factory.mktemp("stock")):
        yield


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """The sample pages collected, one user a role."""
    with newsroom(tmp_path_factory.mktemp("room"), *all_samples()) as opened:
        yield opened


@pytest.fixture
def empty_room(tmp_path: Path) -> Iterator[Newsroom]:
    """A newsroom into which nothing came yet."""
    with newsroom(tmp_path) as opened:
        yield opened


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; skipped with a message where there is none."""
    if not Path(CHROMIUM).exists():
        absent("没有 chromium：apt-get install chromium (no browser)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()
