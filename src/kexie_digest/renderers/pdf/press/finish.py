"""Finish a PDF for the press: what the engine's PDF/X-4 still lacks.

Takes the engine's file, the edition and the profile; gives the finished file, the same
bytes for the same edition. It moves nothing on a page.

What is mended: marks painted in RGB, pages without a blending space, links inside the
bleed (ISO 15930-7, 6.17), an output intent without its registry, dates and identifiers
from clock and chance.
"""

from __future__ import annotations

import hashlib
import io
import re

import pikepdf

from kexie_digest.model import Edition
from kexie_digest.renderers.pdf.font_programs import name_programs
from kexie_digest.renderers.pdf.press.metadata import Identity, write_metadata
from kexie_digest.renderers.pdf.press.profiles import Profile

#: The registry of printing conditions that condition names are looked up in.
REGISTRY = "http://www.color.org"
#: CSS pixels in a point: the engine draws marks in pixels.
_PIXELS = 4 / 3
_BLACK = {b"rg": b"0 0 0 1 k", b"RG": b"0 0 0 1 K"}
_RGB = re.compile(rb"\b0 0 0 (rg|RG)\b")


def finish_press(content: bytes, edition: Edition, profile: Profile) -> bytes:
    """Make the engine's PDF/X-4 fit for a press.

    Args:
        content: From the engine.
        edition: Gives title, dates and the document's identity.
        profile: Of the press.

    Returns:
        The finished file.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            _blacken_marks(page)
            page.obj.Group = pikepdf.Dictionary(
                Type=pikepdf.Name.Group, S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceCMYK
            )
            if "/Annots" in page.obj:
                del page.obj["/Annots"]
        name_programs(pdf)
        _name_condition(pdf, profile)
        _forget(pdf)
        identity = Identity.of(edition, instance=hashlib.sha256(_saved(pdf)).hexdigest())
        write_metadata(pdf, identity)
        return _saved(pdf)


def _blacken_marks(page: pikepdf.Page) -> None:
    """Set crop marks and crosses in black ink; a picture drawn in RGB is left as it is."""
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    size = ((right - left) * _PIXELS, (top - bottom) * _PIXELS)
    for form in page.resources.get("/XObject", pikepdf.Dictionary()).as_dict().values():
        if form.get("/Subtype") == pikepdf.Name.Form and _is_marks(form, size):
            form.write(_RGB.sub(lambda match: _BLACK[match[1]], form.read_bytes()))


def _is_marks(form: pikepdf.Object, size: tuple[float, float]) -> bool:
    """Tell the engine's marks by their box: it starts outside the page and has the sheet's size.

    The engine writes a box of the sheet's width and height less its own offset, so the
    corners are compared.
    """
    left, top, right, bottom = (float(edge) for edge in form.BBox.as_list())
    sheet = (right - left, bottom - top)
    return left < 0 and top < 0 and all(abs(own - page) < 1 for own, page in zip(sheet, size, strict=True))


def _name_condition(pdf: pikepdf.Pdf, profile: Profile) -> None:
    """Say which press the inks are meant for; only registered names point to the registry."""
    intent = pdf.Root.OutputIntents[0]
    intent.OutputConditionIdentifier = profile.condition or "Custom"
    intent.OutputCondition = profile.description
    intent.Info = profile.description
    if profile.condition:
        intent.RegistryName = REGISTRY


def _forget(pdf: pikepdf.Pdf) -> None:
    """Drop what holds the clock or chance, and what the identity is computed without."""
    del pdf.Root.Metadata, pdf.trailer.ID
    for name in ("/CreationDate", "/ModDate"):
        if name in pdf.docinfo:
            del pdf.docinfo[name]


def _saved(pdf: pikepdf.Pdf) -> bytes:
    stream = io.BytesIO()
    pdf.save(
        stream, deterministic_id=True, min_version="1.6", object_stream_mode=pikepdf.ObjectStreamMode.disable
    )
    return stream.getvalue()
