"""What finishing adds to the engine's PDF/X-4, and what it leaves alone."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
import pytest

from kexie_digest.model import Rendition

pytestmark = pytest.mark.render


@pytest.fixture(scope="module")
def pdf(print_file: Rendition) -> Iterator[pikepdf.Pdf]:
    """The print file, opened."""
    with pikepdf.open(io.BytesIO(print_file.content)) as opened:
        yield opened


def test_boxes_are_those_of_a_print_file(pdf: pikepdf.Pdf) -> None:
    """Trimmed to A4, bleed of 3.5 mm, 8 mm around for the marks."""
    for page in pdf.pages:
        assert [float(edge) for edge in page.trimbox] == pytest.approx([0, 0, 595.28, 841.89], abs=0.01)
        assert [float(edge) for edge in page.bleedbox] == pytest.approx([-10, -10, 605.28, 851.89], abs=0.01)
        assert float(page.mediabox[0]) == pytest.approx(-8 / 25.4 * 72, abs=0.01)


def test_marks_are_black_ink(pdf: pikepdf.Pdf) -> None:
    """Every page has its marks, in black, and no RGB is left in the file."""
    for page in pdf.pages:
        forms = [form.read_bytes() for form in page.form_xobjects.values()]
        assert any(b"0 0 0 1 K" in form for form in forms)
        for content in (*forms, page.obj.Contents.read_bytes()):
            assert not re.search(rb"\s(rg|RG)\s", content)


def test_output_intent_names_the_press(pdf: pikepdf.Pdf) -> None:
    """Condition, registry and profile are there, as printing houses look for them."""
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFX"
    assert str(intent.OutputConditionIdentifier) == "CGATS TR 001"
    assert str(intent.RegistryName) == "http://www.color.org"
    assert intent.DestOutputProfile.N == 4


def test_pages_blend_in_inks_and_hold_no_links(pdf: pikepdf.Pdf) -> None:
    """Transparency is mixed in CMYK; annotations inside the bleed are forbidden."""
    assert {str(page.obj.Group.CS) for page in pdf.pages} == {"/DeviceCMYK"}
    assert not [page for page in pdf.pages if "/Annots" in page.obj]


def test_version_and_identity_are_declared(pdf: pikepdf.Pdf) -> None:
    """PDF 1.6, PDF/X-4, not trapped, dated by the edition."""
    metadata = pdf.Root.Metadata.read_bytes().decode()
    assert pdf.pdf_version == "1.6"
    assert "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in metadata
    assert pdf.docinfo["/Trapped"] == pikepdf.Name("/False")
    assert str(pdf.docinfo["/Title"]) in metadata
