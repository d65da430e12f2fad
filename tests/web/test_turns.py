"""Pages are made one after another, and a slow one steps aside."""

import asyncio
import threading
from collections.abc import Callable

import pytest

from kexie_digest.web import turns
from kexie_digest.web.turns import in_turn

#: Seconds after which a test that hangs fails; nothing waits so long when it works.
LONG = 60


def test_quick_pages_wait_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads that fight for the interpreter make a page three times as dear; no page of these is slow."""
    monkeypatch.setattr(turns, "PATIENCE", LONG)  # on a busy machine, any page may take 30 ms
    at_work: list[int] = []
    most: list[int] = []
    lock = threading.Lock()

    def page(number: int) -> int:
        with lock:
            at_work.append(number)
            most.append(len(at_work))
        with lock:
            at_work.remove(number)
        return number

    async def ask() -> list[int]:
        queued = in_turn(page)
        return await asyncio.gather(*(queued(number=number) for number in range(50)))

    assert asyncio.run(ask()) == list(range(50))
    assert max(most) == 1


def test_a_slow_page_lets_the_others_pass() -> None:
    """Reading a scan again takes seconds; nobody waits for it."""
    is_passed = threading.Event()

    def slow() -> bool:
        return is_passed.wait(LONG)

    async def ask() -> bool:
        waiting = asyncio.create_task(in_turn(slow)())
        await in_turn(is_passed.set)()
        return await waiting

    assert asyncio.run(ask())


def test_the_turn_passes_on_after_a_failure() -> None:
    """A page that fails does not keep the place."""

    def fail() -> None:
        raise ZeroDivisionError

    async def ask(work: Callable[[], object]) -> object:
        return (await asyncio.gather(in_turn(work)(), return_exceptions=True))[0]

    async def twice() -> tuple[object, object]:
        return await ask(fail), await ask(lambda: "made")

    failed, made = asyncio.run(asyncio.wait_for(twice(), LONG))
    assert isinstance(failed, ZeroDivisionError)
    assert made == "made"
