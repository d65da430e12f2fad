"""What is left of an item without what stands around its name."""

from __future__ import annotations

import pytest

from facts.support import line
from kexie_digest.facts.awards.items.trimming import trimmed


@pytest.mark.parametrize(
    ("text", "left", "is_work"),
    [
        ("甲学会报送的《石头记事》", "《石头记事》", True),
        ("张三(某大学)", "张三", False),
        ("热烈祝贺甲市林学会", "甲市林学会", False),
        ("某研究院(所)", "某研究院(所)", False),
    ],
)
def test_makers_notes_and_wishes_go(text: str, left: str, *, is_work: bool) -> None:
    """Makers before a work, notes behind a name, congratulations."""
    start, end, found = trimmed(line(text), 0, len(text))
    assert (text[start:end], found) == (left, is_work)
