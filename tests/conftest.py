"""What every test may ask for: shared pages, case files, a clock that stands still."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from kexie_digest import renderers

import launcher
import stores
from cases import Case
from desk import PAPER
from postgres import postgresql_server, postgresql_url

__all__ = ["postgresql_server", "postgresql_url"]  # fixtures for every test

SHARED = Path(__file__).parents[2] / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--accept``, which writes the expectations of case files."""
    parser.addoption("--accept", action="store_true", help="write the expected files of changed cases")
    parser.addoption(
        "--store",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="what every opened store is kept in",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Keep to the chosen store; look for no cycles while every module is imported."""
    stores.choose(config)
    gc.disable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is about SQLite itself where the store is another one; order what workers share."""
    if not stores.is_sqlite():
        left_out = [item for item in items if item.get_closest_marker("sqlite")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    if hasattr(config, "workerinput"):
        _slow_files_first(items)


def pytest_collection_finish() -> None:
    """Look for cycles from here on, but not in what was imported: that was an eighth of the time."""
    gc.freeze()
    gc.set_threshold(10_000)
    gc.enable()


def _slow_files_first(items: list[pytest.Item]) -> None:
    """Give files with slow tests out first, then those of many tests: no worker ends long after the others.

    Left to itself, ``--dist loadfile`` keeps the slowest files for the end: they hold few tests.
    """
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    counts = Counter(item.path for item in items)
    items.sort(key=lambda item: (item.path not in slow, -counts[item.path], item.path))


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Take the test's databases away, after its fixtures closed them."""
    stores.forget(item)


def pytest_unconfigure() -> None:
    """End what was started for the whole run."""
    stores.close()
    launcher.close()


@pytest.fixture
def case(request: pytest.FixtureRequest) -> Callable[[Path], Case]:
    """Open a case file: ``case(path).check(actual)``."""
    return lambda path: Case(path, accept=request.config.getoption("--accept"))


@pytest.fixture
def no_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Editions without PDF and Word, for tests of what happens to an edition, not how it looks."""
    others = {name: module for name, module in renderers.RENDERERS.items() if name not in PAPER}
    monkeypatch.setattr(renderers, "RENDERERS", others)


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """The folder with the real pages, beside the checkout; skips where it is absent."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip("shared seeds not present (../shared/seeds)")
    return SHARED
