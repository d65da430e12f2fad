"""Page boxes, and for the press bleed, output intent and the like."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from kexie_digest.renderers.pdf.preflight.finding import Finding
from kexie_digest.renderers.pdf.preflight.marks import Box
from kexie_digest.renderers.pdf.preflight.sheet import Sheet

A4 = (595.276, 841.89)
#: A rounding of the box's edges, in points.
NEAR = 0.1
#: What the cutter needs: 3 mm.
BLEED = 3 / 25.4 * 72


def find(sheet: Sheet) -> Iterator[Finding]:
    """Check that every page is trimmed to A4 and its boxes lie within each other."""
    for number, page in enumerate(sheet.pdf.pages, 1):
        media, bleed, trim = (_edges(box) for box in (page.mediabox, page.bleedbox, page.trimbox))
        size = (trim[2] - trim[0], trim[3] - trim[1])
        if any(abs(own - wanted) > NEAR for own, wanted in zip(size, A4, strict=True)):
            yield Finding("boxes", f"成品尺寸不是 A4 (not trimmed to A4): {size}", page=number)
        if not (_holds(media, bleed) and _holds(bleed, trim)):
            yield Finding("boxes", "页面各框不是里外相套 (page boxes are not nested)", page=number)


def find_press(sheet: Sheet) -> Iterator[Finding]:
    """Check what a press needs of a file: bleed, condition, blending space, no annotations."""
    for number, page in enumerate(sheet.pdf.pages, 1):
        trim, bleed = _edges(page.trimbox), _edges(page.bleedbox)
        least = min(abs(inner - outer) for inner, outer in zip(trim, bleed, strict=True))
        if least < BLEED - NEAR:
            found = f"{least * 25.4 / 72:.1f} mm"
            yield Finding("bleed", f"出血不足 3 mm (bleed below 3 mm): {found}", page=number)
        if "/Annots" in page.obj:
            yield Finding("annotations", "印刷页上有链接或批注 (annotations inside the bleed)", page=number)
        group = page.obj.get("/Group", pikepdf.Dictionary())
        if str(group.get("/CS")) != "/DeviceCMYK":
            yield Finding("blending", "页面没有 CMYK 混合空间 (no CMYK blending space)", page=number)
    yield from _intent(sheet.pdf)
    if "/Metadata" not in sheet.pdf.Root or b"PDF/X-4" not in sheet.pdf.Root.Metadata.read_bytes():
        yield Finding("identifier", "没有声明 PDF/X-4 (PDF/X-4 is not declared)")
    if str(sheet.pdf.docinfo.get("/Trapped")) not in {"/True", "/False"}:
        yield Finding("trapped", "没有说明是否做过陷印 (Trapped is not stated)")


def _intent(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    intents = pdf.Root.OutputIntents.as_list()
    if len(intents) != 1:
        yield Finding("condition", f"印刷条件应有一个 (one output intent wanted, found {len(intents)})")
    for intent in intents:
        if not str(intent.get("/OutputConditionIdentifier", "")):
            yield Finding("condition", "印刷条件没有名字 (the output condition has no identifier)")
        profile = intent.get("/DestOutputProfile")
        registry = str(intent.get("/RegistryName", ""))
        if profile is None and not registry:
            yield Finding("condition", "既无特性文件也无注册名 (neither profile nor registry)")
        if profile is not None and int(profile.get("/N", 0)) != 4:  # noqa: PLR2004 - inks
            yield Finding("condition", "特性文件不是 CMYK 的 (the profile is not CMYK)")


def _edges(box: pikepdf.Array) -> Box:
    left, bottom, right, top = (float(edge) for edge in box.as_list())
    return left, bottom, right, top


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer[0] <= inner[0] + NEAR
        and outer[1] <= inner[1] + NEAR
        and outer[2] >= inner[2] - NEAR
        and outer[3] >= inner[3] - NEAR
    )
