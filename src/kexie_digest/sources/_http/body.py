"""A reply's body, unpacked under a limit.

Takes chunks as they come off the wire, gives the decoded bytes; stops at the first
byte above the cap, so that a small packed reply cannot fill the memory. It knows no
sockets and no text encodings.
"""

import zlib
from collections.abc import AsyncIterator, Iterator

from kexie_digest.errors import SourceError

#: Unpacked at a time: a bomb shows itself before more than this lies in memory.
PIECE = 256 * 1024
#: More than this many bytes from one byte is no text, once it is worth looking.
MOST_RATIO = 100
RATIO_FLOOR = 1024 * 1024
_PACKED = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}


class Unpacker:
    """Unpacks one body piece by piece."""

    def __init__(self, encoding: str) -> None:
        """Get ready.

        Args:
            encoding: The reply's ``Content-Encoding``.

        Raises:
            SourceError: ``unknown_encoding``; we asked for gzip or plain bytes only.
        """
        self._name = encoding.strip().lower()
        if self._name not in {"", "identity", *_PACKED}:
            raise SourceError(
                f"对方用了我们没有要求的压缩方式 {self._name} (unknown content encoding)",
                code="unknown_encoding",
                advice="请联系网站管理员，或换一个网址。",
            )
        self._inflater = self._new(_PACKED[self._name]) if self._name in _PACKED else None
        self._has_begun = False

    @staticmethod
    def _new(window: int) -> "zlib._Decompress":
        return zlib.decompressobj(window)

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """Unpack one chunk.

        Args:
            chunk: Bytes off the wire.

        Yields:
            Pieces of at most ``PIECE`` bytes, or the chunk itself when it is not packed.

        Raises:
            SourceError: ``broken_reply``; the packed bytes are damaged.
        """
        if self._inflater is None:
            yield chunk
            return
        try:
            yield from self._inflate(chunk)
        except zlib.error as error:
            raise SourceError(
                "压缩数据已损坏 (the packed reply is damaged)",
                code="broken_reply",
                advice="稍后自动重试；一直如此请联系网站管理员。",
            ) from error

    def _inflate(self, chunk: bytes) -> Iterator[bytes]:
        while chunk and self._inflater is not None:
            try:
                piece = self._inflater.decompress(chunk, PIECE)
            except zlib.error:
                if self._name != "deflate" or self._has_begun:
                    raise
                # RFC 9110 §8.4.1.2: some servers send deflate without the zlib wrapper.
                self._inflater = self._new(-zlib.MAX_WBITS)
                piece = self._inflater.decompress(chunk, PIECE)
            self._has_begun = True
            if piece:
                yield piece
            chunk = self._inflater.unconsumed_tail
            if self._inflater.eof and self._inflater.unused_data:
                chunk = self._inflater.unused_data
                self._inflater = self._new(_PACKED[self._name])


async def read_body(chunks: AsyncIterator[bytes], encoding: str, limit: int) -> bytes:
    """Read a whole body under a limit, on the wire and unpacked.

    Args:
        chunks: Bytes off the wire.
        encoding: The reply's ``Content-Encoding``.
        limit: Most bytes, for both.

    Returns:
        The unpacked bytes.

    Raises:
        SourceError: ``too_large``, ``broken_reply`` or ``unknown_encoding``.
    """
    unpacker, body, wire = Unpacker(encoding), bytearray(), 0
    async for chunk in chunks:
        wire += len(chunk)
        for piece in unpacker.feed(chunk):
            body += piece
            is_bomb = len(body) > RATIO_FLOOR and len(body) > wire * MOST_RATIO
            if max(len(body), wire) > limit or is_bomb:
                raise too_large(limit)
    return bytes(body)


def too_large(limit: int) -> SourceError:
    """Make the error of a body above its limit.

    Args:
        limit: Most bytes.

    Returns:
        The error, for raising.
    """
    return SourceError(
        f"内容过大，超过 {limit // (1024 * 1024)} MB，没有读取 (larger than the limit, not read)",
        code="too_large",
        permanent=True,
        advice="请检查网址是否正确；订阅源应只列最近的条目。",
    )
