"""Font programs without holes: smaller, and the same on every page in three viewers."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pikepdf
import pytest

from kexie_digest.model import Rendition
from kexie_digest.renderers import Tools
from kexie_digest.renderers.pdf import engine, render
from kexie_digest.renderers.pdf.justify import compact, subset

from factories import sample_digest, sample_edition
from needed import need

pytestmark = pytest.mark.render

#: A viewer's command: resolution 60, pages as files in the current folder.
VIEWERS = {
    "pdftoppm": ["pdftoppm", "-r", "60", "{}", "page"],
    "gs": ["gs", "-q", "-sDEVICE=ppmraw", "-r60", "-o", "page-%03d.ppm", "{}"],
    "mutool": ["mutool", "draw", "-q", "-r", "60", "-o", "page-%03d.ppm", "{}"],
}


@pytest.fixture(scope="module")
def with_holes(tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample edition with the subsets that the engine makes by itself."""
    path = tmp_path_factory.mktemp("holes") / "bulletin.pdf"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subset, "compact", lambda *_args, **_flags: None)
        path.write_bytes(render(sample_edition(), sample_digest(), tools).content)
    return path


def _programs(pdf: pikepdf.Pdf) -> list[tuple[pikepdf.Object, pikepdf.Object]]:
    """Give each descendant font with a CFF program, and that program."""
    return [
        (font, font.FontDescriptor.FontFile3)
        for font in pdf.objects
        if isinstance(font, pikepdf.Dictionary) and font.get("/Subtype") == "/CIDFontType0"
    ]


def test_every_code_has_its_glyph(bulletin: Rendition) -> None:
    """Each face is bare CFF; its charset holds the CID of every width, and few others."""
    with pikepdf.open(io.BytesIO(bulletin.content)) as pdf:
        programs = _programs(pdf)
        assert len(programs) >= 4
        for font, program in programs:
            assert program.Subtype == "/CIDFontType0C"
            assert "/CIDToGIDMap" not in font
            known = compact.cids(program.read_bytes())
            used = _codes(font.W)
            assert used <= known
            assert len(known) <= len(used) + 8


def _codes(widths: pikepdf.Object) -> set[int]:
    """Read the CIDs of ``[first [w w w] …]``."""
    entries = list(widths.as_list())
    return {
        int(first) + offset
        for first, group in zip(entries[::2], entries[1::2], strict=True)
        for offset in range(len(group))
    }


def test_the_file_is_less_than_half_as_large(bulletin: Rendition, with_holes: Path) -> None:
    """Places of 65,535 glyphs were four fifths of the file."""
    assert len(bulletin.content) < with_holes.stat().st_size / 2


@pytest.mark.parametrize("viewer", list(VIEWERS))
def test_pages_look_the_same(bulletin_file: Path, with_holes: Path, tmp_path: Path, viewer: str) -> None:
    """Pixel for pixel, in poppler, Ghostscript and MuPDF."""
    need(viewer)
    pictures = []
    for name, pdf in (("compact", bulletin_file), ("holes", with_holes)):
        folder = tmp_path / name
        folder.mkdir()
        command = [part.format(pdf) for part in VIEWERS[viewer]]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        pictures.append([path.read_bytes() for path in sorted(folder.iterdir())])
    assert pictures[0]
    assert pictures[0] == pictures[1]


def test_text_comes_back_the_same(bulletin_file: Path, with_holes: Path) -> None:
    """Poppler reads the same text out of both files."""
    texts = [
        subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True).stdout
        for pdf in (bulletin_file, with_holes)
    ]
    assert texts[0] == texts[1]


def test_a_face_whose_codes_are_not_its_cids_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A charset that lacks a code would show nothing there: the engine's own subset is taken."""
    monkeypatch.setattr(compact, "cids", lambda _program: {0, 1})
    page = '<html lang="zh-CN"><title>字</title><p style="font-family: Noto Serif CJK SC">海岚</p></html>'
    with pikepdf.open(io.BytesIO(engine.print_html(page, Path()).content)) as pdf:
        ((_, program),) = _programs(pdf)
        assert program.read_bytes()[:4] == b"OTTO"
