"""What leaves by itself, and what waits for an editor."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kexie_digest import mailings
from kexie_digest.model import CampaignState, Consent, Delivery, DeliveryState, Frequency, Pace, Subscription
from kexie_digest.store import deliveries, editions, periods, readers
from kexie_digest.workflows.desk import sending
from kexie_digest.workflows.desk.readers import Who
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.sending import ledger, planning
from kexie_digest.workflows.sending.gate import Gate
from kexie_digest.workflows.sending.mark import NAME, Mark, read_mark, write_mark
from mail_room import MailRoom, opened_room

from factories import sample_edition
from fake_mail_server import FakeMailServer

SENT, QUEUED = DeliveryState.SENT, DeliveryState.QUEUED


def note_of(room: MailRoom, number: int = 131) -> str:
    """Why a campaign is held up; it must be."""
    record = ledger.look(room.context.store, f"weekly/{number}").record
    assert record is not None
    assert record.state is CampaignState.PAUSED
    return record.note


def test_an_old_edition_waits_for_an_editor(room: MailRoom) -> None:
    """Fifteen days after it was queued nothing leaves; resumed by name, it does."""
    room.queue("li@example.org")
    room.queue("wang@example.org", number=132)
    room.clock.instant += timedelta(days=15)
    result = room.send()
    assert room.received() == []
    assert {failure.code for failure in result.failures} == {"waits_for_editor"}
    assert "older than 14 days" in note_of(room)
    ledger.resume(room.context.store, "weekly/131")
    room.send()
    assert (room.states(), room.states(132)) == ({"li@example.org": SENT}, {"wang@example.org": QUEUED})


def test_what_an_editor_lets_go_goes_in_the_same_sending(room: MailRoom) -> None:
    """Resumed while others of the run are on their way: the gate asks again and lets it through."""
    room.queue("li@example.org")
    room.clock.instant += timedelta(days=15)
    gate = Gate(room.context, Journal("test", room.clock))

    def admitted() -> list[Delivery]:
        with room.context.store.transaction() as tx:
            claimed = deliveries.claim(tx, 5, "me", room.clock.now() + timedelta(minutes=15))
        return gate.admit(claimed, "me")

    assert admitted() == []
    ledger.resume(room.context.store, "weekly/131")
    assert [copy.recipient for copy in admitted()] == ["li@example.org"]


def test_a_younger_edition_and_an_unlimited_digest_do_not_wait(room: MailRoom) -> None:
    """Thirteen days are not too old; max_age 0 knows no age."""
    room.queue("li@example.org")
    room.clock.instant += timedelta(days=13)
    room.send()
    assert room.states() == {"li@example.org": SENT}
    room.queue("li@example.org", number=132)
    room.clock.instant += timedelta(days=400)
    (digest,) = room.context.config.digests
    config = replace(room.context.config, digests=(replace(digest, max_age=0),))
    room.context = replace(room.context, config=config)
    room.send()
    assert room.states(132) == {"li@example.org": SENT}


@pytest.mark.sqlite
def test_a_restored_backup_mails_nothing_by_itself(tmp_path: Path) -> None:
    """The database as it was before 131 left: 131 and what waited then stay, what is new leaves."""
    with FakeMailServer() as server:
        with opened_room(tmp_path, [server]) as room:
            room.queue("first@example.org", number=130)
            room.send()
            room.queue("li@example.org", number=131)
        backup = tmp_path / "backup.db"
        database = tmp_path / "var" / "kexie.db"
        shutil.copy(database, backup)
        with opened_room(tmp_path, [server]) as room:
            room.send()
            assert room.received() == ["first@example.org", "li@example.org"]
        for file in database.parent.glob("kexie.db*"):
            file.unlink()
        shutil.copy(backup, database)
        with opened_room(tmp_path, [server]) as room:
            for _ in range(2):
                room.send()
            assert room.received() == ["first@example.org", "li@example.org"]
            assert "backup" in note_of(room, 131)
            room.clock.instant += timedelta(minutes=1)
            room.queue("li@example.org", number=132)
            room.send()
            assert room.received()[2:] == ["li@example.org"]
            ledger.resume(room.context.store, "weekly/131")
            room.send()
            assert room.states(131) == {"li@example.org": SENT}, "the editor decided"


@pytest.mark.sqlite
def test_an_edition_composed_again_after_a_restored_backup_waits(tmp_path: Path) -> None:
    """131 left, then the database was lost: the new 131 is not mailed by itself."""
    with FakeMailServer() as server:
        with opened_room(tmp_path, [server]) as room:
            room.queue("li@example.org")
            room.send()
        for file in (tmp_path / "var").glob("kexie.db*"):
            file.unlink()
        with opened_room(tmp_path, [server]) as room:
            room.send()
            room.clock.instant += timedelta(hours=1)
            room.queue("li@example.org")
            room.send()
            assert len(room.received()) == 1
            assert "backup" in note_of(room)


@pytest.mark.sqlite
def test_a_copy_of_the_whole_folder_is_a_backup_too(tmp_path: Path) -> None:
    """Database and mark agree, but the mark is not the file that we wrote."""
    with FakeMailServer() as server:
        with opened_room(tmp_path / "old", [server]) as room:
            room.queue("li@example.org")
            room.send()
            room.queue("wang@example.org", number=132)
        shutil.copytree(tmp_path / "old", tmp_path / "new")
        with opened_room(tmp_path / "new", [server]) as room:
            room.send()
            assert room.states(132) == {"wang@example.org": QUEUED}
        with opened_room(tmp_path / "old", [server]) as room:
            room.send()
            assert room.states(132) == {"wang@example.org": SENT}


def is_set_back(room: MailRoom) -> bool:
    """Whether this machine believes that its database comes out of a backup."""
    mark = read_mark(room.context.var)
    return mark is not None and bool(mark.set_back_at)


def test_a_sender_killed_at_its_first_turn_is_no_backup(room: MailRoom) -> None:
    """The turn is in the database, the mark was not written any more: the next sender goes on."""
    Gate(room.context, Journal("first", room.context.clock))
    with room.context.store.transaction() as tx:
        deliveries.take_turn(tx)  # and dead
    Gate(room.context, Journal("second", room.context.clock)).take_turn()
    assert not is_set_back(room)


def test_two_senders_that_begin_together_are_no_backup(
    room: MailRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one writes its mark and takes its first turn between our two looks."""
    looks = 0

    def read_while_the_other_begins(var: Path) -> Mark | None:
        nonlocal looks
        looks += 1
        if looks > 1:
            return read_mark(var)
        Gate(room.context, Journal("other", room.context.clock)).take_turn()
        return None  # what stood there a moment before

    monkeypatch.setattr("kexie_digest.workflows.sending.gate.read_mark", read_while_the_other_begins)
    Gate(room.context, Journal("own", room.context.clock)).take_turn()
    assert not is_set_back(room)


