"""The day a lead gives."""

from __future__ import annotations

import datetime as dt

import pytest

from kexie_digest.parsers.parts.event_day import event_day

NEAR = dt.date(2026, 3, 6)


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("3月4日，岚山县科协给渡船装上救生课。", ("2026-03-04", "3月4日")),
        ("近日，岚山县科协给渡船装上救生课。", (None, "近日")),
        ("岚山县科协给渡船装上救生课。", (None, None)),
    ],
)
def test_the_lead_gives_the_day(lead: str, expected: tuple[str | None, str | None]) -> None:
    """A printed day becomes ISO with the page's year, a vague one stays a phrase."""
    assert event_day([lead, "5月1日又讲了一课。"], NEAR) == expected


def test_no_body_no_day() -> None:
    """An article without body has no day."""
    assert event_day([], NEAR) == (None, None)
