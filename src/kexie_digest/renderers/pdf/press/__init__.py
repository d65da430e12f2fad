"""``bulletin-print.pdf``: the bulletin for a printing house, PDF/X-4 in the press's inks.

Takes an edition, its digest and the tools; gives the same pages as ``bulletin.pdf`` with
bleed and marks, pictures and colours in CMYK, and the printer's profile as output intent.
It has no links, tags or attachments: a press has no use for them, and PDF/X-4 forbids
annotations inside the bleed.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from kexie_digest.model import Digest, Edition, Rendition
from kexie_digest.renderers import Tools
from kexie_digest.renderers.pdf import engine, print_whole
from kexie_digest.renderers.pdf.page import compose_html
from kexie_digest.renderers.pdf.press import pictures, profiles
from kexie_digest.renderers.pdf.press.finish import finish_press

#: What the style sheets call the profile.
PROFILE_NAME = "press.icc"


def render(edition: Edition, digest: Digest, tools: Tools) -> Rendition:
    """Print one edition for the press.

    Args:
        edition: What to print.
        digest: Names the style and the printer's profile.
        tools: Templates and pictures.

    Returns:
        ``bulletin-print.pdf``; its warnings name pictures left out or too coarse, and a
        profile that is a stand-in for the printer's.

    Raises:
        RenderError: There is no CMYK profile to be had, or as for ``bulletin.pdf``.
    """
    profile, doubts = profiles.find(digest.press_icc, digest.press_condition)
    with TemporaryDirectory(prefix="kexie-press-") as name:
        folder = Path(name)
        (folder / PROFILE_NAME).write_bytes(profile.content)
        unusable = pictures.convert(edition, tools.assets, folder, profile)
        coarse = pictures.coarse(edition, tools.assets, digest.style)
        html, warnings = compose_html(edition, digest, replace(tools, assets=folder), mode="print")
        printed = print_whole(html, edition, partial(engine.print_html, assets=folder, target=engine.PRESS))
    return Rendition(
        name="bulletin-print.pdf",
        media_type="application/pdf",
        content=finish_press(printed.content, edition, profile),
        warnings=(*doubts, *unusable, *coarse, *warnings, *printed.warnings),
    )