def test_a_damaged_mark_is_none(tmp_path: Path) -> None:
    """Cut short, emptied or foreign: no mark; what was written reads back, in a new folder, too."""
    var = tmp_path / "var"
    write_mark(var, Mark(7, {"weekly": 131}))
    assert read_mark(var) == Mark(7, {"weekly": 131})
    for text in ("", "{", "[]", '{"turn": 7}', '{"inode": 0, "turn": 1}'):
        (var / NAME).write_text(text, "utf-8")
        assert read_mark(var) is None


def test_a_connection_carries_what_the_provider_takes(room: MailRoom) -> None:
    """per_connection of the pace, not only of the account: seven copies, three a connection."""
    with room.context.store.transaction() as tx:
        deliveries.keep_pace(tx, "netease", Pace(1, 0, 3, changed_at=room.clock.now()))
    room.queue(*(f"r{number}@163.com" for number in range(7)))
    room.send()
    assert len(room.received()) == 7
    assert room.server.connections == 3


def test_a_monthly_reader_gets_no_second_edition_in_a_month(room: MailRoom) -> None:
    """First of March: yes; later in March: no; April: yes. A weekly reader by weeks."""
    wishes = {"month@example.org": Frequency.MONTHLY, "week@example.org": Frequency.WEEKLY}
    for address, frequency in wishes.items():
        recipient = mailings.read_recipient(address)
        with room.context.store.transaction() as tx:
            reader_id = readers.put(tx, recipient, mailings.mark_of(address))
            readers.add_consent(tx, reader_id, Consent("会员", room.clock.now(), "test"))
            readers.subscribe(tx, reader_id, Subscription("weekly", frequency=frequency))
    got: dict[str, list[str]] = {address: [] for address in wishes}
    days = ("2026-03-02", "2026-03-05", "2026-03-09", "2026-04-06")
    for number, day in enumerate(days, start=131):
        edition = replace(sample_edition(), total_number=number, number=number, published_on=day)
        with room.context.store.transaction() as tx:
            editions.add(tx, edition, [])
            deliveries.begin(tx, "weekly", number, room.clock.now())
            record = deliveries.campaign_of(tx, "weekly", number)
        assert record is not None
        planning.plan(room.context, record, Journal("plan", room.clock))
        for address in room.copies(number):
            got[address].append(day)
    assert got["month@example.org"] == ["2026-03-02", "2026-04-06"]
    assert got["week@example.org"] == ["2026-03-02", "2026-03-09", "2026-04-06"]


