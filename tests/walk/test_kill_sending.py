"""kill -9 at random moments while mail goes out, counted where it arrives."""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from pathlib import Path

import pytest

import counting_sink
from kexie_digest.clock import SystemClock
from kexie_digest.model import DeliveryState
from kexie_digest.store import Store, deliveries
from mail_room import queue_copies

from launcher import Script

#: A file is copied, and watched beside the process that is killed.
pytestmark = [pytest.mark.slow, pytest.mark.sqlite]

#: How many messages and kills; `make prove` sets 50,000 and 50.
MESSAGES = int(os.environ.get("PROVE_MESSAGES", "1000"))  # noqa: TID251 - a test's own knob
KILLS = int(os.environ.get("PROVE_MAIL_KILLS", "2"))  # noqa: TID251 - a test's own knob

#: Big enough to be cut in the middle.
PADDING = "<p>科普讲堂进社区，今天下午三点。</p>\n" * 200


def _fill(url: str) -> None:
    """Queue copies for readers at many providers."""
    addresses = (f"reader{number}@d{number % 500}.example.org" for number in range(MESSAGES))
    with Store.open(url, clock=SystemClock()) as store, store.transaction() as tx:
        queue_copies(tx, addresses, padding=PADDING)


def _start(var: Path, port: int) -> Script:
    url = f"smtp://127.0.0.1:{port}?connections=4&per_connection=100"
    return Script(Path(__file__).with_name("sending_worker.py"), var, url)


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def _wait_for_mail(file: Path, workers: list[Script]) -> None:
    """Wait until something more has arrived, or all workers are done."""
    before = _size(file)
    for _ in range(6000):
        if _size(file) > before or all(worker.poll() is not None for worker in workers):
            return
        time.sleep(0.01)


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.timeout(600 + MESSAGES // 20)
def test_killed_senders_repeat_nothing_and_lose_nothing(tmp_path: Path, workers: int) -> None:
    """Nobody gets two; whoever got none is among the uncertain, by name (point 31)."""
    var, received = tmp_path / "var", tmp_path / "received"
    url = f"sqlite:///{var / 'kexie.db'}"
    _fill(url)
    chance = random.Random(7 + workers)  # noqa: S311 - a moment, not a secret
    killed = 0
    with counting_sink.running(received, 0.002) as port:
        for _ in range(KILLS):
            crew = [_start(var, port) for _ in range(workers)]
            _wait_for_mail(received, crew)
            time.sleep(chance.uniform(0.0, 0.4 * MESSAGES / KILLS / 600))
            for worker in crew:
                killed += worker.poll() is None
                worker.kill()
        assert _start(var, port).wait() == 0
    arrived = Counter(line.split()[0] for line in received.read_text("ascii").splitlines())
    with Store.open(url, clock=SystemClock()) as store, store.reading() as tx:
        ledger = {copy.recipient: copy.state for copy in deliveries.list_of_edition(tx, "weekly", 131)}
    sent = {reader for reader, state in ledger.items() if state is DeliveryState.SENT}
    uncertain = {reader for reader, state in ledger.items() if state is DeliveryState.UNCERTAIN}
    print(  # noqa: T201 - the figures of `make prove`
        f"{workers} worker(s): {killed} killed, {len(arrived)} arrived of {len(ledger)}, "
        f"{sum(count > 1 for count in arrived.values())} twice, {len(uncertain)} uncertain"
    )
    assert killed
    assert max(arrived.values()) == 1
    assert sent | uncertain == set(ledger)
    assert sent <= set(arrived)
    assert len(uncertain) <= killed * 4, "at most one a connection"
