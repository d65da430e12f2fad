"""A file that is hashed while it is read, so that nothing is read twice."""

import hashlib
from typing import IO

#: Read at a time, bytes.
PIECE = 1024 * 1024


class Hashing:
    """Reads a file and hashes what it gives."""

    def __init__(self, file: IO[bytes]) -> None:
        """Begin at where the file is.

        Args:
            file: Open for reading.
        """
        self._file, self._hash = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        content = self._file.read(size)
        self._hash.update(content)
        return content

    def drain(self) -> None:
        """Read what is left."""
        while self.read(PIECE):
            pass

    def digest(self) -> str:
        """Give the checksum of what was read."""
        return self._hash.hexdigest()
