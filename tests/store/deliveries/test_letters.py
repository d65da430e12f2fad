"""Letters in the box: each is one poster's at a time, and a late poster's word counts no more."""

from __future__ import annotations

from datetime import timedelta

from kexie_digest.model import Message
from kexie_digest.store import Store
from kexie_digest.store.deliveries import letters

from fakes import FakeClock

READER = "li@example.org"


def test_what_a_poster_says_after_another_claimed_the_letter_is_left_out(
    store: Store, clock: FakeClock
) -> None:
    """It slept past its quarter of an hour: the other one has it, whatever the first tells."""
    with store.transaction() as tx:
        letters.put(tx, "confirm", Message(READER, "", "<one>", b"mail"))
        (first,) = letters.claim(tx, "sleeper")
        assert letters.hold(tx, first)
    clock.instant += timedelta(minutes=16)
    with store.transaction() as tx:
        (second,) = letters.claim(tx, "other")
        assert not letters.hold(tx, first)
        letters.mark_deferred(tx, first, "busy", clock.now())
        letters.mark_failed(tx, first, "refused")
        letters.mark_sent(tx, first, "taken")
        assert [letter.state for letter in letters.of_address(tx, READER)] == ["queued"]
        assert letters.hold(tx, second)
        letters.mark_sent(tx, second, "taken")
        assert [letter.state for letter in letters.of_address(tx, READER)] == ["sent"]


def test_who_holds_a_letter_keeps_it(store: Store, clock: FakeClock) -> None:
    """A slow server takes ten minutes for each: the second is not claimed by another meanwhile."""
    with store.transaction() as tx:
        letters.put(tx, "confirm", Message(READER, "", "<one>", b"mail"))
        (letter,) = letters.claim(tx, "slow")
    clock.instant += timedelta(minutes=10)
    with store.transaction() as tx:
        assert letters.hold(tx, letter)
    clock.instant += timedelta(minutes=10)
    with store.transaction() as tx:
        assert letters.claim(tx, "other") == []
        letters.mark_sent(tx, letter, "taken")
        assert not letters.hold(tx, letter)
