"""A newsroom for the tests of a module, and Debian's Chromium for those that look."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom import Newsroom, all_samples, newsroom


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
