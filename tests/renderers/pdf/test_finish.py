"""Conformance: veraPDF's verdict on the finished file."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pikepdf
import pytest

from kexie_digest.model import Rendition
from kexie_digest.renderers import Tools
from kexie_digest.renderers.pdf import engine, render
from kexie_digest.renderers.pdf.finish import finish_screen
from tools.verapdf import MISSING, command

from factories import make_digest, sample_edition
from needed import absent

pytestmark = pytest.mark.render


@pytest.fixture(scope="module")
def verapdf(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command that validates; compiled once."""
    found = command(tmp_path_factory.mktemp("classes"))
    if found is None:
        absent(MISSING)
    return found or []


@pytest.fixture(scope="module")
def official_file(tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample edition in the official style."""
    path = tmp_path_factory.mktemp("official") / "bulletin.pdf"
    path.write_bytes(render(sample_edition(), make_digest(style="jianbao"), tools).content)
    return path


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_file_conforms(verapdf: list[str], bulletin_file: Path, profile: str) -> None:
    """One file is PDF/A-3a and PDF/UA-1."""
    result = subprocess.run(
        [*verapdf, profile, str(bulletin_file)], capture_output=True, check=False, text=True
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.startswith("PASS")


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_official_bulletin_conforms(verapdf: list[str], official_file: Path, profile: str) -> None:
    """So is the file of the other house style."""
    result = subprocess.run(
        [*verapdf, profile, str(official_file)], capture_output=True, check=False, text=True
    )
    assert result.stdout.startswith("PASS"), result.stdout + result.stderr


def test_validator_can_fail(verapdf: list[str], assets: Path, tmp_path: Path) -> None:
    """Negative control: the engine's own file is not PDF/UA-1."""
    path = tmp_path / "unfinished.pdf"
    page = '<html lang="zh-CN"><head><title>试</title></head><body><p>试</p></body></html>'
    path.write_bytes(engine.print_html(page, assets).content)
    result = subprocess.run([*verapdf, "ua1", str(path)], capture_output=True, check=False, text=True)
    assert result.returncode == 1
    assert result.stdout.startswith("FAIL")


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
