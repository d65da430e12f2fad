"""Where the bytes of pictures come from: files beside a dropped page or in its archive, a feed's own site.

A shelf gives keys first and bytes when asked, so that no picture is read that no article
wants. Keys are readable: the file's place in the drop, or the address.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kexie_digest.clock import Clock
from kexie_digest.errors import KexieDigestError
from kexie_digest.extractors.pictures import MOST_BYTES
from kexie_digest.model import Document, Drop
from kexie_digest.sources import drop_folder, zip_archive
from kexie_digest.sources.drop_folder import Found
from kexie_digest.sources.feed.pictures import PictureFetcher


class Shelf(Protocol):
    """Pictures that a document may use."""

    def beside(self) -> Sequence[str]:
        """Give the keys of pictures that belong to the document without being named in it."""

    def key_of(self, address: str) -> str | None:
        """Give the key of the picture that an address in the document means, if it is to be had."""

    def read(self, key: str) -> bytes:
        """Give a picture's bytes, or raise a KexieDigestError."""

    def reject(self, key: str, error: KexieDigestError) -> None:
        """Learn that a picture is of no use."""


class EmptyShelf:
    """For documents that bring no pictures."""

    def beside(self) -> Sequence[str]:
        """Nothing."""
        return ()

    def key_of(self, _address: str) -> str | None:
        """Nothing."""
        return None

    def read(self, key: str) -> bytes:
        """Never asked: there are no keys."""
        raise KeyError(key)

    def reject(self, _key: str, _error: KexieDigestError) -> None:
        """Never told."""


@dataclass(slots=True)
class DropShelf:
    """Picture files of one drop, as one page sees them."""

    drop: Drop
    page: Found
    pictures: Sequence[Found]
    clock: Clock
    #: Files this page named or had beside it, and what was wrong with some of them.
    used: dict[str, Found] = field(default_factory=dict)
    rejected: dict[str, KexieDigestError] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)

    def beside(self) -> Sequence[str]:
        """Give the page's own pictures in the order people count them."""
        own = [found for found in self.pictures if drop_folder.belongs(found, self.page)]
        return [self._use(found) for found in drop_folder.in_order(own)]

    def key_of(self, address: str) -> str | None:
        """Find the file an address means."""
        found = drop_folder.named(address, self.page, self.pictures)
        return self._use(found) if found else None

    def _use(self, found: Found) -> str:
        self.used[found.address] = found
        return found.address

    def read(self, key: str) -> bytes:
        """Read a file that was seen complete."""
        document = drop_folder.read(self.used[key], self.drop, self.clock, largest=MOST_BYTES)
        self.hashes[key] = document.sha256
        return document.content

    def reject(self, key: str, error: KexieDigestError) -> None:
        """Remember why a file goes to ``failed/``."""
        self.rejected[key] = error


@dataclass(frozen=True, slots=True)
class ArchiveShelf:
    """Picture files in an archive, as one of its pages sees them; keys are places in the archive."""

    archive: Document
    page: str
    pictures: Sequence[str]

    def beside(self) -> Sequence[str]:
        """Give the page's own pictures in the order people count them."""
        page, found = zip_archive.as_found(self.page), map(zip_archive.as_found, self.pictures)
        own = [one for one in found if drop_folder.belongs(one, page)]
        return [one.address for one in drop_folder.in_order(own)]

    def key_of(self, address: str) -> str | None:
        """Find the member an address means."""
        found = [zip_archive.as_found(place) for place in self.pictures]
        named = drop_folder.named(address, zip_archive.as_found(self.page), found)
        return named.address if named else None

    def read(self, key: str) -> bytes:
        """Take it out of the archive."""
        return zip_archive.picture(self.archive, key)

    def reject(self, key: str, error: KexieDigestError) -> None:
        """Nothing lies in the drop that could be moved."""


@dataclass(slots=True)
class FeedShelf:
    """Pictures on a feed's own site."""

    fetcher: PictureFetcher

    def beside(self) -> Sequence[str]:
        """Nothing lies beside a feed's entry: its enclosures stand in its text."""
        return ()

    def key_of(self, address: str) -> str | None:
        """Give the address itself when it may be asked."""
        return address if self.fetcher.may_ask(address) else None

    def read(self, key: str) -> bytes:
        """Fetch it."""
        return self.fetcher.fetch(key)

    def reject(self, key: str, error: KexieDigestError) -> None:
        """Nothing is kept of it."""
