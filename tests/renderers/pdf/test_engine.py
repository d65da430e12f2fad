"""The engine fetches nothing but the edition's pictures, and says what is missing."""

from __future__ import annotations

import builtins
import datetime as dt
import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from kexie_digest.errors import RenderError
from kexie_digest.renderers.pdf import engine, fonts

PAGE = '<html lang="zh-CN"><head><title>试</title></head><body><p>试</p>{}</body></html>'


@pytest.mark.render
@pytest.mark.parametrize(
    "address", ["https://example.org/a.png", "file:///etc/hostname", "../secret.png", "%2e%2e/secret.png"]
)
def test_nothing_outside_the_folder_is_read(assets: Path, address: str) -> None:
    """No network, no file beside the pictures; the page prints without it."""
    (assets.parent / "secret.png").write_bytes((assets / "pictures" / "plaques.jpg").read_bytes())
    printed = engine.print_html(PAGE.format(f'<img src="{address}" alt="图">'), assets)
    assert any("Failed to load image" in line for line in printed.warnings)


@pytest.mark.render
def test_picture_inside_the_folder_is_read(assets: Path) -> None:
    """The counterpart: a picture of the edition is shown without complaint."""
    image = '<img style="image-rendering:crisp-edges" src="pictures/plaques.jpg" alt="图">'
    assert engine.print_html(PAGE.format(image), assets).warnings == ()


@pytest.mark.render
def test_picture_in_printing_inks_is_shown_in_rgb(assets: Path) -> None:
    """A CMYK picture would break PDF/A; a 16-bit one would be refused by the engine."""
    Image.new("CMYK", (80, 60), (0, 200, 200, 0)).save(assets / "inks.jpg")
    Image.new("I;16", (80, 60), 0x8000).save(assets / "deep.png")
    images = "".join(
        f'<img style="image-rendering:crisp-edges" src="{name}" alt="图">'
        for name in ("inks.jpg", "deep.png")
    )
    printed = engine.print_html(PAGE.format(images), assets)
    assert printed.warnings == ()
    with pikepdf.open(io.BytesIO(printed.content)) as pdf:
        spaces = {
            str(found.ColorSpace)
            for found in pdf.objects
            if isinstance(found, pikepdf.Stream) and found.get("/Subtype") == "/Image"
        }
    assert spaces == {"/DeviceRGB", "/DeviceGray"}


@pytest.mark.render
def test_attached_file_keeps_its_date(assets: Path) -> None:
    """The date is the edition's, not the clock's."""
    file = engine.Attached("a.json", b"{}", "说明", dt.date(2026, 3, 6))
    content = engine.print_html(PAGE.format(""), assets, attached=(file,)).content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.attachments["a.json"].get_file().creation_date == dt.datetime(2026, 3, 6, tzinfo=dt.UTC)


def test_missing_glyphs_are_read_from_the_complaints() -> None:
    """Code points of every complaint about glyphs, of no other."""
    lines = ('.notdef glyph rendered for "x" (U+1F389, U+0007)', "Failed at U+4E00")
    assert engine.Printed(b"", lines).missing == frozenset("\U0001f389\x07")


def test_missing_pango_is_explained(monkeypatch: pytest.MonkeyPatch, assets: Path) -> None:
    """Without Pango the advice is the apt line."""
    real = builtins.__import__

    def no_pango(name: str, *rest: object) -> object:
        if name.startswith("weasyprint"):
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest)

    fonts.installed_families.cache_clear()
    monkeypatch.setattr(builtins, "__import__", no_pango)
    with pytest.raises(RenderError) as caught:
        engine.print_html(PAGE, assets)
    assert caught.value.code == "pango_missing"
    assert "libpango-1.0-0" in caught.value.advice
