"""Letters leave over the first account that takes them."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import timedelta

import pytest

from kexie_digest.store import Transaction
from kexie_digest.store.deliveries import letters
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.subscribe import SignUp, post_letters, request

from desk import Desk


def _closed_port() -> int:
    """A port of loopback nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _ask(context: Context, *addresses: str) -> None:
    for address in addresses:
        request(context, SignUp(address, digests=["weekly"], text="我同意收取周报。", origin="/subscribe"))  # type: ignore[arg-type]  # a list is a sequence


def test_the_next_account_posts_what_a_dead_one_cannot(context: Context, desk: Desk) -> None:
    """The first account does not answer: both letters leave over the second, and nobody is alarmed."""
    dead = f"smtp://127.0.0.1:{_closed_port()}"
    room = replace(context, mail=replace(context.mail, accounts=(dead, context.channel_url)))
    _ask(room, "li@example.org", "wang@example.org")
    journal = Journal("run-1", context.clock)
    assert post_letters(room, journal) == 2
    assert not journal.result().failures
    assert len(list((desk.root / "var" / "outbox").glob("*.eml"))) == 2


def test_no_account_answers(context: Context) -> None:
    """Nothing is posted, the failure is told once, and the letters wait."""
    dead = tuple(f"smtp://127.0.0.1:{_closed_port()}" for _ in range(2))
    room = replace(context, mail=replace(context.mail, accounts=dead))
    _ask(room, "li@example.org")
    journal = Journal("run-1", context.clock)
    assert post_letters(room, journal) == 0
    assert len(journal.result().failures) == 1


def test_a_letter_that_another_poster_has_meanwhile_does_not_leave(
    context: Context, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one before it took the server so long that it was claimed again: it is asked for before it goes."""
    claim = letters.claim

    def claim_and_sleep(tx: Transaction, owner: str) -> list[letters.Posted]:
        mine = claim(tx, owner)
        desk.clock.instant += timedelta(minutes=16)
        claim(tx, "another")
        return mine

    _ask(context, "li@example.org")
    monkeypatch.setattr(letters, "claim", claim_and_sleep)
    assert post_letters(context) == 0
    assert not list((desk.root / "var").glob("outbox/*.eml"))
