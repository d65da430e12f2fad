"""Which archives a document brings: it is one, or it is a mail with some attached.

Takes a document as it was claimed, gives its archives that hold pictures, and the shelf that
one of its parts may use. Readings are not changed here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kexie_digest import extractors, sources
from kexie_digest.errors import KexieDigestError
from kexie_digest.model import Document
from kexie_digest.sources import zip_archive
from kexie_digest.workflows.pictures.shelves import ArchiveShelf

_ARCHIVE, _MAIL = "application/zip", "message/rfc822"


@dataclass(frozen=True, slots=True)
class Packed:
    """An archive and the places of the pictures in it."""

    archive: Document
    pictures: Sequence[str]


def list_packed(document: Document) -> list[Packed]:
    """List the archives of a document that hold pictures.

    Args:
        document: As claimed; bytes and name say what it is.

    Returns:
        Itself, or a mail's attachments; one that cannot be opened was told when it was read.
    """
    found = []
    for archive in _archives(document):
        try:
            pictures = zip_archive.pictures_of(archive)
        except KexieDigestError:
            continue
        if pictures:
            found.append(Packed(archive, pictures))
    return found


def shelf_of(packed: Sequence[Packed], part: Document) -> ArchiveShelf | None:
    """Choose the archive that a part was taken out of.

    Args:
        packed: From :func:`list_packed`.
        part: A document that was read.

    Returns:
        Its shelf; None when it lay in none of them.
    """
    for one in packed:
        within = f"{one.archive.part}/".lstrip("/")
        if part.part.startswith(within):
            return ArchiveShelf(one.archive, part.part.removeprefix(within), one.pictures)
    return None


def _archives(document: Document) -> Iterator[Document]:
    kind = _kind(document)
    if kind == _ARCHIVE:
        yield document
    elif kind == _MAIL:
        for part in sources.expand(replace(document, media_type=kind)):
            if isinstance(part, Document) and _kind(part) == _ARCHIVE:
                yield part


def _kind(document: Document) -> str:
    return extractors.sniff(document.content, document.name)
