"""Every kind of picture becomes one plain, upright file, or a reason why not."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from kexie_digest.errors import ExtractError
from kexie_digest.extractors import pictures
from kexie_digest.extractors.pictures import develop, shrink

from drawn import bomb, encoded, jpeg, scene


def _opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


KINDS = {
    "JPEG": ("RGB", "L", "CMYK"),
    "PNG": ("RGB", "L", "P", "1", "RGBA", "LA", "I;16"),
    "TIFF": ("RGB", "L", "P", "1", "RGBA", "LA", "I;16", "CMYK"),
    "WEBP": ("RGB", "RGBA"),
    "BMP": ("RGB", "L", "P", "1"),
    "GIF": ("RGB", "L", "P", "1"),
}


@pytest.mark.parametrize(("kind", "mode"), [(kind, mode) for kind, modes in KINDS.items() for mode in modes])
def test_every_kind_becomes_plain(kind: str, mode: str) -> None:
    """Whatever colours and container: eight bits of grey or RGB, JPEG or PNG, same size."""
    content = encoded((scene().convert("L") if mode == "I;16" else scene()).convert(mode), kind)
    picture = develop(content, "picture")
    shown = _opened(picture.content)
    assert (shown.mode, shown.format) in {("RGB", "JPEG"), ("L", "JPEG"), ("RGB", "PNG"), ("L", "PNG")}
    assert shown.size == (picture.width, picture.height) == (400, 300)
    assert picture.media_type == f"image/{(shown.format or '').lower()}"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "picture_empty"),
        (jpeg()[:3000], "picture_broken"),
        (b"\x89PNG nonsense", "picture_broken"),
        (b"<!DOCTYPE html><title>404</title>", "picture_broken"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x --><svg onload='x()'/>", "picture_svg"),
        (bomb(60_000, 60_000), "picture_too_large"),
        (bomb(9000, 9000), "picture_too_large"),
        (bomb(3000, 3000), "picture_broken"),
        (encoded(scene(1, 1), "GIF"), "picture_tiny"),
        (encoded(scene(600, 3), "PNG"), "picture_tiny"),
    ],
    ids=["zero", "cut", "junk", "page", "svg", "bomb", "big", "hollow", "pixel", "spacer"],
)
def test_hostile_bytes_are_named(content: bytes, code: str) -> None:
    """Each has its code and the picture's name, and no pixel is decoded of what is too large."""
    with pytest.raises(ExtractError) as caught:
        develop(content, "图1.jpg")
    assert (caught.value.code, caught.value.subject) == (code, "图1.jpg")


def test_a_file_that_is_too_heavy_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """The size of the file counts as well."""
    monkeypatch.setattr(pictures, "MOST_BYTES", 1000)
    with pytest.raises(ExtractError, match="too large"):
        develop(jpeg(), "图1.jpg")


def test_nothing_but_pixels_is_published() -> None:
    """Place, camera, comment and profile stay behind."""
    exif = Image.Exif()
    exif[0x010F] = "SecretCam"
    exif.get_ifd(0x8825)[1] = "N"
    content = jpeg(exif=exif, comment=b"SecretComment", icc_profile=b"SecretProfile" * 20)
    assert b"Secret" in content
    picture = develop(content, "photo.jpg")
    assert b"Secret" not in picture.content
    assert not _opened(picture.content).getexif()
    assert "icc_profile" not in _opened(picture.content).info


def test_a_picture_held_sideways_stands_upright() -> None:
    """EXIF orientation 6: what was left is up."""
    exif = Image.Exif()
    exif[0x0112] = 6
    plain = Image.new("RGB", (400, 300), "white")
    plain.paste("black", (0, 0, 100, 300))
    picture = develop(encoded(plain, "JPEG", exif=exif), "photo.jpg")
    shown = _opened(picture.content).convert("L")
    assert shown.size == (300, 400)
    assert shown.getpixel((150, 20)) < 60  # type: ignore[operator] # a grey pixel
    assert shown.getpixel((150, 380)) > 200  # type: ignore[operator] # as above


def test_moving_pictures_show_their_first_frame() -> None:
    """And say so."""
    frames = {"save_all": True, "append_images": [Image.new("RGB", (400, 300), "red")]}
    for kind in ("GIF", "WEBP"):
        assert develop(encoded(scene(), kind, **frames), "moving").is_first_frame
    assert not develop(encoded(scene(), "GIF"), "still").is_first_frame


def test_sixteen_bits_keep_their_tones() -> None:
    """Half of 65,535 is a middle grey."""
    picture = develop(encoded(Image.new("I;16", (64, 64), 32768), "PNG"), "deep.png")
    assert _opened(picture.content).convert("L").getpixel((9, 9)) == pytest.approx(127, abs=2)


def test_transparent_places_are_paper() -> None:
    """What shows nothing is white, not black."""
    picture = develop(encoded(Image.new("RGBA", (64, 64), (9, 9, 9, 0)), "PNG"), "clear.png")
    assert _opened(picture.content).convert("RGB").getpixel((9, 9)) == (255, 255, 255)


def test_a_large_picture_becomes_as_large_as_a_page_needs() -> None:
    """The longest side is limited, the shape kept."""
    picture = develop(encoded(Image.new("RGB", (6000, 3000)), "JPEG"), "large.jpg")
    assert (picture.width, picture.height) == (2560, 1280)


def test_the_same_picture_gives_the_same_bytes() -> None:
    """Editions are reproducible."""
    assert develop(jpeg(), "a").content == develop(jpeg(), "b").content


def test_a_copy_for_screens_is_narrower_or_the_same() -> None:
    """Progressive JPEG of the wanted width; never enlarged."""
    large = develop(jpeg(1600, 1200), "a").content
    small = _opened(shrink(large, 800))
    assert (small.size, small.format, small.info.get("progressive")) == ((800, 600), "JPEG", 1)
    assert shrink(large, 1600) == large
    drawing = develop(encoded(Image.new("P", (1600, 1200)), "PNG"), "b").content
    assert _opened(shrink(drawing, 800)).format == "PNG"
