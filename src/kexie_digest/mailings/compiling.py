"""Compile a body once, so that each reader's copy is one ``bytes.join``.

Takes the text and HTML with ``TOKEN_SLOT`` where the recipient's token goes, gives
the base64 body cut at those places. A base64 line holds 57 bytes, the token's 24
become exactly 32 characters: spaces before each slot move it to the start of a
line, so that putting in a token changes no other character. The spaces stand where
no reader sees them: before the ``<a `` of the link, or at the end of the line above
the text's link.
"""

import base64
import hashlib
from dataclasses import dataclass

from kexie_digest.errors import DeliveryError
from kexie_digest.model.mailing.message import TOKEN_SLOT

#: Bytes in a base64 line of 76 characters.
LINE_BYTES = 57

_SLOT = TOKEN_SLOT.encode("ascii")
_ENCODED_SLOT = len(_SLOT) // 3 * 4
_ENCODED_LINE = LINE_BYTES // 3 * 4 + 2


@dataclass(frozen=True, slots=True)
class CompiledBody:
    """A multipart body cut where tokens go, and the Content-Type that announces it."""

    content_type: str
    pieces: tuple[bytes, ...]

    def fill(self, token: str) -> bytes:
        """Give one copy.

        Args:
            token: 24 ASCII characters.

        Returns:
            The body with CRLF line ends, no line longer than 78 bytes.
        """
        return base64.b64encode(token.encode("ascii")).join(self.pieces)


def compile_body(text: str, html: str) -> CompiledBody:
    """Compile the two parts of a message, the text first (RFC 2046 §5.1.4).

    Args:
        text: The plain part; a slot must not stand in its first line.
        html: The HTML part; a slot must stand in an ``<a …>`` tag.

    Returns:
        The body with slots.

    Raises:
        DeliveryError: Code ``bad_body``: a slot stands too close to the end, to
            another one, or where no invisible space can be put.
    """
    # The same content gets the same boundary: a resumed campaign sends the same bytes.
    # "=_" cannot occur in base64, so no line of a part can be the boundary.
    boundary = "=_" + hashlib.sha256(f"{text}\0{html}".encode()).hexdigest()[:32]
    pieces = [b""]
    for kind, content, gap in (("plain", text, b"\r\n"), ("html", html, b"<a ")):
        head = (
            f"--{boundary}\r\nContent-Type: text/{kind}; charset=utf-8\r\n"
            "Content-Transfer-Encoding: base64\r\n\r\n"
        )
        pieces[-1] += head.encode("ascii")
        first, *rest = _encode_slotted(_crlf(content), gap)
        pieces[-1] += first
        pieces += rest
    pieces[-1] += f"--{boundary}--\r\n".encode("ascii")
    return CompiledBody(f'multipart/alternative; boundary="{boundary}"', tuple(pieces))


def _crlf(text: str) -> bytes:
    return text.replace("\r\n", "\n").replace("\n", "\r\n").encode()


def _encode_slotted(content: bytes, gap: bytes) -> list[bytes]:
    """Encode one part to base64 lines and cut out the slots."""
    aligned, starts = _align(content, gap)
    encoded = base64.b64encode(aligned)
    width = _ENCODED_LINE - 2
    lines = b"".join(encoded[at : at + width] + b"\r\n" for at in range(0, len(encoded), width))
    cuts = [start // LINE_BYTES * _ENCODED_LINE for start in starts]
    begins = [0, *(cut + _ENCODED_SLOT for cut in cuts)]
    return [lines[begin:end] for begin, end in zip(begins, [*cuts, len(lines)], strict=True)]


def _align(content: bytes, gap: bytes) -> tuple[bytes, list[int]]:
    """Put spaces before ``gap`` so that every slot starts a line; give the slots' offsets."""
    first, *others = content.split(_SLOT)
    if any(len(other) < LINE_BYTES - len(_SLOT) for other in others):
        raise _bad_body("退订链接离正文末尾或另一个链接太近 (a token stands too close to the end)")
    out, starts = first, []
    chunk_start = 0
    for other in others:
        place = out.rfind(gap, chunk_start)
        if place < 0:
            raise _bad_body("退订链接前没有可补空格的位置 (no invisible place before a token)")
        spaces = b" " * (-len(out) % LINE_BYTES)
        out = out[:place] + spaces + out[place:]
        starts.append(len(out))
        out += _SLOT
        chunk_start = len(out)
        out += other
    return out, starts


def _bad_body(message: str) -> DeliveryError:
    advice = "请检查 templates/email 中退订链接的位置。"
    return DeliveryError(message, code="bad_body", permanent=True, advice=advice)
