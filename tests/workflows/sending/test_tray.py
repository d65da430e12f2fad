"""Which copy may go next: turns, connections and rates of providers."""

from __future__ import annotations

from datetime import timedelta

from kexie_digest.model import Delivery, DeliveryState, Pace
from kexie_digest.workflows.sending.tray import Tray

from fakes import FakeClock

FREE = Pace(connections=100)


def copy(number: int, bucket: str = "qq") -> Delivery:
    """A leased copy."""
    return Delivery(
        number, "weekly", 1, f"r{number}@example.org", f"<{number}>", DeliveryState.QUEUED, bucket=bucket
    )


def take(tray: Tray) -> int | None:
    """Take a copy; give its number."""
    taken, _ = tray.take()
    return None if taken is None else taken.id


def test_providers_take_turns() -> None:
    """A thousand copies for one keep nobody else waiting."""
    tray = Tray(FakeClock(), {"qq": FREE, "netease": FREE})
    tray.add([copy(1), copy(2), copy(3), copy(4, "netease"), copy(5, "netease")])
    assert [take(tray) for _ in range(6)] == [1, 4, 2, 5, 3, None]


def test_a_provider_gets_no_more_connections_than_it_takes() -> None:
    """The next one goes when one has landed."""
    tray = Tray(FakeClock(), {"qq": Pace(connections=2)})
    first, second, third = copy(1), copy(2), copy(3)
    tray.add([first, second, third])
    assert [take(tray), take(tray), take(tray)] == [1, 2, None]
    tray.landed(first)
    assert (take(tray), tray.flying, tray.waiting) == (3, 2, 0)


def test_a_rate_lets_a_burst_go_and_then_one_at_a_time() -> None:
    """60 a minute: ten at once, then one a second; the tray says how long to wait."""
    clock = FakeClock()
    tray = Tray(clock, {"qq": Pace(connections=100, per_minute=60)})
    tray.add(copy(number) for number in range(12))
    assert [take(tray) for _ in range(10)] == list(range(10))
    assert tray.take() == (None, 1.0)
    clock.sleep(1)
    assert (take(tray), take(tray)) == (10, None)


def test_a_slower_rate_counts_at_once() -> None:
    """What was saved up at the old rate is gone."""
    clock = FakeClock()
    tray = Tray(clock, {"qq": Pace(connections=100, per_minute=600)})
    tray.add(copy(number) for number in range(5))
    assert take(tray) == 0
    tray.set_pace("qq", Pace(connections=100, per_minute=6))
    assert tray.take() == (None, 10.0)


def test_a_closed_provider_gets_nothing_until_it_opens() -> None:
    """Others go on; afterwards it is served again."""
    clock = FakeClock()
    until = clock.now() + timedelta(minutes=30)
    tray = Tray(clock, {"qq": Pace(3, closed_until=until, changed_at=clock.now()), "netease": FREE})
    tray.add([copy(1), copy(2, "netease")])
    assert tray.closed() == ["qq"]
    assert [take(tray), take(tray)] == [2, None]
    clock.sleep(1801)
    assert (take(tray), tray.closed()) == (1, [])


def test_what_is_put_back_goes_again() -> None:
    """It waits, and no connection is counted for it."""
    tray = Tray(FakeClock(), {"qq": Pace(connections=1)})
    tray.add([copy(1)])
    taken, _ = tray.take()
    assert taken is not None
    tray.put_back(taken)
    assert (tray.flying, tray.waiting, take(tray)) == (0, 1, 1)


def test_what_is_removed_does_not_go() -> None:
    """The others of its provider stay in their order."""
    tray = Tray(FakeClock(), {"qq": FREE})
    tray.add([copy(1), copy(2), copy(3, "netease"), copy(4)])
    assert [one.id for one in tray.remove(lambda one: one.id in {2, 3})] == [2, 3]
    assert [take(tray) for _ in range(3)] == [1, 4, None]
