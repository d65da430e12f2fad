"""What the store knows of a document: whether it is new, and what became of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from kexie_digest.model.document import Document, Hints


class ClaimState(StrEnum):
    """What to do with a document that came in.

    ``new`` and ``unfinished`` (a run died before it was done): read it. ``known``:
    leave it. ``failed``: it failed before; reading it again is up to the caller.
    """

    NEW = "new"
    UNFINISHED = "unfinished"
    KNOWN = "known"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Claim:
    """The store's answer to a document: its row, what to do, and which revision it is.

    ``revision`` is 1 for the content first seen; a later one says that the source
    changed the content. ``is_changed`` is true when that was recorded just now.
    """

    id: int
    state: ClaimState
    revision: int = 1
    is_changed: bool = False


class DocumentState(StrEnum):
    """How far a document got."""

    TAKEN = "taken"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document as the store remembers it; its bytes are a blob under ``sha256``."""

    id: int
    state: DocumentState
    sha256: str
    media_type: str
    name: str
    source_key: str
    address: str
    identity: str
    fetched_at: dt.datetime
    part: str = ""
    hints: Hints = field(default_factory=Hints)
    revision: int = 1
    warnings: tuple[str, ...] = ()
    code: str = ""
    message: str = ""

    def document(self, content: bytes) -> Document:
        """Put the document together again, as it first came in.

        Args:
            content: The blob of ``sha256``.

        Returns:
            The document.
        """
        return Document(
            content=content,
            sha256=self.sha256,
            media_type=self.media_type,
            name=self.name,
            source_key=self.source_key,
            address=self.address,
            identity=self.identity,
            fetched_at=self.fetched_at,
            part=self.part,
            hints=self.hints,
        )
