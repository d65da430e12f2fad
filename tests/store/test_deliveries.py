"""The ledger: at most once, and every doubt has a name."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kexie_digest.errors import NotFound
from kexie_digest.model import Copy, DeliveryState, Edition, Reply
from kexie_digest.store import Store, deliveries

from fakes import FakeClock
from launcher import Script

LEASE = timedelta(seconds=900)
OK = Reply(250, "2.0.0 accepted")
READERS = ["a@example.org", "b@example.org", "c@example.org"]


@pytest.fixture
def until(clock: FakeClock) -> datetime:
    """When a lease taken now ends."""
    return clock.now() + LEASE


@pytest.fixture
def ledger(store: Store, add_edition: Callable[..., Edition]) -> Store:
    """A store with three copies of weekly/1 queued."""
    with store.transaction() as tx:
        add_edition(tx, [])
        deliveries.queue(tx, "weekly", 1, copies_for(READERS))
    return store


def copies_for(readers: Sequence[str], digest: str = "weekly") -> list[Copy]:
    """Make copies to queue; a token is of one edition."""
    return [Copy(reader, "", f"<{reader}>", f"token-{digest}-{reader}") for reader in readers]


def state(ledger: Store, delivery_id: int) -> DeliveryState:
    """Read a copy's state in a unit of work of its own."""
    with ledger.reading() as tx:
        return deliveries.get(tx, delivery_id).state


def test_a_recipient_is_queued_once(ledger: Store, add_edition: Callable[..., Edition]) -> None:
    """Another list, or another run, adds only who is not there yet; Message-IDs stay."""
    with ledger.transaction() as tx:
        again = deliveries.queue(tx, "weekly", 1, copies_for([READERS[0], "d@example.org"]))
        listed = deliveries.list_of_edition(tx, "weekly", 1)
        add_edition(tx, [], digest="monthly")
        other = deliveries.queue(tx, "monthly", 1, copies_for(READERS[:1], "monthly"))
    assert (again, other) == (1, 1)
    assert [copy.recipient for copy in listed] == [*READERS, "d@example.org"]
    assert listed[0].message_id == "<a@example.org>"


def test_a_copy_is_claimed_by_one(ledger: Store, until: datetime) -> None:
    """What one sender leased the next does not get, up to the limit, oldest first."""
    with ledger.transaction() as tx:
        first = deliveries.claim(tx, 2, "one", until)
        second = deliveries.claim(tx, 2, "two", until)
        third = deliveries.claim(tx, 2, "three", until)
    assert [copy.recipient for copy in first] == READERS[:2]
    assert [copy.recipient for copy in second] == READERS[2:]
    assert third == []
    assert first[0].attempts == 1
    assert first[0].lease_until == until


def test_a_claim_can_be_for_one_edition(
    ledger: Store, until: datetime, add_edition: Callable[..., Edition]
) -> None:
    """Copies of another edition are left where they are."""
    with ledger.transaction() as tx:
        add_edition(tx, [], digest="monthly")
        deliveries.queue(tx, "monthly", 1, copies_for(READERS[:1], "monthly"))
        claimed = deliveries.claim(tx, 9, "one", until, edition=("monthly", 1))
    assert [(copy.digest, copy.recipient) for copy in claimed] == [("monthly", READERS[0])]


def test_a_copy_is_armed_and_sent_once(ledger: Store, until: datetime) -> None:
    """Only the lease's owner arms, only once, and the reply settles it."""
    with ledger.transaction() as tx:
        (copy,) = deliveries.claim(tx, 1, "one", until)
        assert not deliveries.arm(tx, copy.id, "two")
        assert deliveries.arm(tx, copy.id, "one", attempts=copy.attempts, lease_until=until)
        assert not deliveries.arm(tx, copy.id, "one")
        assert not deliveries.mark_sent(tx, copy.id, "two", OK)
        assert deliveries.mark_sent(tx, copy.id, "one", OK)
        sent = deliveries.get(tx, copy.id)
    assert (sent.state, sent.last_code, sent.last_text) == (DeliveryState.SENT, 250, OK.text)
    assert sent.lease_owner is None


