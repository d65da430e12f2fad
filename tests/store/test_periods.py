"""Settled periods of a schedule."""

from __future__ import annotations

from pathlib import Path

from kexie_digest.store import Store, periods

from fakes import FakeClock


def test_a_period_is_settled_once(tmp_path: Path) -> None:
    """The first settling counts, the second changes nothing, other digests are untouched."""
    with Store.open(f"sqlite:///{tmp_path / 'k.db'}", clock=FakeClock()) as store:
        with store.transaction() as tx:
            assert not periods.is_known(tx, "weekly")
            assert periods.settle(tx, "weekly", "week:2026-03-06")
            assert not periods.settle(tx, "weekly", "week:2026-03-06")
        with store.reading() as tx:
            assert periods.is_known(tx, "weekly")
            assert periods.is_settled(tx, "weekly", "week:2026-03-06")
            assert not periods.is_settled(tx, "weekly", "week:2026-03-13")
            assert not periods.is_known(tx, "monthly")
