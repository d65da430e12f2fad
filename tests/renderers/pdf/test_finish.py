"""Conformance: veraPDF's verdict on the finished file."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from kexie_digest.model import Colophon, Rendition
from kexie_digest.renderers import Tools
from kexie_digest.renderers.pdf import engine, render
from kexie_digest.renderers.pdf.finish import finish_screen
from renderers.pdf.moving import MOVING
from renderers.pdf.official import OFFICIAL
from tools.verapdf import MISSING, command

from factories import make_edition, make_item, make_section
from needed import absent

pytestmark = pytest.mark.render


def test_files_of_both_styles_conform(
    bulletin_file: Path, official: tuple[Rendition, Path], tools: Tools, tmp_path: Path
) -> None:
    """Each is PDF/A-3a and PDF/UA-1; the engine's own file, the negative control, is not PDF/UA-1.

    The third has no lists of receivers at its foot, and pictures that move.
    """
    validator = command(tmp_path)
    if validator is None:
        absent(MISSING)
    unfinished = tmp_path / "unfinished.pdf"
    page = '<html lang="zh-CN"><head><title>试</title></head><body><p>试</p></body></html>'
    unfinished.write_bytes(engine.print_html(page, tools.assets).content)
    unlisted = tmp_path / "unlisted.pdf"
    edition = make_edition(make_section("awards", make_item(images=MOVING)))
    unlisted.write_bytes(render(edition, replace(OFFICIAL, colophon=Colophon()), tools).content)
    # One start of the virtual machine for all: it takes longer than the validation.
    files = (bulletin_file, official[1], unlisted)
    pairs = [(profile, file) for file in files for profile in ("3a", "ua1")]
    words = [str(word) for pair in [*pairs, ("ua1", unfinished)] for word in pair]
    result = subprocess.run([*(validator or []), *words], capture_output=True, check=False, text=True)
    verdicts = [line.split()[:2] for line in result.stdout.splitlines() if not line.startswith(" ")]
    expected = [["PASS", profile] for profile, _ in pairs] + [["FAIL", "ua1"]]
    assert verdicts == expected, result.stdout + result.stderr
    assert result.returncode == 1


def test_both_identifiers_are_declared(bulletin: Rendition) -> None:
    """Checked even where veraPDF is absent."""
    with pikepdf.open(io.BytesIO(bulletin.content)) as pdf:
        metadata = pdf.Root.Metadata.read_bytes()
        assert b'pdfaid:part="3"' in metadata
        assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_finishing_is_deterministic(bulletin: Rendition) -> None:
    """No clock and no chance in the identifiers."""
    assert finish_screen(bulletin.content) == finish_screen(bulletin.content)
