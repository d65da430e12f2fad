"""A worker's machine loses the network in the midst of work: packets vanish, and come again.

It has a network of its own (``far_machine``); PostgreSQL, the sites and the mail server are on this
one. Connections are as in use, so each cut lasts a minute: `make prove` alone runs it, as root.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

import counting_sink
import far_machine
from far_machine import FarMachine
from fleet import (
    CLEAN,
    ENTRIES,
    Fleet,
    Sizes,
    check_whole,
    opened_fleet,
    owe_editions,
    ready,
    told_to_end,
)
from kexie_digest.store.engines.postgresql import WRITER_LOCK

from postgres import Server, started

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        "PROVE_CUTS" not in os.environ,  # noqa: TID251 - a test's own knob
        reason="takes minutes, most of them waiting: `make prove` sets PROVE_CUTS",
    ),
]

SIZES = Sizes(sources=6, editions=3, messages=600)
#: Connections that may be cut short: four lots at a time, twice.
CUT_SHORT = 2 * 4 * 4

_THEIRS = f"lease_owner LIKE '{far_machine.NAME}|%'"
_SENDING = f"deliveries WHERE {_THEIRS}"
#: It asks for nothing at this moment: what it asks after the cut is refused when it arrives.
_SILENT = "NOT EXISTS (SELECT 1 FROM pg_stat_activity WHERE client_addr IS NOT NULL AND state <> 'idle')"
_RENDERING = f"period_runs WHERE {_THEIRS} AND total_number IS NOT NULL AND {_SILENT}"
_BEATING = (
    "kexie_jobs.kexie_workers JOIN kexie_jobs.procrastinate_workers ON id = worker_id"
    f" WHERE process LIKE '{far_machine.NAME}|%' AND last_heartbeat > now() - interval '3 s'"
)
_REFUSED = "runs WHERE run::text ~ 'stale_worker|ended_by_server'"

#: Delivers one message, and waits for a line before the dot.
_DELIVERING = """
import sys
from kexie_digest.channels import open_channel
from kexie_digest.errors import DeliveryError
from kexie_digest.model import Message
def arm():
    print("armed", flush=True)
    return bool(sys.stdin.readline())
try:
    open_channel(sys.argv[1]).deliver(Message("li@example.org", "weekly@example.org", "<one>", b"mail"), arm)
except DeliveryError as error:
    print(error.code)
