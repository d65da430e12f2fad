"""Content streams become marks: places, sizes, colours."""

from __future__ import annotations

import pikepdf
import pytest

from kexie_digest.renderers.pdf.preflight.marks import Colour, Page
from kexie_digest.renderers.pdf.preflight.walk import pages


def page_of(content: bytes) -> Page:
    """The marks of a page with this content."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(600, 800))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1)
    form = pdf.make_stream(
        b"0 0 10 10 re f", Subtype=pikepdf.Name.Form, Matrix=pikepdf.Array([2, 0, 0, 2, 5, 5])
    )
    profile = pdf.make_stream(b"", N=4)
    pdf.pages[0].obj.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(F=font),
        XObject=pikepdf.Dictionary(X=form),
        ColorSpace=pikepdf.Dictionary(P=pikepdf.Array([pikepdf.Name.ICCBased, profile])),
        ExtGState=pikepdf.Dictionary(clear=pikepdf.Dictionary(ca=0)),
    )
    pdf.pages[0].contents_add(pdf.make_stream(content))
    return next(pages(pdf))


def test_text_has_its_place_size_and_colour() -> None:
    """Scaled and mirrored as the engine does it: 16 px at three quarters are 12 pt."""
    page = page_of(b"0.75 0 0 -0.75 0 800 cm 0 0 0 1 k BT 1 0 0 -1 100 200 Tm /F 16 Tf (x) Tj ET")
    (text,) = page.texts
    assert (text.left, text.baseline, text.size) == (75, 650, 12)
    assert text.colour == Colour("DeviceCMYK", (0, 0, 0, 1))


def test_state_is_saved_and_restored() -> None:
    """A colour set between q and Q does not leak."""
    page = page_of(b"q 1 0 0 rg 0 0 5 5 re f Q 0 0 5 5 re f")
    assert [mark.colour.space for mark in page.painted] == ["DeviceRGB", "DeviceGray"]


def test_profile_of_four_inks_counts_as_cmyk() -> None:
    """A named colour space is what its profile describes."""
    (mark,) = page_of(b"/P cs 0 1 0.9 0.1 scn 0 0 5 5 re f").painted
    assert mark.colour == Colour("DeviceCMYK", (0.0, 1.0, 0.9, 0.1))
    assert mark.colour.ink == pytest.approx(200)


def test_lines_and_frames_have_a_thickness() -> None:
    """A stroke's width is scaled; a frame is as thick as what lies between its boxes."""
    page = page_of(b"2 0 0 2 0 0 cm 0.2 w 0 0 m 50 0 l S 0 0 50 10 re 0 0 50 10.4 re f*")
    assert [mark.thickness for mark in page.painted] == pytest.approx([0.4, 0.8])


def test_forms_are_followed_and_clear_paint_is_not_counted() -> None:
    """A form is painted where its matrix puts it; paint without opacity leaves nothing."""
    page = page_of(b"/X Do /clear gs 0 0 5 5 re f")
    assert [mark.box for mark in page.painted] == [(5, 5, 25, 25)]


def test_what_is_never_painted_is_not_there() -> None:
    """A clipping path alone leaves no mark."""
    assert page_of(b"0 0 5 5 re W n").painted == ()
