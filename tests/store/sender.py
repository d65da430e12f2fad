"""A program that sends queued copies until none is left or it is killed; started by the tests.

Usage: python sender.py URL MAILBOX. The other side is a file: one line per copy that
arrived. Between arming and the reply there is a moment in which to be killed.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import timedelta
from pathlib import Path

from kexie_digest.clock import SystemClock
from kexie_digest.model import Delivery, Reply
from kexie_digest.store import Store, deliveries

LEASE = timedelta(seconds=900)


def is_alive(owner: str) -> bool:
    """Tell whether a process runs; enough for tests, where numbers are not used again."""
    return Path(f"/proc/{owner}").exists()


def send(store: Store, copy: Delivery, mailbox: int) -> None:
    """Send one copy: arm, hand over, note the reply; each a moment of its own."""
    owner = str(os.getpid())
    with store.transaction() as tx:
        if not deliveries.arm(tx, copy.id, owner, attempts=copy.attempts):
            return
    os.write(mailbox, f"{copy.recipient}\n".encode())
    time.sleep(0.001)
    with store.transaction() as tx:
        deliveries.mark_sent(tx, copy.id, owner, Reply(250, "ok"))


def main(url: str, mailbox_path: str) -> None:
    """Recover, then claim and send batch after batch."""
    clock = SystemClock()
    mailbox = os.open(mailbox_path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    with Store.open(url, clock=clock) as store:
        with store.transaction() as tx:
            deliveries.recover(tx, is_alive)
        while True:
            with store.transaction() as tx:
                batch = deliveries.claim(tx, 20, str(os.getpid()), clock.now() + LEASE)
            if not batch:
                break
            for copy in batch:
                send(store, copy, mailbox)
    os.close(mailbox)


if __name__ == "__main__":
    main(*sys.argv[1:])
