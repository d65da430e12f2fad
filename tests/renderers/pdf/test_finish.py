"""Conformance: veraPDF's verdict on the finished file."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pikepdf
import pytest

from kexie_digest.model import Rendition
from kexie_digest.renderers.pdf import engine
from kexie_digest.renderers.pdf.finish import finish_screen
from tools.verapdf import MISSING, command

from needed import absent

pytestmark = pytest.mark.render


def test_files_of_both_styles_conform(
    bulletin_file: Path, official: tuple[Rendition, Path], assets: Path, tmp_path: Path
) -> None:
    """Each is PDF/A-3a and PDF/UA-1; the engine's own file, the negative control, is not PDF/UA-1."""
    validator = command(tmp_path)
    if validator is None:
        absent(MISSING)
    unfinished = tmp_path / "unfinished.pdf"
    page = '<html lang="zh-CN"><head><title>试</title></head><body><p>试</p></body></html>'
    unfinished.write_bytes(engine.print_html(page, assets).content)
    # One start of the virtual machine for all: it takes longer than the validation.
    pairs = [("3a", bulletin_file), ("ua1", bulletin_file), ("3a", official[1]), ("ua1", official[1])]
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
