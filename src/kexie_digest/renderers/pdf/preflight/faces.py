"""Fonts and sizes: embedded, searchable, wanted; type and rules not too fine to print."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

from kexie_digest.renderers.pdf import fonts
from kexie_digest.renderers.pdf.preflight.boxes import NEAR
from kexie_digest.renderers.pdf.preflight.finding import Finding, Kind, Severity
from kexie_digest.renderers.pdf.preflight.marks import Painted
from kexie_digest.renderers.pdf.preflight.sheet import Sheet

#: 小七号, the smallest size of Chinese type; strokes close up below it.
SMALLEST_TYPE = 5.5
#: A hairline that still prints.
THINNEST_RULE = 0.25
_SUBSET = re.compile(r"/?[A-Z]{6}\+(.+)")


def find(sheet: Sheet) -> Iterator[Finding]:
    """Check every font of the file, and the sizes it and the rules are used in."""
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(sheet.pdf.pages, 1):
        for font in page.resources.get("/Font", pikepdf.Dictionary()).as_dict().values():
            if font.objgen not in seen:
                seen.add(font.objgen)
                yield from _check_font(font, number)
    yield from _fine(sheet)


def _check_font(font: pikepdf.Object, page: int) -> Iterator[Finding]:
    name = str(font.get("/BaseFont", "")).lstrip("/")
    if str(font.get("/Subtype")) == "/Type3":
        yield Finding("fonts", "有 Type 3 字体 (a Type 3 font)", page=page)
        return
    descendants = font.get("/DescendantFonts")
    descriptor = (font if descendants is None else descendants[0]).get("/FontDescriptor")
    if descriptor is None or not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
        yield Finding("fonts", f"字体没有嵌入 (font is not embedded): {name}", page=page)
    subset = _SUBSET.fullmatch(name)
    if subset is None:
        yield Finding("fonts", f"字体不是子集 (font is not a subset): {name}", page=page)
    if "/ToUnicode" not in font:
        yield Finding("fonts", f"字体不能转回文字 (font has no way back to text): {name}", page=page)
    family = (subset[1] if subset else name).replace("-", " ")
    if not family.startswith(fonts.FAMILIES):
        message = f"用了预料之外的字体 (an unexpected font): {family}"
        yield Finding("fonts", message, Severity.WARNING, page)


def _fine(sheet: Sheet) -> Iterator[Finding]:
    for page in sheet.pages:
        small = [text for text in page.texts if 0 < text.size < SMALLEST_TYPE and text.text.strip()]
        if small:
            worst = min(small, key=lambda text: text.size)
            message = f"字太小 (type too small): {worst.size} pt “{worst.text[:12]}”"
            yield Finding("type_size", message, page=page.number)
        if sheet.kind is not Kind.PRINT:
            continue
        trim = [float(edge) for edge in sheet.pdf.pages[page.number - 1].trimbox.as_list()]
        thin = [mark.thickness for mark in page.painted if _is_rule(mark) and mark.box[0] >= trim[0]]
        thin = [thickness for thickness in thin if thickness < THINNEST_RULE - NEAR / 10]
        if thin:
            message = f"线太细 (rule too thin): {min(thin):.2f} pt"
            yield Finding("rule_width", message, page=page.number)


def _is_rule(mark: Painted) -> bool:
    """Leave out crop marks, which stand outside the trimmed page, and empty paths."""
    left, bottom, right, top = mark.box
    inside = bottom >= 0 and right <= 600 and top <= 842  # noqa: PLR2004 - A4 and a rounding
    return inside and mark.thickness > 0 and max(right - left, top - bottom) > 1
