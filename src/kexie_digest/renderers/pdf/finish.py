"""Finish a PDF: what the engine cannot write itself.

Takes the engine's PDF/A-3a, gives the same file that is PDF/UA-1 as well, with a
deterministic identifier. It changes no page.

WeasyPrint writes one conformance identifier only. PDF/A demands that a foreign property
such as ``pdfuaid:part`` be described by an extension schema (ISO 19005-3, 6.6.2.3).
"""

from __future__ import annotations

import io

import pikepdf

from kexie_digest.renderers.pdf.font_programs import name_programs

_UNIVERSAL_ACCESS = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
_END = b"</rdf:RDF>"


def finish_screen(content: bytes) -> bytes:
    """Declare PDF/UA-1 beside PDF/A-3a.

    Args:
        content: A tagged PDF/A-3a from the engine.

    Returns:
        The finished file; the same bytes for the same input.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        metadata = pdf.Root.Metadata.read_bytes().replace(_END, _UNIVERSAL_ACCESS + _END)
        pdf.Root.Metadata = pdf.make_stream(metadata, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        _head_cells(pdf)
        name_programs(pdf)
        finished = io.BytesIO()
        pdf.save(finished, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return finished.getvalue()


def _head_cells(pdf: pikepdf.Pdf) -> None:
    """Name the head of every table cell (PDF/UA-1, 7.5).

    The engine connects a head that spans columns with the first of them only; the cells
    beside it have the same head.
    """
    for row in pdf.objects:
        if not isinstance(row, pikepdf.Dictionary) or row.get("/S") != pikepdf.Name.TR:
            continue
        heads: pikepdf.Object | None = None
        for cell in _children(row):
            if cell.get("/S") != pikepdf.Name.TD:
                continue
            own = cell.A.get("/Headers")
            if own is not None and len(own):
                heads = own
            elif heads is not None:
                cell.A.Headers = heads


def _children(element: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    kids = element.get("/K")
    return (
        [kid for kid in kids if isinstance(kid, pikepdf.Dictionary)]
        if isinstance(kids, pikepdf.Array)
        else []
    )
