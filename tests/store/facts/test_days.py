"""Dates of facts as first and last day."""

from __future__ import annotations

import pytest

from kexie_digest.store.facts import days


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        ("2026-03-05", ("2026-03-05", "2026-03-05")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2026", ("2026-01-01", "2026-12-31")),
        ("2026-02-27/2026-03-01", ("2026-02-27", "2026-03-01")),
        ("2025/2026", ("2025-01-01", "2026-12-31")),
        ("9999", ("9999-01-01", "9999-12-31")),
    ],
)
def test_a_date_covers_days(iso: str, expected: tuple[str, str]) -> None:
    """A year is all its days, a month too; a range goes from its first to its last."""
    assert days.span(iso) == expected


@pytest.mark.parametrize(
    "iso", [None, "", "近日", "2026-02-30", "2026-13", "0000", "2026-03-02/2026-03-01", "2026-03-02/近日"]
)
def test_what_is_no_date_has_no_days(iso: str | None) -> None:
    """Nothing is guessed from what is no date."""
    assert days.span(iso) is None
