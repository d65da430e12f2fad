"""Pictures for the press: every kind of file becomes CMYK within the ink limit."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from kexie_digest.renderers.pdf.press import pictures, profiles
from renderers.pdf import moving

from factories import make_edition, make_item, make_section


def ink(picture: Image.Image) -> int:
    """The most ink of any pixel, in per cent."""
    values = picture.tobytes()
    return max(round(sum(values[at : at + 4]) / 2.55) for at in range(0, len(values), 4))


def convert(path: Path, tmp_path: Path) -> Path:
    """Convert the one picture of an edition; gives where it should be."""
    edition = make_edition(make_section("other", make_item(images=({"path": path.name},))))
    target = tmp_path / "inks"
    target.mkdir()
    pictures.convert(edition, path.parent, target, profiles.find("")[0])
    return target / path.name


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L", "LA", "1", "I;16", "CMYK"])
def test_every_kind_becomes_cmyk(mode: str, tmp_path: Path) -> None:
    """Whatever colours a file has, the press gets four plates of the same size."""
    suffix = ".tif" if mode in {"CMYK", "I;16"} else ".png"
    path = tmp_path / f"picture{suffix}"
    gradient = Image.linear_gradient("L")
    (gradient.convert("I;16") if mode == "I;16" else gradient.convert("RGB").convert(mode)).save(path)
    with Image.open(convert(path, tmp_path)) as converted:
        assert (converted.mode, converted.format, converted.size) == ("CMYK", "JPEG", (256, 256))
        assert ink(converted) <= pictures.INK_LIMIT


def test_grey_is_black_ink_alone() -> None:
    """A grey picture leaves the colour plates empty; white stays paper."""
    inks = pictures.in_black(Image.linear_gradient("L"))
    assert [plane.getextrema() for plane in inks.split()] == [(0, 0), (0, 0), (0, 0), (0, 255)]
    assert inks.getpixel((0, 255)) == (0, 0, 0, 0)


def test_sixteen_bits_keep_their_tones(tmp_path: Path) -> None:
    """Half of 65,535 is a middle grey, not white."""
    path = tmp_path / "deep.tif"
    Image.new("I;16", (8, 8), 32768).save(path)
    with Image.open(convert(path, tmp_path)) as converted:
        assert converted.getpixel((4, 4)) == pytest.approx((0, 0, 0, 127), abs=2)


def test_ink_is_limited_and_black_kept() -> None:
    """Colour gives way where four plates are full; light places keep their inks."""
    full = Image.new("CMYK", (2, 1))
    full.putpixel((0, 0), (255, 255, 255, 255))
    full.putpixel((1, 0), (100, 50, 20, 10))
    limited = pictures.limited(full, 240)
    assert ink(limited.crop((0, 0, 1, 1))) == pytest.approx(240, abs=1)
    assert limited.getpixel((0, 0))[3] == 255  # type: ignore[index] # a CMYK pixel
    assert limited.getpixel((1, 0)) == (100, 50, 20, 10)


def test_transparent_places_are_paper(tmp_path: Path) -> None:
    """What shows nothing prints nothing."""
    path = tmp_path / "clear.png"
    Image.new("RGBA", (8, 8), (200, 0, 0, 0)).save(path)
    with Image.open(convert(path, tmp_path)) as converted:
        assert ink(converted) <= 1


@pytest.mark.parametrize("name", moving.NAMES)
def test_a_picture_that_moves_is_its_first_frame(name: str, tmp_path: Path) -> None:
    """Animated GIF, PNG and WebP: the press gets the frame that the screen shows."""
    moving.write(tmp_path)
    with Image.open(convert(tmp_path / name, tmp_path)) as converted:
        cyan, magenta, _, _ = converted.getpixel((300, 200))
    assert magenta > 2 * cyan  # red; the second frame is blue


def test_wide_picture_is_made_smaller_and_a_small_one_kept(tmp_path: Path) -> None:
    """No page needs more pixels than its width at 350 an inch."""
    path = tmp_path / "wide.png"
    Image.new("RGB", (5016, 100)).save(path)
    with Image.open(convert(path, tmp_path)) as converted:
        assert converted.size == (2508, 50)


def test_unreadable_and_strange_paths_are_left_to_the_page(tmp_path: Path) -> None:
    """A broken file and a path out of the folder write nothing; the page names them."""
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8 cut off")
    (tmp_path / "outside.png").write_bytes(b"")
    assets, target = tmp_path / "assets", tmp_path / "inks"
    assets.mkdir()
    target.mkdir()
    images = ({"path": "../outside.png"}, {"path": "gone.png"}, {"path": "broken.jpg"})
    (assets / "broken.jpg").write_bytes(b"\xff\xd8 cut off")
    edition = make_edition(make_section("other", make_item(images=images)))
    assert pictures.convert(edition, assets, target, profiles.find("")[0]) == ()
    assert list(target.rglob("*")) == []


def test_a_coarse_picture_is_named_with_its_item(tmp_path: Path) -> None:
    """It is printed, and the printer's trouble announced."""
    Image.new("RGB", (400, 300)).save(tmp_path / "small.png")
    Image.new("RGB", (1600, 1200)).save(tmp_path / "large.png")
    images = ({"path": "small.png"},)
    edition = make_edition(
        make_section(
            "other", make_item("气象站开放", images=images), make_item("乙", images=({"path": "large.png"},))
        )
    )
    (warning,) = pictures.coarse(edition, tmp_path, "newspaper")
    assert "178 ppi" in warning
    assert "small.png（气象站开放）" in warning
