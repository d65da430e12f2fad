"""Who does jobs: threads of this process on SQLite, workers on PostgreSQL."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kexie_digest.store.jobs.schema import SCHEMA
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.jobs.opening import with_jobs
from kexie_digest.workflows.subscribe import SignUp, request

import stores
from desk import Desk

YAML = """
digests:
  weekly: {title: 周报, sender: {name: 示例市科协, address: digest@example.org}}
"""
SECONDS = 60


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk whose mail becomes files."""
    return Desk(tmp_path, public_url="https://digest.example.org")


def _ask(context: Context) -> None:
    request(
        context, SignUp("li@example.org", digests=("weekly",), text="我同意收取周报。", origin="/subscribe")
    )


def _letters(desk: Desk) -> int:
    return len(list((desk.root / "var" / "outbox").glob("*.eml")))


@pytest.mark.skipif("not config.getoption('--store') == 'sqlite'", reason="a server's jobs are for workers")
def test_a_letter_leaves_at_once(desk: Desk) -> None:
    """Whoever subscribes does not wait for the next tick; nobody ticks here."""
    with desk.opened(YAML) as opened, with_jobs(opened) as context:
        _ask(context)
        deadline = time.monotonic() + SECONDS
        while not _letters(desk):
            assert time.monotonic() < deadline, "no letter"
            time.sleep(0.02)


def test_no_letter_leaves_where_no_mail_may(desk: Desk) -> None:
    """``--no-send`` holds for letters, too: they wait in the box."""
    with desk.opened(YAML) as opened:
        with with_jobs(opened, is_sending=False) as context:
            _ask(context)
        assert _letters(desk) == 0
        if not stores.is_sqlite():
            assert stores.ask(desk.root / "var", f"SELECT task_name FROM {SCHEMA}.procrastinate_jobs") == []  # noqa: S608 - our own
