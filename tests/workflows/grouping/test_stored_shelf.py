"""The shelf that the store keeps: of a crowd it names nobody."""

from __future__ import annotations

from pathlib import Path

from events.reports import report
from kexie_digest import events
from kexie_digest.store import events as shelves
from kexie_digest.workflows.grouping.stored_shelf import StoredShelf

from desk import Desk
from fakes import FakeClock

FORUM = events.sign(report("a", "", "首届岚湖湿地论坛开幕。", day="2024-05-03"))


def test_a_crowd_is_given_as_such(tmp_path: Path) -> None:
    """As many as the limit are named; of one more, only that they are too many."""
    keys = events.index_keys(FORUM)
    name = next(iter(keys.names))
    day = next(day for key, day in keys.filed if key == name)
    most = events.limit(name)
    desk = Desk(tmp_path, clock=FakeClock())
    with desk.opened() as context, context.store.transaction() as tx:
        shelves.add(tx, [], [(name, day, number) for number in range(1, 1 + most)])
        assert StoredShelf(tx, 0, {most + 2: FORUM}).holders(keys)[name] == set(range(1, 1 + most))
        shelves.add(tx, [], [(name, day, most + 1)])
        assert StoredShelf(tx, 0, {most + 2: FORUM}).holders(keys)[name] == events.CROWD
        assert len(events.CROWD) > most
