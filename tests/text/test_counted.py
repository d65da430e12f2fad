"""Names in the order a person counts them."""

from __future__ import annotations

from kexie_digest.text.counted import counted


def test_two_comes_before_ten() -> None:
    """Numbers count as numbers, also in other scripts; a row of 5,000 digits is no number."""
    names = ["图2.jpg", "图10.jpg", "图" + "9" * 5000 + ".jpg", "第2版/1", "第2版/٣"]
    names.reverse()
    assert sorted(names, key=counted) == names[::-1]
