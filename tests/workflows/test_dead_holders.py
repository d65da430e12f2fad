"""What a killed process of this machine held is free at every door; another machine's is waited for."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kexie_digest.model import DeliveryState, EditionState, Message, Run
from kexie_digest.model.job import Job
from kexie_digest.scheduler import tick
from kexie_digest.store import deliveries, editions, periods
from kexie_digest.store.deliveries import Lot, letters
from kexie_digest.workflows.collect import Watch
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.deliver import deliver
from kexie_digest.workflows.desk import running
from kexie_digest.workflows.desk import sending as desk_sending
from kexie_digest.workflows.desk.readers import Who
from kexie_digest.workflows.jobs import pokes
from kexie_digest.workflows.jobs.working import work
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.run import Scope, run, scope_of
from kexie_digest.workflows.subscribe import post_letters

from desk import Desk, sample_pages
from fakes import FakeClock

pytestmark = pytest.mark.usefixtures("no_paper")

YAML = """
drops: {inbox: {path: drops}}
digests: {weekly: {title: 周报, recipients: [li@example.org, wang@example.org]}}
"""
DEAD = f"{socket.gethostname()}|no-such-boot|1|1"
ELSEWHERE = "far-host|its-boot|1|1"
Door = Callable[[Context], list[str]]


def _run(context: Context) -> list[str]:
    return list(run(context, scope_of(context)).notes)


def _tick(context: Context) -> list[str]:
    tick(context, Watch())
    return []


def _job(job: Job) -> Door:
    def do(context: Context) -> list[str]:
        work(context, job.task, job.key)
        return []

    return do


def _send(context: Context) -> list[str]:
    journal = Journal("send", context.clock)
    deliver(context, journal, edition=("weekly", 1))
    return list(journal.result().notes)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with a page in its drop folder."""
    desk = Desk(tmp_path, public_url="https://digest.example.org")
    desk.drop(sample_pages()[1])
    return desk


@pytest.fixture
def context(desk: Desk) -> Iterator[Context]:
    """The program, with an edition composed and not published."""
    with desk.opened(YAML) as opened:
        scope = Scope(opened.config.drops, (), opened.config.digests, is_sending=False)
        with pytest.MonkeyPatch.context() as stopped:
            stopped.setattr("kexie_digest.workflows.run.attempt", lambda *_: None)
            run(opened, scope)
        yield opened


def _hold_edition(context: Context, owner: str) -> None:
    with context.store.transaction() as tx:
        assert periods.claim_edition(tx, "weekly", 1, owner, tx.now + context.lease)


def _hold_copies(context: Context, owner: str, *, is_armed: bool) -> None:
    """Publish, then let somebody take both copies; one of them perhaps as far as its final dot."""
    run(context, Scope((), (), (), is_sending=False))
    with context.store.transaction() as tx:
        first, _ = deliveries.claim(tx, 10, owner, tx.now + timedelta(minutes=15))
        if is_armed:
            assert deliveries.arm(tx, first.id, owner)


def _local(context: Context, ahead: timedelta) -> str:
    zone = ZoneInfo(context.config.publication.timezone)
    return f"{(context.clock.now() + ahead).astimezone(zone):%H:%M:%S}"


def _states(context: Context) -> list[DeliveryState]:
    with context.store.reading() as tx:
        return [copy.state for copy in deliveries.list_of_edition(tx, "weekly", 1)]


def _is_published(context: Context) -> bool:
    with context.store.reading() as tx:
        return editions.standing(tx, "weekly", 1).state is EditionState.PUBLISHED


PUBLISHING = {"run": _run, "tick": _tick, "job": _job(pokes.publishing("weekly", 1))}


@pytest.mark.parametrize("door", PUBLISHING)
def test_an_edition_of_the_dead_is_published_at_every_door(context: Context, door: str) -> None:
    """At once, however young the lease is."""
    _hold_edition(context, DEAD)
    PUBLISHING[door](context)
    assert _is_published(context)


@pytest.mark.parametrize("door", PUBLISHING)
def test_an_edition_of_another_machine_is_waited_for(context: Context, desk: Desk, door: str) -> None:
    """Until its lease is over; a person is told whose it is and until when."""
    _hold_edition(context, ELSEWHERE)
    free = _local(context, context.lease)
    notes = PUBLISHING[door](context)
    assert not _is_published(context)
    if door == "run":
        assert any("far-host 正在做" in note and f"{free} 起" in note for note in notes), notes
    desk.clock.instant += context.lease
    PUBLISHING[door](context)
    assert _is_published(context)


