"""What the themes learn from: editors' words, and what was printed and left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from kexie_digest.model import Correction, CorrectionField, Edition, LearntThemes, Report
from kexie_digest.store import Store, corrections, learning

NOON = dt.datetime(2026, 3, 6, 4, 0, tzinfo=dt.UTC)


def test_settled_reports_are_corrected_or_printed(
    store: Store, add_reports: Callable[..., list[Report]], add_edition: Callable[..., Edition]
) -> None:
    """As read, with the theme editors left it under; what nobody looked at teaches nothing."""
    with store.transaction() as tx:
        moved, printed, _ = add_reports(tx, "观测站", "水文站", "气象站")
        corrections.add(tx, Correction(moved.id, CorrectionField.THEME, "other", "awards", "秦岚", NOON))
        corrections.add(
            tx, Correction(printed.id, CorrectionField.TITLE, "水文站", "水文站迁址", "秦岚", NOON)
        )
        add_edition(tx, [moved, printed])
        settled = list(learning.list_settled(tx))
    assert settled == [(moved, "awards"), (printed, "other")]


def test_the_latest_is_what_was_learnt_last(store: Store) -> None:
    """Earlier ones stay in the record and do not act."""
    with store.transaction() as tx:
        assert learning.find_latest(tx) is None
        for newest in (3, 5):
            learning.add(tx, LearntThemes(NOON, newest, {"awards": 30}, {"awards": {"always": 0.1}}))
        found = learning.find_latest(tx)
    assert found == LearntThemes(NOON, 5, {"awards": 30}, {"awards": {"always": 0.1}})