class SnappedServer(FakeMailServer):
    """Has a backup of the database taken while one message is past its final dot."""

    def snap(self, database: Path, backup: Path, *, at: int) -> None:
        """Say what to copy where, and at which message."""
        self._database, self._backup, self._at = database, backup, at

    def _reply(self, verb: str, usual: str) -> str:
        if verb == "." and len(self.messages) == self._at:
            with (
                closing(sqlite3.connect(self._database)) as here,
                closing(sqlite3.connect(self._backup)) as to,
            ):
                here.backup(to)
        return super()._reply(verb, usual)


@pytest.mark.skipif("not __import__('stores').is_sqlite()", reason="copies a file")
def test_a_backup_taken_during_a_send_mails_nothing_elsewhere(tmp_path: Path) -> None:
    """Restored on another machine: silence, the reason on the desk, and one click for what was never armed.

    One was sent by then, one was armed, and two had not begun; here these left after the backup.
    """
    addresses = [f"r{number}@example.org" for number in range(4)]
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "var").mkdir(parents=True)
    with SnappedServer() as server:
        server.snap(tmp_path / "here" / "var" / "kexie.db", elsewhere / "var" / "kexie.db", at=2)
        with opened_room(tmp_path / "here", [server]) as room:
            room.queue(*addresses)
            room.send()
            assert room.received() == addresses
    with FakeMailServer() as server, opened_room(elsewhere, [server]) as room:
        room.clock.instant += timedelta(hours=1)
        for _ in range(2):
            room.send()
        assert room.received() == []
        opened = sending.look(room.context.store, "weekly", 131, frozenset())
        assert opened.ledger.record is not None
        assert "数据库从备份恢复" in opened.ledger.record.note
        assert opened.ledger.counts == {SENT: 1, DeliveryState.UNCERTAIN: 1, QUEUED: 2}
        sending.sway(room.context, "weekly", 131, sending.Sway.RESUME, who=Who("编辑", "127.0.0.1"))
        room.send()
        assert room.received() == addresses[2:], "what the backup calls armed is never sent by itself"
        assert room.states()["r1@example.org"] is DeliveryState.UNCERTAIN


def _due(room: MailRoom, due_at: datetime, number: int = 131) -> None:
    """Give an edition a period that was due at an instant."""
    with room.context.store.transaction() as tx:
        periods.announce(tx, "weekly", [(f"week:{number}", due_at)])
        claimed = periods.claim(tx, periods.list_due(tx)[0], "me", room.clock.now() + timedelta(minutes=1))
        assert claimed is not None
        periods.settle_made(tx, claimed, number)


def test_what_was_due_before_a_backup_was_restored_waits(tmp_path: Path) -> None:
    """Made only here, after the restore, for a day that passed where the backup came from: it waits.

    The next day's edition, due since, leaves.
    """
    with FakeMailServer() as server, opened_room(tmp_path, [server]) as room:
        with room.context.store.transaction() as tx:
            deliveries.take_turn(tx)  # something was sent once, and this machine knows nothing of it
        due_at = room.clock.now() - timedelta(hours=1)
        room.send()
        room.clock.instant += timedelta(minutes=5)
        _due(room, due_at)
        room.queue("li@example.org")
        room.send()
        assert "backup" in note_of(room)
        room.clock.instant += timedelta(days=1)
        _due(room, room.clock.now(), 132)
        room.queue("li@example.org", number=132)
        room.send()
        assert (room.states(), room.states(132)) == ({"li@example.org": QUEUED}, {"li@example.org": SENT})


@pytest.mark.parametrize(("late", "is_sent"), [(13, True), (15, False)])
def test_an_edition_that_comes_out_late_waits(room: MailRoom, late: int, *, is_sent: bool) -> None:
    """Due two weeks ago and composed today: the desk says why, and one click sends it."""
    _due(room, room.clock.now() - timedelta(days=late))
    room.queue("li@example.org")
    room.send()
    assert room.states() == {"li@example.org": SENT if is_sent else QUEUED}
    if not is_sent:
        assert f"迟了 {late} 天" in note_of(room)
        ledger.resume(room.context.store, "weekly/131")
        room.send()
        assert room.states() == {"li@example.org": SENT}


def test_people_who_approve_a_late_edition_decide_on_its_age(room: MailRoom) -> None:
    """With review steps the approval is the human word: it does not wait for a second one."""
    _due(room, room.clock.now() - timedelta(days=60))
    (digest,) = room.context.config.digests
    config = replace(room.context.config, digests=(replace(digest, review=("终审",)),))
    room.context = replace(room.context, config=config)
    room.queue("li@example.org")
    room.send()
    assert room.states() == {"li@example.org": SENT}
