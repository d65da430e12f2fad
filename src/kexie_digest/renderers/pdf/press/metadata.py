"""Title, dates and identifiers of a PDF/X-4, in both places that readers look.

Takes an edition, writes document information and XMP. Dates are the edition's and
identifiers are hashes: the same edition gives the same file.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from html import escape

import pikepdf

from kexie_digest.model import Edition

#: Our editions' corner of the space of name-based UUIDs (RFC 9562, 5.5).
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:kexie-digest:edition")
_XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<pdf:Producer>{producer}</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
<xmp:CreateDate>{day}T00:00:00Z</xmp:CreateDate>
<xmp:ModifyDate>{day}T00:00:00Z</xmp:ModifyDate>
<xmp:MetadataDate>{day}T00:00:00Z</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
<xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<xmpMM:VersionID>1</xmpMM:VersionID>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True)
class Identity:
    """Which document a file is and which version of it; ``day`` is ISO."""

    document: str
    instance: str
    day: str

    @classmethod
    def of(cls, edition: Edition, *, instance: str) -> Identity:
        """Name an edition's file.

        Args:
            edition: Whose file it is.
            instance: A hash of the file's content.
        """
        document = uuid.uuid5(_SPACE, f"{edition.digest}/{edition.total_number}")
        return cls(str(document), str(uuid.uuid5(document, instance)), edition.published_on)


def write_metadata(pdf: pikepdf.Pdf, identity: Identity) -> None:
    """Write the document information and the XMP that repeats it.

    Args:
        pdf: With title, author and producer in its document information.
        identity: Of the file.
    """
    facts = pdf.docinfo
    day = identity.day.replace("-", "")
    facts["/CreationDate"] = facts["/ModDate"] = pikepdf.String(f"D:{day}000000Z")
    facts["/Trapped"] = pikepdf.Name("/False")
    xmp = _XMP.format(
        title=escape(str(facts.get("/Title", ""))),
        author=escape(str(facts.get("/Author", ""))),
        producer=escape(str(facts.get("/Producer", ""))),
        day=identity.day,
        document=identity.document,
        instance=identity.instance,
    )
    pdf.Root.Metadata = pdf.make_stream(xmp.encode(), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
