"""What every check is given: the open file, what its pages show, what it should hold."""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf

from kexie_digest.model import Edition
from kexie_digest.renderers.pdf.preflight.finding import Kind
from kexie_digest.renderers.pdf.preflight.marks import Page


@dataclass(frozen=True, slots=True)
class Sheet:
    """A PDF under inspection."""

    pdf: pikepdf.Pdf
    pages: tuple[Page, ...]
    kind: Kind
    edition: Edition | None = None
