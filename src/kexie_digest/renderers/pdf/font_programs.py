"""Name the font programs of a PDF for what they are.

Takes an open PDF of the engine, changes the entries of its fonts. The engine knows two
kinds of programs, TrueType and OpenType; ours may be bare CFF (``justify.compact``).
"""

from __future__ import annotations

import pikepdf

#: How a bare CFF begins (Adobe TN 5176, 6).
_CFF_HEADER = b"\x01\x00\x04"


def name_programs(pdf: pikepdf.Pdf) -> None:
    """Call bare CFF programs by their name (ISO 32000-1, table 126).

    Such a font leads from CID to glyph by its charset and has no map of its own.
    """
    for font in pdf.objects:
        if not isinstance(font, pikepdf.Dictionary) or font.get("/Subtype") != pikepdf.Name.CIDFontType0:
            continue
        program = font.FontDescriptor.get("/FontFile3")
        if program is not None and program.read_bytes().startswith(_CFF_HEADER):
            program.Subtype = pikepdf.Name.CIDFontType0C
            if "/CIDToGIDMap" in font:
                del font["/CIDToGIDMap"]
