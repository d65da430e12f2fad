"""What leaves from a copy of a database on a server, and where several open the gate at once."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from kexie_digest import app
from kexie_digest.model import CampaignState, DeliveryState, Message
from kexie_digest.store import deliveries
from kexie_digest.store.deliveries import letters
from kexie_digest.workflows.jobs.working import work
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.sending import ledger
from kexie_digest.workflows.sending.gate import Gate
from kexie_digest.workflows.sending.mark import Mark, read_mark, write_mark
from mail_room import YAML, MailRoom

from desk import Desk
from fake_mail_server import FakeMailServer
from postgres import Server, programs

SENT, QUEUED = DeliveryState.SENT, DeliveryState.QUEUED


@contextmanager
def _machine(folder: Path, url: str, server: FakeMailServer) -> Iterator[MailRoom]:
    """One machine with a ``var`` of its own, on a database."""
    desk = Desk(
        folder, smtp_url=f"smtp://127.0.0.1:{server.port}?connections=1", public_url="https://d.example"
    )
    settings = replace(desk.settings, database_url=SecretStr(url))
    with app.opened(
        desk.configuration(YAML), settings=settings, output=desk.output, clock=desk.clock
    ) as context:
        yield MailRoom(context, desk.clock, server)


def _restore(server: Server, dumped: str, name: str) -> None:
    """Dump a database as administrators do, and restore it into another one, or over itself."""
    folder, environment = (
        programs(),
        {"PGHOST": str(server.folder), "PGUSER": "kexie", "PATH": "/usr/bin:/bin"},
    )
    assert folder is not None
    dump = subprocess.run(
        [folder / "pg_dump", "--clean", "--if-exists", dumped],
        env=environment,
        capture_output=True,
        check=True,
    )
    subprocess.run(
        [folder / "psql", "--quiet", "--set=ON_ERROR_STOP=1", name],
        env=environment,
        input=dump.stdout,
        capture_output=True,
        check=True,
    )


def _state(room: MailRoom, number: int) -> CampaignState | None:
    record = ledger.look(room.context.store, f"weekly/{number}").record
    return record.state if record else None


@pytest.mark.parametrize("is_over_itself", [False, True])
def test_a_restored_dump_mails_nothing_by_itself(
    tmp_path: Path, postgresql_server: Server, *, is_over_itself: bool
) -> None:
    """Machines that know nothing of it see that it is a copy; where it came from all goes on.

    The second machine to come knows it from the first, and what an editor lets go leaves.
    """
    name = postgresql_server.create()
    other = name if is_over_itself else postgresql_server.create()
    with FakeMailServer() as server:
        with _machine(tmp_path / "first", postgresql_server.url(name), server) as room:
            room.queue("first@example.org", number=130)
            room.send()
            room.queue("li@example.org")
        with _machine(tmp_path / "second", postgresql_server.url(name), server) as room:
            room.queue("wang@example.org", number=132)
            if not is_over_itself:
                room.send()
                assert (room.states(), room.states(132)) == (
                    {"li@example.org": SENT},
                    {"wang@example.org": SENT},
                )
        received = len(server.messages)
        _restore(postgresql_server, name, other)
        if not is_over_itself:
            with postgresql_server.connect(other) as connection:  # as the dump was made before they left
                connection.execute(
                    "UPDATE deliveries SET state = 'queued', settled_at = NULL WHERE total_number > 130"
                )
        for machine in ("third", "fourth"):
            with _machine(tmp_path / machine, postgresql_server.url(other), server) as room:
                room.clock.instant += timedelta(minutes=5)
                room.send()
                assert len(server.messages) == received
                assert _state(room, 131) is CampaignState.PAUSED
        with _machine(tmp_path / "fifth", postgresql_server.url(other), server) as room:
            room.clock.instant += timedelta(minutes=9)
            ledger.resume(room.context.store, "weekly/131")
            room.queue("new@example.org", number=133)
            room.send()
            assert (room.states(), room.states(133)) == ({"li@example.org": SENT}, {"new@example.org": SENT})
            assert _state(room, 132) is CampaignState.PAUSED


def test_what_one_machine_finds_set_back_all_hold(tmp_path: Path, postgresql_server: Server) -> None:
    """Two machines sent, the database lost some of it in place: the first to notice tells the second."""
    url = postgresql_server.url(name := postgresql_server.create())
    with FakeMailServer() as server:
        for machine, number in (("one", 129), ("two", 130)):
            with _machine(tmp_path / machine, url, server) as room:
                room.queue("li@example.org", number=number)
                room.send()
        with _machine(tmp_path / "two", url, server) as room:
            room.queue("wang@example.org")
        with postgresql_server.connect(name) as connection:
            connection.execute("UPDATE sending_turns SET count = 1")
        with _machine(tmp_path / "two", url, server) as room:
            Gate(room.context, Journal("test", room.clock))
        with _machine(tmp_path / "one", url, server) as room:
            gate = Gate(room.context, Journal("test", room.clock))
            gate.take_turn()  # something new leaves: what is in doubt stays so
            with room.context.store.transaction() as tx:
                copies = deliveries.claim(tx, 5, "me", room.clock.now() + timedelta(minutes=15))
            assert gate.admit(copies, "me") == []
            room.send()
            assert room.states() == {"wang@example.org": QUEUED}
            assert _state(room, 131) is CampaignState.PAUSED


def test_letters_of_a_restored_backup_are_not_posted_by_a_job(room: MailRoom) -> None:
    """Somebody subscribes before the first look at the mail: what waited in the backup stays."""
    with room.context.store.transaction() as tx:
        deliveries.take_turn(tx)  # something was sent once, and this machine knows nothing of it
        letters.put(
            tx, "confirm", Message("li@example.org", "digest@example.org", "<1@example.org>", b"To: li")
        )
    work(room.context, "mail", ())
    assert room.server.messages == []


def test_all_that_open_at_once_doubt_a_restored_backup(room: MailRoom) -> None:
    """Eight threads of a worker: none takes the turns that another just made up for a sound count."""
    write_mark(room.context.var, Mark(50))
    room.queue("li@example.org")
    with room.context.store.transaction() as tx:
        copies = deliveries.claim(tx, 5, "me", room.clock.now() + timedelta(minutes=15))
    together, admitted = threading.Barrier(8), []

    def open_gate() -> None:
        together.wait()
        admitted.extend(Gate(room.context, Journal("test", room.clock)).admit(copies, "me"))

    threads = [threading.Thread(target=open_gate) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(copies) == 1
    assert admitted == []


def test_two_senders_of_a_machine_keep_one_mark(room: MailRoom) -> None:
    """Each remembers what it sent; neither forgets what the other did, and the count never falls."""
    first, second = (Gate(room.context, Journal("test", room.clock)) for _ in range(2))
    first.take_turn({("weekly", 131)})
    second.take_turn({("daily", 7)})
    mark = read_mark(room.context.var)
    assert mark is not None
    kept: Mapping[str, int] = mark.editions
    assert (mark.turn, kept) == (2, {"weekly": 131, "daily": 7})
