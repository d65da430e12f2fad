"""Reports under keys and days are found near the days asked for, as by looking at each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kexie_digest.events.filings import Filings

DAYS = st.integers(0, 300) | st.sampled_from([0, 736_000, 738_000, 9_000_000])
FILED = st.lists(st.tuples(st.integers(1, 3), DAYS, st.integers(1, 9)), max_size=30)
ASKED = st.lists(st.tuples(st.integers(1, 3), DAYS, DAYS), max_size=4)


@given(FILED, ASKED)
def test_near_days_are_found(rows: list[tuple[int, int, int]], asked: list[tuple[int, int, int]]) -> None:
    """Short spans, spans over every day, spans that hold nothing, a key asked for twice."""
    filings = Filings()
    for row in rows:
        filings.file([row])
    expected: dict[int, set[int]] = {}
    for key, first, last in asked:
        for own, day, number in rows:
            if own == key and first <= day <= last:
                expected.setdefault(key, set()).add(number)
    assert filings.near(asked) == expected
