"""Original bytes, kept by what they contain: in a folder, or in a bucket that machines share.

Takes bytes, gives their SHA-256; a blob is written once under a temporary name,
flushed and renamed, so a name always stands for whole content. What shrinks is kept as
gzip (``<hash>.gz``, RFC 1952: any tool opens it), pictures and archives as they came. The
hash is always that of the original, and every reading checks it. It deletes nothing.
"""

import gzip
import hashlib
import os
import re
import tempfile
import zlib
from pathlib import Path

from kexie_digest.errors import NotFound, StoreError
from kexie_digest.store.engines import failures
from kexie_digest.store.objects import Objects

_NAME = re.compile(r"[0-9a-f]{64}")
_PACKED = ".gz"
#: What does not shrink below this share of itself is kept plain; told by its beginning.
_WORTH = 0.9
_SAMPLE = 64 * 1024
_LEVEL = 6
#: What unpacking damaged bytes raises.
_DAMAGE = (gzip.BadGzipFile, EOFError, zlib.error)


class Blobs:
    """A folder of originals: ``ab/cd/abcd…``, two levels so that no folder grows huge."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, sha256: str) -> Path:
        """Say where a blob is, or would be if it were kept plain.

        Args:
            sha256: Its hash, 64 lower-case hexadecimal digits.

        Returns:
            Its path; one that ends in ``.gz`` is packed.

        Raises:
            NotFound: This is not a hash.
        """
        if not _NAME.fullmatch(sha256):
            raise NotFound("不是原件编号 (not the hash of an original)", subject=sha256)
        plain = self._folder / sha256[:2] / sha256[2:4] / sha256
        packed = plain.with_name(sha256 + _PACKED)
        return packed if packed.exists() and not plain.exists() else plain

    def put(self, content: bytes) -> str:
        """Keep some bytes; the same bytes again change nothing.

        Args:
            content: The original.

        Returns:
            Its SHA-256.

        Raises:
            StoreError: The folder cannot be written or the disk is full.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path(sha256)
        try:
            if not self.verify(sha256):
                _keep_aside(path)
                packed = _packed(content)
                place = path.with_name(sha256 if packed is content else sha256 + _PACKED)
                _write(place, packed)
        except OSError as error:
            raise failures.from_system(error, str(path)) from error
        return sha256

    def get(self, sha256: str) -> bytes:
        """Read an original.

        Args:
            sha256: Its hash.

        Returns:
            The bytes that were put.

        Raises:
            NotFound: There is no such original.
            StoreError: It cannot be read, or its content is no longer what it was.
        """
        path = self.path(sha256)
        try:
            content = _unpacked(path)
        except FileNotFoundError as error:
            raise NotFound(
                "原件不在了 (the original is missing)", subject=str(path), advice="请从备份恢复该文件。"
            ) from error
        except OSError as error:
            raise failures.from_system(error, str(path)) from error
        if content is None or hashlib.sha256(content).hexdigest() != sha256:
            raise StoreError(
                "原件已损坏 (the original is damaged)",
                subject=str(path),
                code="damaged_original",
                permanent=True,
                advice="请从备份恢复该文件，或重新投放原文件。",
            )
        return content

    def verify(self, sha256: str) -> bool:
        """Tell whether an original is there, whole and unchanged.

        Args:
            sha256: Its hash.

        Returns:
            False when it is missing or damaged.
        """
        path = self.path(sha256)
        try:
            with gzip.open(path) if path.suffix == _PACKED else path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except (FileNotFoundError, *_DAMAGE):
            return False
        except OSError as error:
            raise failures.from_system(error, str(path)) from error


class SharedBlobs(Blobs):
    """A bucket of originals, under the names and packed as in a folder; the folder is not used."""

    def __init__(self, objects: Objects, folder: Path) -> None:
        """Keep originals below ``originals/``.

        Args:
            objects: The bucket.
            folder: Where they would be on this machine.
        """
        super().__init__(folder)
        self._objects = objects

    def put(self, content: bytes) -> str:
        """Keep some bytes; the same bytes again change nothing."""
        sha256 = hashlib.sha256(content).hexdigest()
        packed = _packed(content)
        name = _name(sha256) if packed is content else _name(sha256) + _PACKED
        if self._objects.size(name) != len(packed):
            self._objects.put(name, packed)
        return sha256

    def get(self, sha256: str) -> bytes:
        """Read an original, whatever machine put it."""
        content = self._find(sha256)
        if content is None:
            raise NotFound(
                "原件不在了 (the original is missing)",
                subject=sha256,
                advice="请检查对象存储，或从它的备份恢复。",
            )
        if hashlib.sha256(content).hexdigest() != sha256:
            raise StoreError(
                "原件已损坏 (the original is damaged)",
                subject=sha256,
                code="damaged_original",
                permanent=True,
                advice="请从对象存储的备份恢复，或重新投放原文件。",
            )
        return content

    def verify(self, sha256: str) -> bool:
        """Tell whether an original is there, whole and unchanged."""
        content = self._find(sha256)
        return content is not None and hashlib.sha256(content).hexdigest() == sha256

    def _find(self, sha256: str) -> bytes | None:
        """Look for it packed, as most are, then as it came; b"" when it cannot be unpacked."""
        if not _NAME.fullmatch(sha256):
            raise NotFound("不是原件编号 (not the hash of an original)", subject=sha256)
        packed = self._objects.find(_name(sha256) + _PACKED)
        if packed is None:
            return self._objects.find(_name(sha256))
        try:
            return gzip.decompress(packed)
        except _DAMAGE:
            return b""


def _name(sha256: str) -> str:
    return f"originals/{sha256[:2]}/{sha256[2:4]}/{sha256}"


def _packed(content: bytes) -> bytes:
    """Give the bytes packed, or the very same bytes where that is not worth it."""
    sample = content[:_SAMPLE]
    packed = gzip.compress(sample, _LEVEL, mtime=0)
    if len(packed) > _WORTH * len(sample):
        return content
    return packed if len(sample) == len(content) else gzip.compress(content, _LEVEL, mtime=0)


def _unpacked(path: Path) -> bytes | None:
    """Read a blob; None when it is packed and cannot be unpacked."""
    content = path.read_bytes()
    if path.suffix != _PACKED:
        return content
    try:
        return gzip.decompress(content)
    except _DAMAGE:
        return None


def _keep_aside(path: Path) -> None:
    """Move a damaged blob out of the way: even wrong bytes are not thrown away."""
    if path.exists():
        path.rename(path.with_name(f"{path.name}.damaged"))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.rename(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    """Make a rename outlive a power cut: the name stands in the folder, not in the file."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
