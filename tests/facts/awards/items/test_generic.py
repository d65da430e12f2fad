"""Words that name nobody."""

from __future__ import annotations

import pytest

from kexie_digest.facts.awards.items.generic import is_generic


@pytest.mark.parametrize(
    ("item", "generic"),
    [
        ("获奖学会", True),
        ("全省", True),
        ("3个项目", True),
        ("甲市林学会", False),
        ("全省先进农技协", True),
        ("和个人", True),
    ],
)
def test_common_nouns_name_nobody(item: str, *, generic: bool) -> None:
    """A noun with its count or quality is nobody in particular."""
    assert is_generic(item) is generic
