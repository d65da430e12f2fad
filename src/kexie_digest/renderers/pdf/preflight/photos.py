"""Pictures: fine enough at the size they are printed in, in inks, not smoothed by the viewer."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from PIL import ImageChops

from kexie_digest.renderers.pdf.preflight.finding import Finding, Kind, Severity
from kexie_digest.renderers.pdf.preflight.inks import INK_LIMIT
from kexie_digest.renderers.pdf.preflight.marks import Placed
from kexie_digest.renderers.pdf.preflight.sheet import Sheet

#: Pixels an inch: what a 150-line screen shows, and below which the eye sees steps.
FINE, COARSE = 299.0, 150.0
#: Share of a picture's pixels that may lie above the ink limit: JPEG overshoots at edges.
_STRAY = 0.001
_CMYK = 4


def find(sheet: Sheet) -> Iterator[Finding]:
    """Check every picture where it is placed, and its pixels once."""
    seen: set[tuple[int, int]] = set()
    for page in sheet.pages:
        for placed in page.placed:
            picture = sheet.pdf.get_object(placed.key)
            if not isinstance(picture, pikepdf.Stream):
                continue
            if sheet.kind is Kind.PRINT:
                yield from _resolution(picture, placed, page.number)
            if placed.key not in seen:
                seen.add(placed.key)
                yield from _pixels(picture, sheet.kind, page.number)


def _resolution(picture: pikepdf.Stream, placed: Placed, page: int) -> Iterator[Finding]:
    left, bottom, right, top = placed.box
    inches = ((right - left) / 72, (top - bottom) / 72)
    pixels = (int(picture.Width), int(picture.Height))
    finest = min(count / max(length, 0.01) for count, length in zip(pixels, inches, strict=True))
    if finest < FINE:
        severity = Severity.ERROR if finest < COARSE else Severity.WARNING
        message = f"图片精度不足 300 ppi (picture below 300 ppi): {finest:.0f} ppi"
        yield Finding("resolution", message, severity, page)


def _pixels(picture: pikepdf.Stream, kind: Kind, page: int) -> Iterator[Finding]:
    if bool(picture.get("/Interpolate", False)):
        yield Finding("interpolate", "图片要求阅读器平滑 (picture asks for interpolation)", page=page)
    if kind is not Kind.PRINT:
        return
    if str(picture.get("/ColorSpace")) not in {"/DeviceCMYK", "/DeviceGray"}:
        yield Finding("colour", "图片不是 CMYK (picture is not CMYK)", page=page)
    elif str(picture.get("/ColorSpace")) == "/DeviceCMYK":
        heaviest = most_ink(picture)
        if heaviest > INK_LIMIT:
            yield Finding("ink", f"图片总墨量过高 (too much ink in a picture): {heaviest:.0f} %", page=page)


def most_ink(picture: pikepdf.Stream) -> float:
    """Measure a CMYK picture's heaviest ink, a stray pixel in a thousand left out.

    Args:
        picture: An image XObject.

    Returns:
        Sum of the inks, in per cent.
    """
    decoded = pikepdf.PdfImage(picture).as_pil_image()
    if decoded.mode != "CMYK":
        return 0.0
    quarters = [plane.point(lambda value: value // _CMYK) for plane in decoded.split()]
    total = quarters[0]
    for plane in quarters[1:]:
        total = ImageChops.add(total, plane)
    histogram = total.histogram()
    stray = _STRAY * sum(histogram)
    for value in range(255, -1, -1):
        stray -= histogram[value]
        if stray < 0:
            return value * _CMYK / 2.55
    return 0.0
