"""Take text blocks from a document's bytes, by media type.

Takes a Document, gives an Extracted: blocks in reading order, the decoded text that
their spans count in, what the markup says of itself, and doubts. It opens no network
and no store, follows no link and edits no text. A new format is one module with
``extract(document) -> Extracted``, one line here and one case folder.

Feed files hold many documents: ``sniff`` names them, ``sources.expand`` splits them,
and only their entries come here.
"""

from __future__ import annotations

from importlib import import_module

from kexie_digest.errors import ExtractError
from kexie_digest.extractors.media_types import advice_for, sniff
from kexie_digest.model import Document, Extracted

__all__ = ["EXTRACTORS", "MAX_BYTES", "extract", "sniff"]

#: Media type -> module with ``extract(document) -> Extracted``.
EXTRACTORS: dict[str, str] = {
    "text/plain": "kexie_digest.extractors.plain",
    "text/markdown": "kexie_digest.extractors.plain",
    "text/html": "kexie_digest.extractors.html",
    "application/xhtml+xml": "kexie_digest.extractors.html",
    "application/pdf": "kexie_digest.extractors.pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "kexie_digest.extractors.docx",
    "image/png": "kexie_digest.extractors.scan",
    "image/jpeg": "kexie_digest.extractors.scan",
    "image/tiff": "kexie_digest.extractors.scan",
}

#: A page of news has about 20 kB; a file above this is refused before anything reads it,
#: since reading text costs about 100 MB of memory and several seconds a megabyte.
MAX_BYTES = 12 * 1024 * 1024
#: Office files and pages carry pictures; what they unpack to is bounded by their extractors.
MAX_BYTES_WITH_PICTURES = 50 * 1024 * 1024
_WITH_PICTURES = ("application/pdf", "application/vnd.openxmlformats", "image/")


def _media_type(document: Document) -> str:
    """Believe the content; the declared type decides only where the content is plain text."""
    seen = sniff(document.content, document.name)
    declared = document.media_type.split(";")[0].strip().lower()
    return declared if seen == "text/plain" and declared in EXTRACTORS else seen


def extract(document: Document) -> Extracted:
    """Take the text blocks from one document.

    Args:
        document: The bytes and where they came from.

    Returns:
        Blocks whose text is exactly the stretch of ``Extracted.text`` their span names.

    Raises:
        ExtractError: ``empty_file``, ``too_large``, ``unsupported_type``, ``undecodable``
            or ``no_article``.
    """
    media_type = _media_type(document)
    most = MAX_BYTES_WITH_PICTURES if media_type.startswith(_WITH_PICTURES) else MAX_BYTES
    if len(document.content) > most:
        size, limit = len(document.content) // 2**20, most // 2**20
        raise ExtractError(
            f"文件有 {size} MB，超过上限 {limit} MB (the file is too large)",
            subject=document.name,
            code="too_large",
            advice="请只投放文字内容，或把文件拆成几个较小的文件。",
        )
    if not document.content.strip():
        if document.part:  # a feed entry may have nothing but its title and link
            return Extracted((), "", "utf-8", document.hints)
        raise ExtractError(
            "文件为空 (the file is empty)",
            subject=document.name,
            code="empty_file",
            advice="请检查文件是否复制完整，然后重新投放。",
        )
    if media_type not in EXTRACTORS:
        raise ExtractError(
            f"暂不支持的文件类型 {media_type} (unsupported file type)",
            subject=document.name,
            code="unsupported_type",
            advice=advice_for(media_type),
        )
    extracted: Extracted = import_module(EXTRACTORS[media_type]).extract(document)
    return extracted
