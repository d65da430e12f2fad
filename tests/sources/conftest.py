"""A site on loopback for every test of sources."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fake_site import FakeSite


@pytest.fixture
def site() -> Iterator[FakeSite]:
    """A site without pages yet; stopped whatever the test does."""
    with FakeSite() as opened:
        yield opened
