"""Which marks are narrowed."""

from __future__ import annotations

import pytest

from kexie_digest.renderers.pdf.justify.squeeze import _SQUEEZED, byte_ranges


@pytest.mark.parametrize(
    ("text", "narrow"),
    [
        ("说：“好。”他", ["：", "。"]),
        ("《甲》《乙》", ["》"]),
        ("（“甲”）", ["“", "”"]),
        ("甲，乙。丙", []),
        ("甲”、“乙", ["”", "、"]),
    ],
)
def test_adjoining_marks_are_squeezed(text: str, narrow: list[str]) -> None:
    """A mark before a mark, and an opening one after an opening one (CLREQ 3.1.6)."""
    assert [match[0] for match in _SQUEEZED.finditer(text)] == narrow


def test_ranges_count_bytes() -> None:
    """Pango counts UTF-8 bytes: three for a mark, four for 𠮷."""
    assert byte_ranges(_SQUEEZED, "𠮷a。”b") == [(5, 8)]
