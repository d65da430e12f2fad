"""The print file, judged by what other programs make of it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from kexie_digest.errors import RenderError
from kexie_digest.model import Rendition
from kexie_digest.renderers import Tools
from kexie_digest.renderers._jinja import environment
from kexie_digest.renderers.pdf.page import styles
from kexie_digest.renderers.pdf.preflight import Kind, inspect
from kexie_digest.renderers.pdf.press import render

from factories import make_digest, sample_digest, sample_edition
from needed import need

pytestmark = pytest.mark.render


def run(*command: object) -> str:
    """Run a tool that must succeed; gives what it printed."""
    return subprocess.run(list(map(str, command)), capture_output=True, check=True, text=True).stdout


def test_only_the_profile_is_warned_of(print_file: Rendition) -> None:
    """The sample edition prints without complaints but for the stand-in profile."""
    assert print_file.name == "bulletin-print.pdf"
    assert [warning for warning in print_file.warnings if "press:" not in warning] == []


@pytest.mark.parametrize("style", styles(environment()))
def test_every_style_passes_preflight(style: str, tools: Tools, print_file: Rendition) -> None:
    """Each house style has its inks: nothing is found in its print file."""
    digest = make_digest(style=style)
    printed = print_file if digest == sample_digest() else render(sample_edition(), digest, tools)
    report = inspect(printed.content, sample_edition())
    assert report.kind is Kind.PRINT
    assert report.findings == ()


def test_same_edition_same_bytes(print_file: Rendition, tools: Tools, tmp_path: Path) -> None:
    """No clock, no chance, and no trace of where the pictures lay."""
    moved = tmp_path / "moved"
    shutil.copytree(tools.assets, moved)
    again = render(sample_edition(), sample_digest(), Tools(tools.templates, assets=moved))
    assert again.content == print_file.content


def test_file_is_sound(print_path: Path) -> None:
    """The structure checker qpdf finds no damage."""
    need("qpdf")
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", print_path)


def test_pages_have_the_screen_files_text(print_path: Path, bulletin_file: Path) -> None:
    """Both files have the same words on the same pages."""
    assert (
        run("pdftotext", "-raw", print_path, "-").split()
        == run("pdftotext", "-raw", bulletin_file, "-").split()
    )


def test_pictures_are_fine_and_in_inks(print_path: Path) -> None:
    """Every picture has 300 pixels an inch or more, in CMYK."""
    rows = [line.split() for line in run("pdfimages", "-list", print_path).splitlines()[2:]]
    assert rows
    for row in rows:
        assert row[5] == "cmyk"
        assert min(int(row[12]), int(row[13])) >= 300


def test_plates_hold_what_they_should(print_path: Path) -> None:
    """No page has cyan but where a picture is; every page has black."""
    need("gs")
    plates = [
        [float(ink) for ink in re.findall(r"\d+\.\d+", line)]
        for line in run("gs", "-q", "-o", "-", "-sDEVICE=inkcov", print_path).splitlines()
        if "CMYK OK" in line
    ]
    assert all(black > 0 for _, _, _, black in plates)
    assert plates[0][0] > 0
    assert [cyan for cyan, *_ in plates[1:]] == [0] * (len(plates) - 1)


@pytest.mark.parametrize("tool", ["gs", "mutool"])
def test_another_viewer_shows_the_same(tool: str, print_path: Path, tmp_path: Path) -> None:
    """Poppler and another engine agree on every page but for the smoothing of edges."""
    need(tool)
    run("pdftoppm", "-r", 60, "-png", print_path, tmp_path / "poppler")
    theirs = str(tmp_path / f"{tool}-%d.png")
    if tool == "gs":
        smooth = ("-dTextAlphaBits=4", "-dGraphicsAlphaBits=4")
        run("gs", "-q", "-dUseCropBox", "-sDEVICE=png16m", "-r60", *smooth, "-o", theirs, print_path)
    else:
        run("mutool", "draw", "-q", "-r", 60, "-o", theirs, print_path)
    pages = sorted(tmp_path.glob("poppler-*.png"))
    assert pages
    for number, page in enumerate(pages, 1):
        assert difference(page, tmp_path / f"{tool}-{number}.png") < 0.02, page.name


def test_the_comparison_can_fail(print_path: Path, tmp_path: Path) -> None:
    """Two different pages differ by far more than two engines do."""
    run("pdftoppm", "-r", 60, "-png", print_path, tmp_path / "page")
    first, second, *_ = sorted(tmp_path.glob("page-*.png"))
    assert difference(first, second) > 0.04


def difference(first: Path, second: Path) -> float:
    """Mean difference in lightness of two pictures, 0 to 1; hues differ by profile."""
    with Image.open(first) as one, Image.open(second) as other:
        blurred = [picture.convert("L").filter(ImageFilter.GaussianBlur(2)) for picture in (one, other)]
    assert all(abs(a - b) <= 1 for a, b in zip(blurred[0].size, blurred[1].size, strict=True))
    blurred[1] = blurred[1].resize(blurred[0].size)
    return ImageStat.Stat(ImageChops.difference(*blurred)).mean[0] / 255


def test_a_wrong_profile_stops_this_file_only(tools: Tools, tmp_path: Path) -> None:
    """The error is of the kind that publishing can do without."""
    with pytest.raises(RenderError) as caught:
        render(sample_edition(), make_digest(press_icc=str(tmp_path / "none.icc")), tools)
    assert caught.value.code == "profile_unusable"
