"""Columns: instants keep their moment, whatever zone they came in."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.dialects import postgresql, sqlite

from kexie_digest.model import Run
from kexie_digest.store import Store, runs
from kexie_digest.store.tables import RunRow, UtcDateTime

MORNING = datetime(2026, 3, 6, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_an_instant_of_another_zone_is_kept_in_utc(store: Store) -> None:
    """Nine o'clock in Shanghai comes back as one o'clock UTC, and sorts as that."""
    with store.transaction() as tx:
        runs.add(tx, Run("late", datetime(2026, 3, 6, 2, 0, tzinfo=UTC)))
        runs.add(tx, Run("early", MORNING))
        row = tx.session.get(RunRow, "early")
        assert row is not None
        assert row.started_at == datetime(2026, 3, 6, 1, 0, tzinfo=UTC)
        assert row.started_at.tzinfo is UTC
        assert [run.id for run in runs.list_latest(tx)] == ["late", "early"]


def test_an_engine_that_knows_zones_gets_one() -> None:
    """PostgreSQL is handed an aware instant; SQLite, which has no zones, a bare one."""
    column = UtcDateTime()
    assert column.process_bind_param(MORNING, postgresql.dialect()) == MORNING
    assert column.process_bind_param(MORNING, sqlite.dialect()) == datetime(2026, 3, 6, 1, 0)  # noqa: DTZ001 - as SQLite keeps it
    assert column.process_result_value(MORNING, postgresql.dialect()) == MORNING


def test_a_bare_instant_is_refused() -> None:
    """An instant without a zone is a bug of ours and never reaches a row."""
    with pytest.raises(ValueError, match="time zone"):
        UtcDateTime().process_bind_param(datetime(2026, 3, 6), sqlite.dialect())  # noqa: DTZ001 - the case itself
