"""Pictures for tests, drawn when asked: honest ones, and those a stranger might drop."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image


def scene(width: int = 400, height: int = 300) -> Image.Image:
    """A colourful picture with more than 256 colours."""
    ramp = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (ramp, ramp.transpose(Image.Transpose.FLIP_TOP_BOTTOM), ramp.rotate(180)))


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    """The bytes of a picture as a file of some kind."""
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def jpeg(width: int = 400, height: int = 300, **options: object) -> bytes:
    """A photograph."""
    return encoded(scene(width, height), "JPEG", **options)


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 9))
        + chunk(b"IEND", b"")
    )
