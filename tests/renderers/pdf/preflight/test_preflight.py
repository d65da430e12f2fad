"""Preflight on real files: ours pass, and each kind of damage is found."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image

from kexie_digest.model import Rendition
from kexie_digest.renderers.pdf.preflight import Kind, inspect

from factories import make_edition, make_item, make_section, sample_edition

pytestmark = pytest.mark.render

Found = Callable[..., list[str]]


def test_print_file_passes(print_file: Rendition) -> None:
    """Nothing is found in the sample edition's print file, its text compared."""
    report = inspect(print_file.content, sample_edition())
    assert report.findings == ()
    assert report.kind is Kind.PRINT
    assert report.size == len(print_file.content)
    assert report.sha256 == hashlib.sha256(print_file.content).hexdigest()


def test_screen_file_passes(bulletin: Rendition) -> None:
    """Nothing is found in the screen file."""
    report = inspect(bulletin.content, sample_edition())
    assert report.findings == ()
    assert report.kind is Kind.SCREEN


def test_no_pdf_is_told() -> None:
    """Bytes that are no PDF are an error of their own."""
    with pytest.raises(pikepdf.PdfError):
        inspect(b"no file")


def _shrink_bleed(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.BleedBox = pdf.pages[0].obj.TrimBox


def _trim_to_letter(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.TrimBox = pikepdf.Array([0, 0, 612, 792])


def _bleed_over_the_sheet(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.BleedBox = pikepdf.Array([-50, -50, 650, 900])


def _drop_condition(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents[0].OutputConditionIdentifier


def _two_conditions(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])


def _drop_profile_and_registry(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents[0].DestOutputProfile
    del pdf.Root.OutputIntents[0].RegistryName


def _rgb_profile(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfile.N = 3


def _undeclare(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


def _untrapped(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/Trapped"]


def _link(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Annots = pikepdf.Array([])


def _no_group(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj.Group


def _paint(operators: bytes) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: pdf.pages[0].contents_add(pdf.make_stream(operators), prepend=True)


def _write(operators: bytes) -> Callable[[pikepdf.Pdf], None]:
    """Write a word in the first font of the first page."""

    def damage(pdf: pikepdf.Pdf) -> None:
        name = next(iter(pdf.pages[0].resources.Font.as_dict())).encode()
        pdf.pages[0].contents_add(pdf.make_stream(operators.replace(b"/F", name)))

    return damage


def _first_font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return next(iter(pdf.pages[0].resources.Font.as_dict().values()))


def _type_3(pdf: pikepdf.Pdf) -> None:
    _first_font(pdf).Subtype = pikepdf.Name.Type3


def _strange_font(pdf: pikepdf.Pdf) -> None:
    _first_font(pdf).BaseFont = pikepdf.Name("/ABCDEF+Comic-Sans")


def _whole_font(pdf: pikepdf.Pdf) -> None:
    _first_font(pdf).BaseFont = pikepdf.Name("/Noto-Serif-CJK-SC")


def _not_embedded(pdf: pikepdf.Pdf) -> None:
    descriptor = _first_font(pdf).DescendantFonts[0].FontDescriptor
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]


def _no_letters(pdf: pikepdf.Pdf) -> None:
    del _first_font(pdf).ToUnicode


def _picture(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return next(
        found
        for found in pdf.pages[0].resources.XObject.as_dict().values()
        if found.Subtype == pikepdf.Name.Image
    )


def _smoothed(pdf: pikepdf.Pdf) -> None:
    _picture(pdf).Interpolate = True


def _coarse(pdf: pikepdf.Pdf) -> None:
    _picture(pdf).Width = 300


def _rgb_picture(pdf: pikepdf.Pdf) -> None:
    _picture(pdf).ColorSpace = pikepdf.Name.DeviceRGB


def _inky_picture(pdf: pikepdf.Pdf) -> None:
    picture = _picture(pdf)
    stream = io.BytesIO()
    full = Image.new("CMYK", (int(picture.Width), int(picture.Height)), (255, 255, 255, 255))
    full.save(stream, "JPEG")
    picture.write(stream.getvalue(), filter=pikepdf.Name.DCTDecode)


@pytest.mark.parametrize(
    ("damage", "check"),
    [
        (_shrink_bleed, "bleed"),
        (_trim_to_letter, "boxes"),
        (_bleed_over_the_sheet, "boxes"),
        (_drop_condition, "condition"),
        (_two_conditions, "condition"),
        (_drop_profile_and_registry, "condition"),
        (_rgb_profile, "condition"),
        (_undeclare, "identifier"),
        (_untrapped, "trapped"),
        (_link, "annotations"),
        (_no_group, "blending"),
        (_paint(b"1 0 0 rg 10 10 50 50 re f"), "colour"),
        (_paint(b"1 1 1 1 k 10 10 50 50 re f"), "ink"),
        (_paint(b"0 0 0 1 K 0.1 w 10 10 m 200 10 l S"), "rule_width"),
        (_write(b"q 0.6 0.6 0.6 0.9 k BT /F 9 Tf 50 50 Td (abcd) Tj ET Q"), "black"),
        (_write(b"BT /F 4 Tf 50 50 Td (abcd) Tj ET"), "type_size"),
        (_write(b"BT /F 9 Tf 50 50 Td <0000> Tj ET"), "glyphs"),
        (_type_3, "fonts"),
        (_strange_font, "fonts"),
        (_whole_font, "fonts"),
        (_not_embedded, "fonts"),
        (_no_letters, "fonts"),
        (_smoothed, "interpolate"),
        (_coarse, "resolution"),
        (_rgb_picture, "colour"),
        (_inky_picture, "ink"),
    ],
)
def test_damage_to_a_print_file_is_found(
    damage: Callable[[pikepdf.Pdf], None], check: str, print_file: Rendition, found_in: Found
) -> None:
    """Whatever a printing house would send back is named."""
    assert check in found_in(print_file, damage)


def _untitled(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/Title"]


def _mute(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def _untagged(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def _no_alt(pdf: pikepdf.Pdf) -> None:
    for found in pdf.objects:
        if isinstance(found, pikepdf.Dictionary) and str(found.get("/S", "")) == "/Figure":
            del found.Alt


def _backwards(pdf: pikepdf.Pdf) -> None:
    """Turn the order of the document's children, or of theirs where there is one only."""
    element = pdf.Root.StructTreeRoot
    while not isinstance(element.K, pikepdf.Array) or len(element.K) == 1:
        element = element.K[0] if isinstance(element.K, pikepdf.Array) else element.K
    element.K = pikepdf.Array(list(reversed(element.K.as_list())))


def _no_outline(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Outlines


def _deep_outline(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        item = outline.root[0]
        for level in range(4):
            child = pikepdf.OutlineItem(f"{level}", 0)
            item.children.append(child)
            item = child


def _pages_turned(pdf: pikepdf.Pdf) -> None:
    names = pikepdf.NameTree(pdf.Root.Names.Dests)
    for name, target in list(names.items()):
        target[0] = pdf.pages[-1].obj if target[0].objgen == pdf.pages[0].obj.objgen else pdf.pages[0].obj
        names[name] = target


@pytest.mark.parametrize(
    ("damage", "check"),
    [
        (_untitled, "title"),
        (_mute, "language"),
        (_untagged, "tags"),
        (_no_alt, "alt"),
        (_backwards, "order"),
        (_no_outline, "outline"),
        (_deep_outline, "outline"),
        (_pages_turned, "contents"),
    ],
)
def test_damage_to_a_screen_file_is_found(
    damage: Callable[[pikepdf.Pdf], None], check: str, bulletin: Rendition, found_in: Found
) -> None:
    """Whatever a reader or a voice would stumble over is named."""
    assert check in found_in(bulletin, damage, sample_edition())


def test_text_that_is_not_there_is_named(bulletin: Rendition) -> None:
    """An edition with one more story than the file: the story is named."""
    more = make_edition(
        *sample_edition().sections,
        make_section(
            "other", make_item("白鹭洲迎来候鸟", paragraphs=("黑脸琵鹭在洲头停了四天，观鸟的人比鸟还多。",))
        ),
    )
    findings = inspect(bulletin.content, more).findings
    assert {finding.check for finding in findings} <= {"text", "glyphs"}
    assert any("白鹭洲迎来候鸟" in finding.message and finding.check == "text" for finding in findings)


def test_a_lost_page_is_noticed(bulletin: Rendition, found_in: Found) -> None:
    """A file without its last page has lost text."""
    assert "text" in found_in(bulletin, lambda pdf: pdf.pages.__delitem__(-1), sample_edition())