"""


class Site:
    """Keeps whoever asks from afar waiting until it is told to go on."""

    def __init__(self, far: FarMachine) -> None:
        self._far = far
        self.is_asked, self.may_answer = threading.Event(), threading.Event()

    def wait(self, address: str) -> None:
        """Hold an answer back."""
        if address == self._far.address:
            self.is_asked.set()
            self.may_answer.wait()


@contextmanager
def _server(address: str) -> Iterator[Server]:
    server = started(address)
    try:
        yield server
    finally:
        server.remove()


class Trial:
    """A worker far off, one here and a scheduler; what is cut when, and how long things take."""

    def __init__(self, fleet: Fleet, far: FarMachine, record: Callable[[str, object], None]) -> None:
        self.fleet, self.far, self._record = fleet, far, record
        self._begun = 0.0

    def cut_while(self, what: str) -> None:
        """Cut while the far worker has something in hand: nobody can write meanwhile."""

        def is_cut() -> bool:
            with psycopg.connect(self.fleet.database) as connection:
                connection.execute("SELECT pg_advisory_xact_lock(%s)", [WRITER_LOCK])
                is_at_it = self.fleet.count(what) > 0
                if is_at_it:
                    self.cut()
                return is_at_it

        self.fleet.wait_for(is_cut, f"the far worker has {what}")

    def cut(self) -> None:
        """Let packets vanish."""
        self.far.cut()
        self._begun = time.monotonic()

    def tell(self, what: str) -> None:
        """Say how many seconds after the cut something happened; no check hangs on it."""
        self._record(what, round(time.monotonic() - self._begun, 1))

    def wait_until_noticed(self, worker: subprocess.Popen[str], times: int) -> None:
        """Wait until the worker has said so often that it cannot reach its jobs."""
        noticed = "the jobs cannot be reached, finishing"
        self.fleet.wait_for(lambda: self.fleet.said(worker).count(noticed) == times, "the cut is noticed")

    def mend(self) -> None:
        """Let packets through; the worker is there again."""
        self.far.mend()
        self.fleet.wait(_BEATING, 1)

    def wait_for_copies(self, count: int) -> None:
        """Wait until so many copies are settled, by whomever."""
        self.fleet.wait("deliveries WHERE state IN ('sent', 'uncertain')", count)


@pytest.mark.timeout(SIZES.patience * 12)
def test_a_machine_that_is_cut_off_loses_and_doubles_nothing(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """While it polls, while it sends, while it renders: others take over, it finds out and comes back."""
    with far_machine.joined() as far, _server(far.near(1)) as server:
        site, database = Site(far), server.create()
        url, from_afar = server.url(database), f"postgresql+psycopg://kexie@{far.near(1)}/{database}"
        with (
            opened_fleet(
                tmp_path, url, SIZES, host=lambda number: far.near(number + 1), wait=site.wait
            ) as fleet,
            fleet.telling(),
        ):
            trial = Trial(fleet, far, record_property)
            remote = fleet.start("worker", from_afar, far.prefix)
            ready(remote)
            scheduler = fleet.start("scheduler")
            near = _cut_while_polling(trial, site, remote)
            _cut_while_sending(trial, url, remote, near)
            told_to_end(remote)
            patient = fleet.start("worker", f"{from_afar}?tcp_user_timeout=3600000&keepalives=0", far.prefix)
            ready(patient)
            _cut_while_rendering(trial, url, near)
            told_to_end(scheduler, near, patient)
            check_whole(fleet, CUT_SHORT)


def _cut_while_polling(trial: Trial, site: Site, remote: subprocess.Popen[str]) -> subprocess.Popen[str]:
    """The far worker is the only one; the one that takes over is given."""
    trial.fleet.wait_for(site.is_asked.is_set, "the far worker polls")
    trial.cut()
    near = trial.fleet.start("worker")
    trial.fleet.wait("documents WHERE state = 'done'", SIZES.sources * ENTRIES)
    trial.tell("polling: taken over after")
    trial.wait_until_noticed(remote, 1)
    trial.tell("polling: noticed after")
    site.may_answer.set()
    trial.mend()
    trial.fleet.wait("period_runs", SIZES.editions)  # each digest was seen once
    return near


def _cut_while_sending(
    trial: Trial, url: str, remote: subprocess.Popen[str], near: subprocess.Popen[str]
) -> None:
    near.send_signal(signal.SIGSTOP)  # so that the far one has it all to do
    owe_editions(url, [0, 1])
    trial.cut_while(_SENDING)
    near.send_signal(signal.SIGCONT)
    trial.wait_for_copies(SIZES.messages * 2 // 3)
    trial.tell("sending: taken over after")
    trial.wait_until_noticed(remote, 2)
    trial.tell("sending: noticed after")
    trial.mend()


def _cut_while_rendering(trial: Trial, url: str, near: subprocess.Popen[str]) -> None:
    """This one's connections outlast the cut: it is back with its work done, and is refused."""
    trial.fleet.wait(_BEATING, 1)
    near.send_signal(signal.SIGSTOP)
    owe_editions(url, [2])
    trial.cut_while(_RENDERING)
    near.send_signal(signal.SIGCONT)
    trial.wait_for_copies(SIZES.messages)
    trial.tell("rendering: taken over after")
    trial.mend()
    trial.fleet.wait(_REFUSED, 1)


def test_a_dot_that_vanishes_is_in_doubt_within_a_minute(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """A server may take ten minutes to answer; a line that is dead is not waited for so long."""
    with (
        far_machine.joined() as far,
        counting_sink.running(tmp_path / "received", 0.002, host=far.near(1)) as port,
    ):
        command = [*far.prefix, sys.executable, "-c", _DELIVERING, f"smtp://{far.near(1)}:{port}"]
        pipes = subprocess.PIPE
        with subprocess.Popen(command, stdin=pipes, stdout=pipes, text=True, env=CLEAN) as sender:
            assert sender.stdin
            assert sender.stdout
            assert sender.stdout.readline() == "armed\n"
            far.cut()
            begun = time.monotonic()
            said, _ = sender.communicate("\n", timeout=300)
    record_property("a dot: in doubt after", round(time.monotonic() - begun, 1))
    assert said == "uncertain\n"