def test_an_unarmed_copy_cannot_be_sent(ledger: Store, until: datetime) -> None:
    """A reply to a copy that was never armed is a mistake and changes nothing."""
    with ledger.transaction() as tx:
        (copy,) = deliveries.claim(tx, 1, "one", until)
        assert not deliveries.mark_sent(tx, copy.id, "one", OK)
        assert not deliveries.mark_uncertain(tx, copy.id, "one", "断线")
    assert state(ledger, copy.id) is DeliveryState.QUEUED


def test_an_older_claim_cannot_arm(ledger: Store, until: datetime) -> None:
    """The count of claims is the fence: a stalled thread of the same process is refused."""
    with ledger.transaction() as tx:
        (stale,) = deliveries.claim(tx, 1, "one", until)
        deliveries.recover(tx, lambda _: False)
        (fresh,) = deliveries.claim(tx, 1, "one", until)
        assert not deliveries.arm(tx, stale.id, "one", attempts=stale.attempts)
        assert deliveries.arm(tx, fresh.id, "one", attempts=fresh.attempts)


def test_a_deferred_copy_waits(ledger: Store, until: datetime, clock: FakeClock) -> None:
    """A temporary refusal is tried again when its time has come, not before."""
    with ledger.transaction() as tx:
        (copy,) = deliveries.claim(tx, 1, "one", until)
        later = clock.now() + timedelta(minutes=5)
        assert deliveries.mark_deferred(tx, copy.id, "one", Reply(450, "busy"), not_before=later)
        assert copy.id not in [due.id for due in deliveries.claim(tx, 9, "two", until)]
        clock.instant = later
        (again,) = deliveries.claim(tx, 9, "one", until)
    assert (again.id, again.state, again.attempts) == (copy.id, DeliveryState.DEFERRED, 2)


@pytest.mark.parametrize("is_armed", ["armed", ""])
def test_a_refusal_is_as_sure_after_the_dot_as_before(ledger: Store, until: datetime, is_armed: str) -> None:
    """5xx settles a copy as failed whether or not it was armed; it is not claimed again."""
    with ledger.transaction() as tx:
        (copy,) = deliveries.claim(tx, 1, "one", until)
        if is_armed:
            deliveries.arm(tx, copy.id, "one")
        assert deliveries.mark_failed(tx, copy.id, "one", Reply(550, "no such user"))
        assert copy.id not in [due.id for due in deliveries.claim(tx, 9, "two", until)]
    assert state(ledger, copy.id) is DeliveryState.FAILED


def test_silence_after_the_dot_is_never_a_refusal(ledger: Store, until: datetime, clock: FakeClock) -> None:
    """An armed copy without a reply is uncertain, even where the sender says deferred or failed."""
    silence = Reply(0, "连接中断")
    with ledger.transaction() as tx:
        one, two, three = deliveries.claim(tx, 3, "one", until)
        for copy in (one, two):
            deliveries.arm(tx, copy.id, "one")
        assert not deliveries.mark_deferred(tx, one.id, "one", silence, not_before=clock.now())
        assert not deliveries.mark_failed(tx, two.id, "one", silence)
        assert deliveries.mark_deferred(tx, three.id, "one", silence, not_before=clock.now())
        assert deliveries.counts(tx, "weekly", 1) == {DeliveryState.UNCERTAIN: 2, DeliveryState.DEFERRED: 1}


def test_a_cancelled_copy_cannot_be_armed(ledger: Store, until: datetime) -> None:
    """Who unsubscribes while the copy is leased does not get it; an armed one is too late."""
    with ledger.transaction() as tx:
        one, two, _ = deliveries.claim(tx, 3, "one", until)
        assert deliveries.mark_cancelled(tx, one.id, "退订")
        assert not deliveries.arm(tx, one.id, "one")
        assert deliveries.arm(tx, two.id, "one")
        assert not deliveries.mark_cancelled(tx, two.id, "退订")
    assert state(ledger, one.id) is DeliveryState.CANCELLED


def test_a_dead_sender_leaves_no_copy_behind(ledger: Store, until: datetime) -> None:
    """Unarmed copies are free at once; the armed one is uncertain and nobody claims it."""
    with ledger.transaction() as tx:
        armed, *_ = deliveries.claim(tx, 3, "dead", until)
        deliveries.arm(tx, armed.id, "dead")
    with ledger.transaction() as tx:
        assert deliveries.recover(tx, lambda owner: owner != "dead") == (2, 1)
        again = deliveries.claim(tx, 9, "alive", until)
        assert deliveries.recover(tx, lambda owner: owner != "dead") == (0, 0)
    assert armed.id not in [copy.id for copy in again]
    assert len(again) == 2
    assert state(ledger, armed.id) is DeliveryState.UNCERTAIN


