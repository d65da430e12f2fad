"""Original bytes, kept by what they contain.

Takes bytes, gives their SHA-256; a blob is written once under a temporary name,
flushed and renamed, so a name always stands for whole content. It deletes nothing.
"""

import hashlib
import os
import re
import tempfile
from pathlib import Path

from kexie_digest.errors import NotFound, StoreError
from kexie_digest.store import _failures

_NAME = re.compile(r"[0-9a-f]{64}")


class Blobs:
    """A folder of originals: ``ab/cd/abcd…``, two levels so that no folder grows huge."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, sha256: str) -> Path:
        """Say where a blob is or would be.

        Args:
            sha256: Its hash, 64 lower-case hexadecimal digits.

        Returns:
            Its path.

        Raises:
            NotFound: This is not a hash.
        """
        if not _NAME.fullmatch(sha256):
            raise NotFound("不是原件编号 (not the hash of an original)", subject=sha256)
        return self._folder / sha256[:2] / sha256[2:4] / sha256

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
                _write(path, content)
        except OSError as error:
            raise _failures.from_system(error, str(path)) from error
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
            content = path.read_bytes()
        except FileNotFoundError as error:
            raise NotFound(
                "原件不在了 (the original is missing)", subject=str(path), advice="请从备份恢复该文件。"
            ) from error
        except OSError as error:
            raise _failures.from_system(error, str(path)) from error
        if hashlib.sha256(content).hexdigest() != sha256:
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
        try:
            with self.path(sha256).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except FileNotFoundError:
            return False
        except OSError as error:
            raise _failures.from_system(error, str(self.path(sha256))) from error


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
