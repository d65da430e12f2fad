"""Which marks are narrowed."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from kexie_digest.renderers.pdf import engine
from kexie_digest.renderers.pdf.justify.squeeze import _SQUEEZED, byte_ranges
from kexie_digest.renderers.pdf.preflight.columns import lines_of
from kexie_digest.renderers.pdf.preflight.walk import pages

KAI = """<!DOCTYPE html><html lang="zh-CN"><head><title>楷</title><style>
@page { size: 160pt 200pt; margin: 50pt }
body, p { margin: 0; font: 10pt/20pt "LXGW WenKai" }
</style></head><body><p>甲》；《乙丙丁</p><p>“甲”乙丙丁</p><p>甲乙丙丁</p></body></html>"""


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


@pytest.mark.render
def test_kai_is_squeezed_like_song() -> None:
    """Six ems hold seven characters, two of them narrow, and quotes are full-width; no line is higher."""
    with pikepdf.open(io.BytesIO(engine.print_html(KAI, Path()).content)) as pdf:
        lines = list(lines_of(next(pages(pdf))))
    assert [line.text for line in lines] == ["甲》；《乙丙丁", "“甲”乙丙丁", "甲乙丙丁"]
    assert [lines[0].baseline - line.baseline for line in lines] == pytest.approx([0, 20, 40], abs=0.1)
