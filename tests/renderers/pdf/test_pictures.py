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
