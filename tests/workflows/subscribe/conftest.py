"""A desk with two digests, and a way to read the letters it posts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import pytest

from kexie_digest.workflows.context import Context
from kexie_digest.workflows.subscribe import post_letters

from desk import Desk

YAML = """
digests:
  weekly: {title: 周报, sender: {name: 示例市科协, address: digest@example.org}}
  monthly: {title: 月刊, sender: {name: 示例市科协, address: digest@example.org}}
"""

Letters = Callable[[], list[EmailMessage]]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk whose mail becomes files."""
    return Desk(tmp_path, public_url="https://digest.example.org")


@pytest.fixture
def context(desk: Desk) -> Iterator[Context]:
    """The program over it."""
    with desk.opened(YAML) as opened:
        yield opened


@pytest.fixture
def letters(desk: Desk, context: Context) -> Letters:
    """Post what waits and give all letters posted so far, oldest first."""

    def posted() -> list[EmailMessage]:
        post_letters(context)
        files = sorted((desk.root / "var" / "outbox").glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        parser = BytesParser(policy=policy.default)
        return [parser.parsebytes(path.read_bytes()) for path in files]  # type: ignore[misc]  # the policy's class

    return posted
