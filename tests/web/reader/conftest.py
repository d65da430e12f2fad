"""Libraries for the tests of readers' pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from library import library

from newsroom import Newsroom


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """A library that tests only read."""
    with library(tmp_path_factory.mktemp("library")) as opened:
        yield opened


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Newsroom]:
    """A library of a test's own."""
    with library(tmp_path) as opened:
        yield opened