def test_a_lease_that_ran_out_is_ended(ledger: Store, until: datetime, clock: FakeClock) -> None:
    """A sender on another host counts as alive until its lease ends; then it cannot arm."""
    with ledger.transaction() as tx:
        armed, unarmed, _ = deliveries.claim(tx, 3, "elsewhere", until)
        deliveries.arm(tx, armed.id, "elsewhere")
        assert deliveries.recover(tx, lambda _: True) == (0, 0)
        clock.instant = until
        assert deliveries.recover(tx, lambda _: True) == (2, 1)
        assert not deliveries.arm(tx, unarmed.id, "elsewhere")


def test_a_late_yes_settles_the_doubt(ledger: Store, until: datetime) -> None:
    """A sender given up for dead that did get its 250 says so: better than a doubt."""
    with ledger.transaction() as tx:
        (copy,) = deliveries.claim(tx, 1, "slow", until)
        deliveries.arm(tx, copy.id, "slow")
        deliveries.recover(tx, lambda _: False)
        assert deliveries.mark_sent(tx, copy.id, "slow", OK)
    assert state(ledger, copy.id) is DeliveryState.SENT


def test_copies_are_counted_by_state(ledger: Store, until: datetime) -> None:
    """The counts add up to the recipients."""
    with ledger.transaction() as tx:
        one, two, _ = deliveries.claim(tx, 3, "one", until)
        deliveries.arm(tx, one.id, "one")
        deliveries.mark_sent(tx, one.id, "one", OK)
        deliveries.arm(tx, two.id, "one")
        deliveries.mark_uncertain(tx, two.id, "one", "断线")
        counted = deliveries.counts(tx, "weekly", 1)
    assert counted == {DeliveryState.SENT: 1, DeliveryState.UNCERTAIN: 1, DeliveryState.QUEUED: 1}


def test_an_unknown_copy_is_not_found(ledger: Store) -> None:
    """Asking for a row that is not there is an error that names it."""
    with ledger.reading() as tx, pytest.raises(NotFound, match="404"):
        deliveries.get(tx, 404)


@pytest.mark.slow
def test_killed_senders_repeat_and_lose_nothing(
    store: Store, url: str, tmp_path: Path, add_edition: Callable[..., Edition]
) -> None:
    """Two senders at a time, kill -9 eight times: no copy twice, each one sent or named as doubtful."""
    readers = [f"r{number}@example.org" for number in range(400)]
    with store.transaction() as tx:
        add_edition(tx, [])
        deliveries.queue(tx, "weekly", 1, copies_for(readers))
    for delay in (0.3, 0.1, 0.2, 0.4):
        pair = [start_sender(url, tmp_path / "mailbox") for _ in range(2)]
        wait_for_mail(tmp_path / "mailbox")
        time.sleep(delay)
        for sender in pair:
            sender.kill()
    assert start_sender(url, tmp_path / "mailbox").wait() == 0
    arrived = (tmp_path / "mailbox").read_text(encoding="utf-8").splitlines()
    with store.reading() as tx:
        ledger = {copy.recipient: copy.state for copy in deliveries.list_of_edition(tx, "weekly", 1)}
    sent = {reader for reader, state in ledger.items() if state is DeliveryState.SENT}
    doubtful = {reader for reader, state in ledger.items() if state is DeliveryState.UNCERTAIN}
    assert len(arrived) == len(set(arrived))
    assert sent | doubtful == set(readers)
    assert sent <= set(arrived)
    assert len(doubtful) <= 8  # one per killed sender at most


def start_sender(url: str, mailbox: Path) -> Script:
    """Start a program that sends what is queued."""
    return Script(Path(__file__).with_name("sender.py"), url, mailbox)


def wait_for_mail(mailbox: Path) -> None:
    """Wait until something more has arrived, or half a minute."""
    before = mailbox.stat().st_size if mailbox.exists() else 0
    for _ in range(3000):
        if mailbox.exists() and mailbox.stat().st_size > before:
            return
        time.sleep(0.01)
