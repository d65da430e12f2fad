"""Names of any length become identities that an index takes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kexie_digest.sources.identity import LONGEST, bounded


@given(st.text(max_size=20), st.characters(), st.characters())
def test_long_names_stay_apart(end: str, one: str, other: str) -> None:
    """Two names that differ in one late character are two identities, and neither is long."""
    names = [bounded("甲" * LONGEST + character + end) for character in (one, other)]
    assert (names[0] == names[1]) is (one == other)
    assert all(len(name) == LONGEST and name.startswith("甲" * 200) for name in names)


def test_an_ordinary_name_is_itself() -> None:
    """Up to the bound nothing changes: who looks at the table reads what the source wrote."""
    assert bounded("g" * LONGEST) == "g" * LONGEST
