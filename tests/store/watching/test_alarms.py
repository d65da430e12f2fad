"""Alarms are kept once and told once, also by two programs (kexie_digest.store.watching)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from kexie_digest.model import Alarm, AlarmKind, NoticeEvent
from kexie_digest.store import Store
from kexie_digest.store.watching import alarms, figures, heartbeats

from fakes import FakeClock

QUIET = Alarm(AlarmKind.SOURCE_QUIET, "city", "久无更新", "请打开网址看看。", "quiet")


def test_a_trouble_is_raised_changed_and_resolved_once(store: Store, clock: FakeClock) -> None:
    """The second program that sees the same changes nothing, so it tells nobody."""
    with store.transaction() as tx:
        assert alarms.raise_alarm(tx, QUIET) is NoticeEvent.RAISED
        assert alarms.raise_alarm(tx, QUIET) is None
        assert alarms.list_open(tx) == [replace(QUIET, since=clock.now())]
        assert alarms.raise_alarm(tx, replace(QUIET, mark="gone")) is NoticeEvent.CHANGED
        assert alarms.raise_alarm(tx, replace(QUIET, mark="gone")) is None
        assert [alarms.resolve(tx, QUIET), alarms.resolve(tx, QUIET)] == [True, False]
        assert alarms.list_open(tx) == []
    begun = clock.now()
    clock.instant += timedelta(days=3)
    with store.transaction() as tx:
        assert alarms.raise_alarm(tx, replace(QUIET, mark="gone")) is NoticeEvent.RAISED, "it came back"
        assert alarms.list_open(tx)[0].since == begun + timedelta(days=3)


def test_a_notice_is_claimed_by_one(store: Store, clock: FakeClock) -> None:
    """Held for five minutes; then somebody else tries, and the first is not listened to; once is enough."""
    with store.transaction() as tx:
        alarms.put_notices(tx, NoticeEvent.RAISED, QUIET, ["hook-a", "hook-b"])
        first = alarms.claim_notices(tx, ["hook-a"], "me")
        assert [(notice.target, notice.attempts, notice.alarm.subject) for notice in first] == [
            ("hook-a", 1, "city")
        ]
        assert alarms.claim_notices(tx, ["hook-a"], "me") == []
    clock.instant += timedelta(minutes=6)
    with store.transaction() as tx:
        again = alarms.claim_notices(tx, ["hook-a", "hook-b"], "me")
        assert [(notice.target, notice.attempts) for notice in again] == [("hook-a", 2), ("hook-b", 1)]
        alarms.settle_notice(tx, first[0], "too late", is_sent=False)
        alarms.settle_notice(tx, again[0], "ok", is_sent=True)
        alarms.settle_notice(tx, again[1], "refused", is_sent=False, wait=timedelta(minutes=1))
    clock.instant += timedelta(minutes=2)
    with store.transaction() as tx:
        last = alarms.claim_notices(tx, ["hook-a", "hook-b"], "me")
        assert [(notice.target, notice.attempts) for notice in last] == [("hook-b", 2)]
        alarms.settle_notice(tx, last[0], "refused", is_sent=False)
        assert figures.notices(tx) == {"failed": 1, "sent": 1}


def test_a_restored_copy_tells_nothing(store: Store) -> None:
    """What waited in a backup the original has told."""
    with store.transaction() as tx:
        alarms.put_notices(tx, NoticeEvent.RAISED, QUIET, ["hook-a"])
        alarms.drop_waiting(tx, "restored")
        assert alarms.claim_notices(tx, ["hook-a"], "me") == []


def test_heartbeats_are_known_by_name(store: Store, clock: FakeClock) -> None:
    """The last beat counts; a program that ends on purpose is not missed."""
    with store.transaction() as tx:
        heartbeats.beat(tx, "scheduler@a")
        heartbeats.beat(tx, "scheduler@b")
    clock.instant += timedelta(seconds=10)
    with store.transaction() as tx:
        heartbeats.beat(tx, "scheduler@a")
        heartbeats.stop(tx, "scheduler@b")
        assert heartbeats.list_all(tx) == {"scheduler@a": clock.now()}


def test_figures_count_what_is_there(store: Store) -> None:
    """An empty store counts nothing and has a size."""
    with store.transaction() as tx:
        alarms.raise_alarm(tx, QUIET)
    with store.reading() as tx:
        assert figures.alarms(tx) == {"source_quiet": 1}
        assert (figures.articles(tx), figures.documents(tx), figures.editions(tx)) == (0, {}, {})
        assert figures.size(tx) > 0
        assert figures.revision(tx) >= "0014"
