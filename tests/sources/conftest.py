"""A site on loopback, and an ordinary user's folder, for every test of sources."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from fake_site import FakeSite

#: The user that owns nothing, on Debian and most others.
NOBODY = 65534


@pytest.fixture
def site() -> Iterator[FakeSite]:
    """A site without pages yet; stopped whatever the test does."""
    with FakeSite() as opened:
        yield opened


@pytest.fixture
def plain_folder() -> Iterator[Path]:
    """A folder of a user without privileges, who the test is until it ends: root may read everything."""
    folder = Path(tempfile.mkdtemp())
    was_root = os.geteuid() == 0
    if was_root:
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    try:
        yield folder
    finally:
        if was_root:
            os.seteuid(0)
        for path in (folder, *folder.iterdir()):
            path.chmod(0o700)
        shutil.rmtree(folder)
