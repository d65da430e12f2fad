"""Identity of a print file: from the edition and the content, from nothing else."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pikepdf

from kexie_digest.renderers.pdf.press.metadata import Identity, write_metadata

from factories import make_edition


def test_identity_names_document_and_version() -> None:
    """Another content is another instance of the same document; another edition another document."""
    first = Identity.of(make_edition(), instance="a")
    assert Identity.of(make_edition(), instance="a") == first
    changed = Identity.of(make_edition(), instance="b")
    assert (changed.document == first.document, changed.instance == first.instance) == (True, False)
    assert Identity.of(make_edition(total_number=132), instance="a").document != first.document


def test_title_with_marks_of_xml_is_kept() -> None:
    """The XMP is well-formed whatever the title holds, and repeats the document information."""
    pdf = pikepdf.new()
    pdf.docinfo["/Title"] = "简报 <第9期> & “附录”"
    write_metadata(pdf, Identity.of(make_edition(), instance="a"))
    tree = ET.fromstring(pdf.Root.Metadata.read_bytes())  # noqa: S314 - we wrote it
    assert "简报 <第9期> & “附录”" in [element.text for element in tree.iter()]
    assert str(pdf.docinfo["/CreationDate"]) == "D:20260306000000Z"
    assert "2026-03-06T00:00:00Z" in [element.text for element in tree.iter()]
    assert pdf.docinfo["/Trapped"] == pikepdf.Name("/False")
