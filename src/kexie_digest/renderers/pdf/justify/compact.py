"""A subset without holes: bare CFF whose charset says which glyph is meant by each code.

WeasyPrint keeps the glyph numbers of the whole font in its subsets, so that a face of
65,535 glyphs of which a bulletin uses 50 still has 65,535 places: 80 kB a face after
compression, four fifths of a bulletin of 8 pages. A CID-keyed CFF needs no such places.
Codes in the pages are glyph numbers of the whole font; where its CIDs are these numbers
(as in the pan-CJK families, ``Adobe-Identity-0``), the subset's charset leads from code to
glyph (ISO 32000-1, 9.7.4.2), and pages, widths and ToUnicode stay as they are.
"""

from __future__ import annotations

import io
from collections.abc import Collection

from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont
from weasyprint.pdf.fonts import get_hb_object_data
from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset

from kexie_digest.renderers.pdf.justify import Untyped

#: How a bare CFF begins: version 1.0, header of four bytes (Adobe TN 5176, 6).
CFF_HEADER = b"\x01\x00\x04"
#: Tables a CFF font program in a PDF has no use for; ``cmap`` and layout above all.
_DROPPED = (
    *(b"BASE", b"DSIG", b"GDEF", b"GPOS", b"GSUB", b"JSTF", b"MATH", b"OS/2"),
    *(b"VORG", b"cmap", b"name", b"post", b"vhea", b"vmtx"),
)


def compact(font: Untyped, glyphs: Collection[int], *, hinting: bool) -> bytes | None:
    """Subset a face to bare CFF, if its CIDs are its glyph numbers.

    Args:
        font: WeasyPrint's font, with the HarfBuzz face.
        glyphs: Glyph numbers that the pages show; numbers beyond the face stand for
            missing glyphs and are left out.
        hinting: Whether hints are kept.

    Returns:
        The font program, or None: the face is no CID-keyed CFF, is variable, draws
        pictures, or has other CIDs.
    """
    if "CFF " not in font.tables or "fvar" in font.tables or font.png or font.svg or font.colr:
        return None
    wanted = set(glyphs) - set(font.missing.values())
    subset = _subset(font, sorted(wanted), hinting=hinting)
    if not subset:
        return None
    program: bytes = TTFont(io.BytesIO(subset)).reader["CFF "]
    return program if wanted <= cids(program) else None


def _subset(font: Untyped, glyphs: list[int], *, hinting: bool) -> bytes:
    wish = ffi.gc(harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy)
    _fill(harfbuzz_subset.hb_subset_input_glyph_set(wish), glyphs)
    tags = sorted(harfbuzz.hb_tag_from_string(name, -1) for name in _DROPPED)
    dropped = harfbuzz_subset.HB_SUBSET_SETS_DROP_TABLE_TAG
    _fill(harfbuzz_subset.hb_subset_input_set(wish, dropped), tags)
    flags = harfbuzz_subset.HB_SUBSET_FLAGS_DESUBROUTINIZE  # compresses better than subroutines
    if not hinting:
        flags |= harfbuzz_subset.HB_SUBSET_FLAGS_NO_HINTING
    if font.missing:
        flags |= harfbuzz_subset.HB_SUBSET_FLAGS_NOTDEF_OUTLINE
    harfbuzz_subset.hb_subset_input_set_flags(wish, flags)
    face = harfbuzz_subset.hb_subset_or_fail(font.hb_face, wish)
    if not face:
        return b""
    content: bytes = get_hb_object_data(ffi.gc(face, harfbuzz.hb_face_destroy))
    return content


def _fill(numbers: Untyped, values: list[int]) -> None:
    array = ffi.new(f"hb_codepoint_t[{len(values)}]", values)
    harfbuzz.hb_set_add_sorted_array(numbers, array, len(values))


def cids(program: bytes) -> set[int]:
    """Read the CIDs of a font program.

    Args:
        program: Bare CFF.

    Returns:
        CID 0 (``.notdef``) and the others; nothing for a font that is not CID-keyed.
    """
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(program), None)
    top = fonts.topDictIndex[0]
    if not hasattr(top, "ROS"):
        return set()
    return {0, *(int(name.removeprefix("cid")) for name in top.charset if name != ".notdef")}