def test_nothing_is_said_of_a_holder_who_let_go_meanwhile(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody held the edition when it was asked for, and has published it when it is asked who."""
    monkeypatch.setattr("kexie_digest.workflows.leases.edition", lambda *_: nullcontext())
    assert not [note for note in _run(context) if "没有出刊" in note]


def test_a_period_of_the_dead_is_composed_by_a_single_job(context: Context) -> None:
    """A worker that is poked once need not wait for a scheduler to bury whom it follows."""
    with context.store.transaction() as tx:
        periods.announce(tx, "weekly", [("due", tx.now)])
        (due,) = periods.list_due(tx)
        assert periods.claim(tx, due, DEAD, tx.now + context.lease)
    _job(pokes.composing(due))(context)
    with context.store.reading() as tx:
        assert periods.list_due(tx) == []


SENDING = {"run": _run, "tick": _tick, "send": _send}


@pytest.mark.parametrize("door", SENDING)
@pytest.mark.parametrize("is_armed", [False, True])
def test_copies_of_the_dead_are_sent_or_named_in_doubt(
    context: Context, door: str, *, is_armed: bool
) -> None:
    """What was not armed goes at once; what was is in doubt, and goes no more by itself."""
    _hold_copies(context, DEAD, is_armed=is_armed)
    SENDING[door](context)
    first = DeliveryState.UNCERTAIN if is_armed else DeliveryState.SENT
    assert _states(context) == [first, DeliveryState.SENT]


@pytest.mark.parametrize("door", SENDING)
def test_copies_of_another_machine_are_left_to_it(context: Context, desk: Desk, door: str) -> None:
    """Whoever asks for the sending is told how many, whose, and until when."""
    _hold_copies(context, ELSEWHERE, is_armed=False)
    free = _local(context, timedelta(minutes=15))
    notes = SENDING[door](context)
    assert _states(context) == [DeliveryState.QUEUED] * 2
    if door != "tick":
        assert any(note.startswith("2 封") and "far-host" in note and free in note for note in notes)
    desk.clock.instant += timedelta(minutes=15)
    SENDING[door](context)
    assert _states(context) == [DeliveryState.SENT] * 2


def test_a_lot_of_another_machine_is_left_to_it(context: Context) -> None:
    """A worker's own job takes what is free, and nothing else."""
    _hold_copies(context, ELSEWHERE, is_armed=False)
    with context.store.reading() as tx:
        bucket = deliveries.list_of_edition(tx, "weekly", 1)[0].bucket
    (job,) = pokes.delivering([Lot("weekly", 1, bucket)], ())
    _job(job)(context)
    assert _states(context) == [DeliveryState.QUEUED] * 2


def test_an_editor_may_decide_at_once_on_what_the_dead_had_armed(context: Context) -> None:
    """The desk's button ends the dead sender's lease first: nobody waits for a tick."""
    _hold_copies(context, DEAD, is_armed=True)
    copy = desk_sending.resend(context.store, "weekly", 1, "li@example.org", who=Who("陈编辑", ""))
    assert copy.state is DeliveryState.QUEUED


@pytest.mark.parametrize(("owner", "posted"), [(DEAD, 1), (ELSEWHERE, 0)])
def test_letters_of_the_dead_are_posted_at_once(context: Context, owner: str, posted: int) -> None:
    """Somebody waits for a link: a letter may come twice, but not a quarter of an hour late."""
    with context.store.transaction() as tx:
        letters.put(tx, "confirm", Message("li@example.org", "a@example.org", "<1@x>", b"Subject: x\n\nx"))
        assert letters.claim(tx, owner)
    assert post_letters(context) == posted


def test_a_run_of_another_machine_is_not_at_work_for_ever() -> None:
    """Of this machine the process is asked; of another one a day is believed."""
    begun = FakeClock().now()
    here = Run("a", begun, None, process=DEAD)
    there = Run("b", begun, None, process=ELSEWHERE)
    assert running.standing(here, begun) is running.Standing.CUT_OFF
    assert running.standing(there, begun + timedelta(hours=23)) is running.Standing.AT_WORK
    assert running.standing(there, begun + timedelta(hours=24)) is running.Standing.CUT_OFF
