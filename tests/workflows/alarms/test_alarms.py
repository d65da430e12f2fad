"""Alarms from the look to the hook: told once, until it changes or is over."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from fake_site import Answer, FakeSite
from kexie_digest.model import Alarm, AlarmKind, Failure, NoticeEvent, Run
from kexie_digest.store import runs, source_state
from kexie_digest.store.deliveries import letters
from kexie_digest.store.watching.alarms import raise_alarm
from kexie_digest.workflows import alarms
from kexie_digest.workflows.alarms import looking
from kexie_digest.workflows.context import Context, Hook, WatchRoom
from kexie_digest.workflows.processes import own_name

from desk import Desk

YAML = """
sources:
  city: {kind: feed, url: 'https://city.example.org/rss', name: 云岭科协网}
  town: {kind: feed, url: 'https://town.example.org/rss'}
digests:
  weekly: {title: 周报, sender: {name: 示例市科协, address: digest@example.org}}
"""


@pytest.fixture
def site() -> Iterator[FakeSite]:
    """A site on loopback that takes what is posted."""
    with FakeSite({"/hook": Answer(b"{}"), "/robot": Answer(b'{"errcode":0}')}) as opened:
        yield opened


@contextmanager
def watched(root: Path, site: FakeSite, **changes: object) -> Iterator[tuple[Context, Desk]]:
    """A desk whose alarms go to the site."""
    desk = Desk(root)
    hooks = (Hook(site.url("/hook"), secret="three quiet herons"),)  # noqa: S106 - of this test
    room = replace(WatchRoom(hooks=hooks, private=("127.0.0.1",)), **changes)  # type: ignore[arg-type]  # fields by name
    with desk.opened(YAML) as context:
        yield replace(context, watch=room), desk


def remember(context: Context, key: str, **state: object) -> None:
    """Remember something of a source."""
    with context.store.transaction() as tx:
        source_state.put(tx, key, replace(source_state.get(tx, key), **state))  # type: ignore[arg-type]  # as above


def told(site: FakeSite) -> list[tuple[str, str, str]]:
    """What was posted: event, kind, subject."""
    posts = [json.loads(body) for body in site.posted]
    return [(post["event"], post["kind"], post["subject"]) for post in posts]


def test_a_failing_source_is_told_once_and_its_end_too(tmp_path: Path, site: FakeSite) -> None:
    """Three failures raise it, more of the same say nothing, another reason and the end do."""
    with watched(tmp_path, site) as (context, _):
        remember(context, "city", last_code="timeout", failures=2)
        alarms.attend(context)
        assert told(site) == [], "the next poll mends it"
        for failures in (3, 4, 5):
            remember(context, "city", last_code="timeout", failures=failures)
            alarms.attend(context)
        assert told(site) == [("raised", "source_failing", "city")]
        remember(context, "city", last_code="not_found", failures=6)
        alarms.attend(context)
        assert told(site)[1:] == [("changed", "source_failing", "city")]
        remember(context, "city", last_code="ok", failures=0, last_new=context.clock.now())
        alarms.attend(context)
        alarms.attend(context)
        assert told(site)[2:] == [("resolved", "source_failing", "city")]
        assert alarms.list_open(context) == []


def test_two_nodes_tell_it_once(tmp_path: Path, site: FakeSite) -> None:
    """Both look at the same moment, many times over: one post a trouble."""
    with watched(tmp_path, site) as (context, _):
        remember(context, "city", last_code="gone", paused_reason="gone")
        remember(context, "town", last_code="source_changed")
        nodes = [threading.Thread(target=alarms.attend, args=(context,)) for _ in range(6)]
        for node in nodes:
            node.start()
        for node in nodes:
            node.join()
        assert sorted(told(site)) == [
            ("raised", "source_changed", "town"),
            ("raised", "source_paused", "city"),
        ]


def test_a_hook_that_is_down_is_tried_again_and_given_up(tmp_path: Path, site: FakeSite) -> None:
    """Waits that grow, for a day; what it is about is not lost when the hook comes back in time."""
    site.pages["/hook"] = Answer(status=503)
    with watched(tmp_path, site) as (context, desk):
        remember(context, "city", last_code="source_changed")
        alarms.attend(context)
        alarms.attend(context)
        assert len(site.posted) == 1, "not at once"
        site.pages["/hook"] = Answer(b"")
        desk.clock.instant += timedelta(minutes=2)
        assert alarms.tell(context) == 1
        site.pages["/hook"] = Answer(status=500)
        remember(context, "city", last_code="ok")
        for _ in range(12):
            alarms.attend(context)
            desk.clock.instant += timedelta(hours=13)
        assert len(site.posted) == 2 + 8, "given up after eight tries"


def test_a_robot_that_refuses_with_200_is_tried_again(tmp_path: Path, site: FakeSite) -> None:
    """Its answer says why: a wrong key, too many messages a minute."""
    site.pages["/robot"] = Answer(b'{"errcode":45009,"errmsg":"api freq out of limit"}')
    hooks = (Hook(site.url("/robot?key=k3y"), "wecom"),)
    site.pages["/robot?key=k3y"] = site.pages["/robot"]
    with watched(tmp_path, site, hooks=hooks) as (context, desk):
        remember(context, "city", last_code="source_changed")
        alarms.update(context)
        assert alarms.tell(context) == 0
        site.pages["/robot?key=k3y"] = Answer(b'{"errcode":0,"errmsg":"ok"}')
        desk.clock.instant += timedelta(minutes=2)
        assert alarms.tell(context) == 1
        assert "云岭科协网：版式变了" in json.loads(site.posted[-1])["text"]["content"]


def test_a_hook_in_the_own_network_needs_its_owner_word(tmp_path: Path, site: FakeSite) -> None:
    """Not named in KEXIE_ALARM_PRIVATE: refused before anything is sent; no key gets into a row."""
    hooks = (Hook(site.url("/hook?key=s3cret-k3y")),)
    with watched(tmp_path, site, private=(), hooks=hooks) as (context, _):
        remember(context, "city", last_code="source_changed")
        alarms.attend(context)
        assert site.posted == []
        with context.store.reading() as tx:
            rows = tx.session.connection().execute(text("SELECT * FROM alarm_notices")).all()
        assert len(rows) == 1
        assert "s3cret" not in str(rows)
        assert "拒绝访问" in str(rows)


def test_alarms_go_by_mail_as_letters(tmp_path: Path, site: FakeSite) -> None:
    """One letter an address, in the transaction that keeps the alarm."""
    with watched(tmp_path, site, hooks=(), mail=("duty@example.org", "admin@example.org")) as (context, _):
        remember(context, "city", last_code="source_changed")
        alarms.attend(context)
        alarms.attend(context)
        with context.store.transaction() as tx:
            found = letters.claim(tx, "me|boot|1|1")
        assert [one.message.recipient for one in found] == ["duty@example.org", "admin@example.org"]


def test_everything_that_is_wrong_is_seen(tmp_path: Path, site: FakeSite) -> None:
    """Quiet, guessed, ending: each with what to do; a healthy source is not named."""
    with watched(tmp_path, site) as (context, desk):
        now = desk.clock.now()
        remember(
            context,
            "city",
            last_code="ok",
            last_new=now - timedelta(days=70),
            doubts=("charset_doubt",),
            certificate_until=now + timedelta(days=5),
        )
        remember(context, "town", last_code="ok", last_new=now, certificate_until=now + timedelta(days=50))
        found = {alarm.kind: alarm for alarm in looking.look(context)}
        assert set(found) == {
            AlarmKind.SOURCE_QUIET,
            AlarmKind.ENCODING_GUESSED,
            AlarmKind.CERTIFICATE_ENDING,
        }
        assert all(alarm.advice for alarm in found.values())
        assert found[AlarmKind.CERTIFICATE_ENDING].subject == "city.example.org"
        assert "2026-03-11" in found[AlarmKind.CERTIFICATE_ENDING].mark


def test_a_failed_run_is_told_without_readers_addresses(tmp_path: Path, site: FakeSite) -> None:
    """The same failures at every try are one alarm; a person's clean run ends it; a source's are not its."""
    failure = Failure("publish", "weekly/3", "template", "模板有误 (template)", "请改模板。")
    bounced = Failure("deliver", "li@example.org", "refused", "对方拒收 (refused)", "请核对地址。")
    polled = Failure("collect", "https://city.example.org/rss", "timeout", "没有及时答复", "")
    with watched(tmp_path, site) as (context, desk):

        def record(name: str, *failures: Failure, by: str = "") -> list[NoticeEvent]:
            desk.clock.instant += timedelta(minutes=1)
            now = desk.clock.now()
            with context.store.transaction() as tx:
                runs.add(tx, Run(name, now, now, failures=failures, by=by))
            return [event for event, alarm in alarms.update(context) if alarm.subject == "failures"]

        assert record("a", polled) == []
        assert record("b", failure, bounced) == [NoticeEvent.RAISED]
        assert record("c", failure, bounced, polled) == []
        assert record("d", failure) == [], "some address is always dead"
        assert record("d2", failure, replace(failure, subject="weekly/4")) == [NoticeEvent.CHANGED]
        assert record("e", polled) == [], "a job that went well says nothing of another"
        assert record("f", polled, by="李编辑") == [NoticeEvent.RESOLVED]
        alarms.tell(context)
        assert b"li@example.org" not in b"".join(site.posted)
        assert "模板有误" in site.posted[0].decode()


def test_a_persons_clean_run_ends_it_however_much_workers_did_since(tmp_path: Path, site: FakeSite) -> None:
    """They make a run each of what they do: dozens between two looks."""
    failure = Failure("publish", "weekly/3", "template", "模板有误 (template)", "请改模板。")
    with watched(tmp_path, site) as (context, desk):
        with context.store.transaction() as tx:
            runs.add(tx, Run("failed", tx.now, tx.now, failures=(failure,)))
        assert [event for event, _ in alarms.update(context)] == [NoticeEvent.RAISED]
        desk.clock.instant += timedelta(minutes=1)
        with context.store.transaction() as tx:
            runs.add(tx, Run("clean", tx.now, tx.now, by="李编辑"))
            for number in range(30):
                later = tx.now + timedelta(seconds=1 + number)
                runs.add(tx, Run(f"well{number}", later, later, counts={"sent": 1}))
        assert [event for event, _ in alarms.update(context)] == [NoticeEvent.RESOLVED]


def test_a_failure_is_told_though_another_run_went_well_in_the_same_minute(
    tmp_path: Path, site: FakeSite
) -> None:
    """A worker fails an edition, others do thirty jobs well before anybody looks; in time it is over."""
    failure = Failure("publish", "weekly/3", "template", "模板有误 (template)", "请改模板。")
    with watched(tmp_path, site) as (context, desk):
        with context.store.transaction() as tx:
            runs.add(tx, Run("failed", tx.now, tx.now, failures=(failure,)))
            for number in range(30):
                later = tx.now + timedelta(seconds=1 + number)
                runs.add(tx, Run(f"well{number}", later, later, counts={"sent": 1}))
        assert [event for event, _ in alarms.update(context)] == [NoticeEvent.RAISED]
        desk.clock.instant += timedelta(minutes=14)
        assert alarms.update(context) == []
        desk.clock.instant += timedelta(minutes=2)
        assert [event for event, _ in alarms.update(context)] == [NoticeEvent.RESOLVED]


def test_a_run_that_was_cut_off_is_told(tmp_path: Path, site: FakeSite) -> None:
    """Its process no longer lives; one that lives is at work."""
    with watched(tmp_path, site) as (context, desk):
        host = own_name().partition("|")[0]
        with context.store.transaction() as tx:
            runs.add(tx, Run("alive", desk.clock.now(), process=own_name()))
        assert looking.look(context) == []
        desk.clock.instant += timedelta(seconds=1)
        with context.store.transaction() as tx:
            runs.add(tx, Run("dead", desk.clock.now(), by="李编辑", process=f"{host}|boot|1|1"))
        assert ["李编辑启动的运行中断了" in alarm.message for alarm in looking.look(context)] == [True]


def test_another_machine_neither_tells_nor_ends_a_run_that_was_cut_off(
    tmp_path: Path, site: FakeSite
) -> None:
    """It cannot see the process: else one machine raises, and the other takes back, every minute."""
    with watched(tmp_path, site) as (context, desk):
        elsewhere = Run("dead", desk.clock.now(), by="李编辑", process="elsewhere.example.org|boot|1|1")
        with context.store.transaction() as tx:
            runs.add(tx, elsewhere)
        assert alarms.update(context) == []
        cut = Alarm(AlarmKind.RUN_FAILED, "cut_off", "中断", "请再运行。", "dead")
        with context.store.transaction() as tx:  # as its own machine does
            raise_alarm(tx, cut)
        assert alarms.update(context) == []
        assert [alarm.mark for alarm in alarms.list_open(context)] == ["dead"]
        with context.store.transaction() as tx:
            runs.update_run(tx, replace(elsewhere, finished_at=desk.clock.now()))
        assert [event for event, _ in alarms.update(context)] == [NoticeEvent.RESOLVED]


@pytest.mark.sqlite
def test_a_look_that_finds_nothing_new_writes_nothing(tmp_path: Path, site: FakeSite) -> None:
    """Every minute for years: only what changes is written."""
    with watched(tmp_path, site) as (context, desk):
        remember(context, "city", last_code="source_changed")
        alarms.update(context)
        with closing(sqlite3.connect(desk.root / "var/kexie.db")) as looking_on:
            before = looking_on.execute("PRAGMA data_version").fetchone()
            assert alarms.update(context) == []
            assert looking_on.execute("PRAGMA data_version").fetchone() == before
            remember(context, "city", last_code="ok")
            assert looking_on.execute("PRAGMA data_version").fetchone() != before, "this can fail"
