"""A mail room for every test of sending."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mail_room import MailRoom, opened_room

from fake_mail_server import FakeMailServer


@pytest.fixture
def server() -> Iterator[FakeMailServer]:
    """A mail server on loopback."""
    with FakeMailServer() as fake:
        yield fake


@pytest.fixture
def room(tmp_path: Path, server: FakeMailServer) -> Iterator[MailRoom]:
    """The mail room."""
    with opened_room(tmp_path, [server]) as opened:
        yield opened
