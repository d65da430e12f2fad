"""Preflight (印前检查): look a finished PDF over before it goes to readers or the press.

Takes a file's bytes, and the edition it should hold where that is known; gives a report
of findings. It reads the file only, whoever made it, and mends nothing. No open validator
knows PDF/X-4: the rules of ISO 15930-7 that our files touch are checked here.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator

import pikepdf

from kexie_digest.model import Edition
from kexie_digest.renderers.pdf.preflight import boxes, columns, faces, inks, photos, structure, wording
from kexie_digest.renderers.pdf.preflight.finding import Finding, Kind, Report, Severity
from kexie_digest.renderers.pdf.preflight.sheet import Sheet
from kexie_digest.renderers.pdf.preflight.walk import pages

__all__ = ["Finding", "Kind", "Report", "Severity", "inspect"]

_ALWAYS = (boxes.find, faces.find, photos.find, columns.find, wording.find)
_ONLY: dict[Kind, tuple[Callable[[Sheet], Iterator[Finding]], ...]] = {
    Kind.PRINT: (boxes.find_press, inks.find),
    Kind.SCREEN: (structure.find,),
}


def inspect(content: bytes, edition: Edition | None = None) -> Report:
    """Look a PDF over.

    Args:
        content: The file.
        edition: What it should hold; None checks no text.

    Returns:
        The report; a file with a printing condition (PDF/X) is judged as a print file,
        any other as one for the screen.

    Raises:
        pikepdf.PdfError: It is no PDF, or broken or encrypted beyond reading.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        kind = kind_of(pdf)
        sheet = Sheet(pdf, tuple(pages(pdf)), kind, edition)
        findings = tuple(finding for check in (*_ALWAYS, *_ONLY[kind]) for finding in check(sheet))
        return Report(
            kind=kind,
            pages=len(sheet.pages),
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            findings=findings,
        )


def kind_of(pdf: pikepdf.Pdf) -> Kind:
    """Tell what a file is for by its output intent."""
    intents = pdf.Root.get("/OutputIntents", pikepdf.Array())
    subtypes = {str(intent.get("/S")) for intent in intents.as_list()}
    return Kind.PRINT if "/GTS_PDFX" in subtypes else Kind.SCREEN
