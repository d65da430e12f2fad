"""The body that a clause begins with."""

from __future__ import annotations

import pytest

from kexie_digest.facts.naming.leading import leading_organisation


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("甲市科协党员干部赴村开展活动", "甲市科协"),
        ("据悉,甲省促进会成立于2013年", "甲省促进会"),
        ("同学们走进课堂", None),
    ],
)
def test_the_body_a_clause_begins_with(text: str, name: str | None) -> None:
    """Up to the verb, or nothing."""
    found = leading_organisation(text, 0, len(text))
    assert (text[found[0] : found[1]] if found else None) == name
