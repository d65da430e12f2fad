"""Pictures: measured, or left out and named."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image as Picture

from kexie_digest.model import Image
from kexie_digest.renderers.pdf import pictures
from kexie_digest.renderers.pdf.pictures import LINE, frames, screen_bytes


def test_frame_is_a_whole_number_of_lines(assets: Path) -> None:
    """Columns keep their baseline grid."""
    (frame,), warnings = frames((Image("pictures/plaques.jpg"),), assets)
    assert frame.height == pytest.approx(7 * LINE)
    assert warnings == ()


@pytest.mark.parametrize(
    ("count", "expected"), [(2, [2]), (3, [3]), (4, [2, 2]), (5, [2, 3]), (6, [3, 3]), (7, [2, 2, 3])]
)
def test_rows_fill_the_page(count: int, expected: list[int]) -> None:
    """No row has one picture, whatever their number."""
    found = [pictures.Frame(Image(str(place)), LINE) for place in range(count)]
    assert [len(row) for row in pictures.rows(found)] == expected


def test_pictures_side_by_side_are_one_height(assets: Path) -> None:
    """Whole lines, and the row is as wide as the page."""
    Picture.new("RGB", (1000, 1000)).save(assets / "pictures" / "square.png")
    found, _ = frames((Image("pictures/plaques.jpg"), Image("pictures/square.png")), assets)
    assert len({frame.height for frame in found}) == 1
    assert found[0].height / LINE == pytest.approx(round(found[0].height / LINE))
    assert sum(frame.width for frame in found) + pictures.GAP == pictures.PAGE


def test_a_narrow_picture_is_shown_whole(assets: Path) -> None:
    """A tall one is not cut to fit its place."""
    Picture.new("RGB", (300, 1500)).save(assets / "pictures" / "tall.png")
    (tall,), _ = frames((Image("pictures/tall.png"),), assets)
    (usual,), _ = frames((Image("pictures/plaques.jpg"),), assets)
    assert tall.is_whole
    assert not usual.is_whole


def test_a_panorama_goes_across_the_page(assets: Path) -> None:
    """In a column it would be a strip; one of few pixels stays there."""
    for name, size in (("wide", (3600, 700)), ("coarse", (600, 120))):
        Picture.new("RGB", size).save(assets / "pictures" / f"{name}.png")
    (wide,), _ = frames((Image("pictures/wide.png"),), assets)
    assert wide.is_across
    assert wide.height == pytest.approx(7 * LINE)
    (coarse,), _ = frames((Image("pictures/coarse.png"),), assets)
    assert not coarse.is_across


def test_a_small_picture_is_not_blown_up(assets: Path) -> None:
    """60 pixels are no wider than at 96 an inch, in either style."""
    Picture.new("RGB", (60, 45)).save(assets / "pictures" / "tiny.png")
    (tiny,), _ = frames((Image("pictures/tiny.png"),), assets)
    assert tiny.resolution("newspaper") >= pictures.LEAST_PPI
    assert tiny.is_small("jianbao")
    assert tiny.official_height < 2 * pictures.OFFICIAL_LINE
    (usual,), _ = frames((Image("pictures/plaques.jpg"),), assets)
    assert not usual.is_small("newspaper")
    assert not usual.is_small("jianbao")


def test_resolution_depends_on_the_style(assets: Path) -> None:
    """1,600 pixels are plenty for a column and for a 简报 as well; 400 are not."""
    (frame,), _ = frames((Image("pictures/plaques.jpg"),), assets)
    assert frame.resolution("newspaper") == 711
    assert 300 < frame.resolution("jianbao") < 400
    Picture.new("RGB", (400, 300)).save(assets / "pictures" / "small.png")
    (small,), _ = frames((Image("pictures/small.png"),), assets)
    assert small.resolution("newspaper") < pictures.PRINT_PPI


def test_alt_falls_back_to_the_caption(assets: Path) -> None:
    """No picture is without words."""
    (frame,), _ = frames((Image("pictures/plaques.jpg", caption="代表领牌"),), assets)
    assert frame.alt == "代表领牌"


@pytest.mark.parametrize("path", ["pictures/none.jpg", "../outside.png", "pictures/broken.png"])
def test_unusable_picture_is_named(assets: Path, path: str) -> None:
    """Missing, outside the folder, or no picture at all: left out with a warning."""
    (assets / "pictures" / "broken.png").write_bytes(b"\x89PNG nonsense")
    found, warnings = frames((Image(path),), assets)
    assert found == ()
    assert path in warnings[0]


def test_huge_picture_is_left_out(assets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A decompression bomb does not reach the engine."""
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)
    found, warnings = frames((Image("pictures/plaques.jpg"),), assets)
    assert found == ()
    assert "1600 × 1000" in warnings[0]


@pytest.mark.parametrize(
    ("mode", "colour", "shown"),
    [("CMYK", (0, 0, 0, 0), (255, 255, 255)), ("I;16", 0x8000, 128), ("F", 128.0, (128, 128, 128))],
)
def test_foreign_colours_are_made_plain(tmp_path: Path, mode: str, colour: object, shown: object) -> None:
    """CMYK and 16-bit pictures become RGB or grey of eight bits."""
    path = tmp_path / "picture.tif"
    Picture.new(mode, (8, 8), colour).save(path)
    content = screen_bytes(path)
    assert content is not None
    assert Picture.open(io.BytesIO(content)).getpixel((3, 3)) == shown


def test_plain_picture_stays_as_it_is(assets: Path) -> None:
    """No second compression."""
    assert screen_bytes(assets / "pictures" / "plaques.jpg") is None
