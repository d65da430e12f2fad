"""From codes back to letters."""

from __future__ import annotations

import pikepdf

from kexie_digest.renderers.pdf.preflight.letters import UNKNOWN, Letters, read_map

MAP = b"""\
2 beginbfchar
<0001> <5317>
<0002> <d842dfb7>
endbfchar
1 beginbfrange
<0010> <0012> <0041>
endbfrange
"""


def test_pairs_surrogates_and_ranges_are_read() -> None:
    """A rare character is two UTF-16 units; a range counts up."""
    assert read_map(MAP) == {1: "北", 2: "𠮷", 0x10: "A", 0x11: "B", 0x12: "C"}


def test_glyphs_without_letters_are_counted_or_marked() -> None:
    """Glyph 0 is the box of a missing character; an unmapped glyph has no letter."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(pikepdf.Dictionary(Subtype=pikepdf.Name.Type0, ToUnicode=pdf.make_stream(MAP)))
    assert Letters().read(font, b"\x00\x01\x00\x00\x00\x77") == (f"北{UNKNOWN}{UNKNOWN}", 1)
    assert Letters().read(None, b"\x00\x01") == ("", 0)
