"""Decode bytes of unknown or wrongly declared encoding.

Takes bytes and the label they came with, gives the text, the encoding that was used,
and doubts. Chinese labels are too narrow more often than not (gb2312 on a page that
holds 镕), so they are widened; strict UTF-8 is believed before any label, because
nothing else decodes as UTF-8 by chance. It raises nothing: :attr:`Decoded.is_readable`
tells the caller when to give up.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import charset_normalizer

REPLACEMENT = "\ufffd"
#: More lost characters than this share and nothing can be published.
_READABLE_SHARE = 0.01
#: A detector sees no more than this; its answer was right from 60 characters on.
_SAMPLE_BYTES = 65536

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
}
_SEVEN_BIT = ("hz", "iso2022", "iso-2022", "utf-7")
_WIDE = ("utf-16", "utf-32")
#: What nearly all of a Chinese or English text is made of, and what two bytes of anything else seldom are.
_USUAL = re.compile(r"[\t\n\r -~·—-…\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_USUAL_SHARE = 0.95
#: English in UTF-16 is zeros every other byte; ASCII with a zero or two in it is no UTF-16.
_ZERO_SHARE = 0.4
_LATIN = frozenset({"iso8859-1", "cp1252", "iso8859-15", "ascii", "latin-1"})
_CANDIDATES = ["utf_8", "gb18030", "big5", "big5hkscs"]
_HIGH_RUN = re.compile(rb"[\x80-\xff]{6}")
#: The last byte below 0x30 is never half a character, neither in GB18030 nor in Big5.
_SAFE_CUT = re.compile(rb"[\x00-\x2f](?=[^\x00-\x2f]*\Z)")
_LONGEST_CHARACTER = 4
#: The reason of a reading that no label, mark or rule of UTF-8 decided.
_BY_LOOK = "detected"
#: Damaged UTF-8 still has this many whole characters for each broken one.
_WHOLE_FOR_BROKEN = 10


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in, and why.

    ``warnings`` are ``charset_doubt`` and ``truncated``; ``replaced`` counts the
    characters that could not be read (U+FFFD).
    """

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()
    reason: str = ""
    replaced: int = 0

    @property
    def is_readable(self) -> bool:
        """Whether at most 1 % of the characters were lost."""
        return self.replaced <= len(self.text) * _READABLE_SHARE

    @property
    def doubts(self) -> tuple[str, ...]:
        """The warnings, and ``charset_doubt`` where no label fitted and the look decided, too."""
        if self.reason != _BY_LOOK or "charset_doubt" in self.warnings:
            return self.warnings
        return ("charset_doubt", *self.warnings)


def widen(label: str) -> str | None:
    """Give the encoding a label stands for, the widest of its family.

    Args:
        label: As declared, such as ``GB2312`` or ``"x-gbk"``.

    Returns:
        A Python codec name, or None for a label nobody knows.
    """
    try:
        name = codecs.lookup(label.strip().strip("\"'").lower().removeprefix("x-")).name
    except (LookupError, ValueError):
        return None
    return _WIDER.get(name, name)


def utf16_without_mark(content: bytes) -> str | None:
    """Tell UTF-16 without a byte order mark by its zero bytes and by what it reads as.

    Args:
        content: The bytes, or their beginning.

    Returns:
        ``utf-16-le`` or ``utf-16-be``; None for anything else.
    """
    zeros = content.count(0)
    if not zeros or (content.isascii() and zeros < len(content) * _ZERO_SHARE):
        return None
    sample = content[: min(len(content), _SAMPLE_BYTES) // 2 * 2]
    shares = {}
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, errors="replace")
        shares[encoding] = len(_USUAL.findall(text)) / max(len(text), 1)
    best = max(shares, key=lambda encoding: shares[encoding])
    return best if shares[best] >= _USUAL_SHARE else None


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode(encoding)
        text.encode()  # UTF-7 can smuggle lone surrogates in
    except (UnicodeError, LookupError, ValueError):
        return None
    return text


def _cut_tail(content: bytes, encoding: str) -> str | None:
    """Decode all but a last character that was cut in the middle."""
    try:
        content.decode(encoding)
    except UnicodeDecodeError as error:
        is_tail = error.end == len(content) and error.start >= len(content) - _LONGEST_CHARACTER
        is_cut = "unexpected end" in error.reason or "incomplete" in error.reason
        return _strict(content[: error.start], encoding) if is_tail and is_cut and error.start else None
    return None


def _read(content: bytes, encoding: str, reason: str) -> Decoded | None:
    text = _strict(content, encoding)
    if text is not None:
        return Decoded(text, encoding, (), reason)
    text = _cut_tail(content, encoding)
    return None if text is None else Decoded(text, encoding, ("truncated",), reason)


def _by_bom(content: bytes) -> Decoded | None:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _read(content[len(bom) :], encoding, "byte order mark")
    return None


def _by_special_label(content: bytes, label: str | None) -> Decoded | None:
    """Believe a 7-bit or wide label whose bytes would also pass as UTF-8."""
    if label is None:
        return None
    if label.startswith(_SEVEN_BIT):
        return _read(content, label, "declared") if content.isascii() else None
    if label.startswith(_WIDE) and (b"\0" in content or _strict(content, "utf-8") is None):
        return _read(content, label, "declared")
    return None


def _by_zeros(content: bytes) -> Decoded | None:
    encoding = utf16_without_mark(content)
    return _read(content, encoding, "UTF-16 without a mark") if encoding else None


def _by_label(content: bytes, label: str | None) -> Decoded | None:
    if label is None or label.startswith((*_WIDE, *_SEVEN_BIT)):
        return None
    if label in _LATIN and _HIGH_RUN.search(content):
        return None
    text = _strict(content, label)
    if text is None or "\0" in text:
        return None
    return Decoded(text, label, (), "declared")


def _damaged_utf8(content: bytes) -> Decoded | None:
    """Keep UTF-8 with a few broken bytes: read as GB18030 it would be rubbish throughout."""
    text = content.decode("utf-8", errors="replace")
    broken = text.count(REPLACEMENT)
    whole = sum(not char.isascii() for char in text) - broken
    if broken > len(text) * _READABLE_SHARE or whole < broken * _WHOLE_FOR_BROKEN:
        return None
    return Decoded(text, "utf-8", ("charset_doubt",), "damaged UTF-8", broken)


def _sample(content: bytes) -> bytes:
    if len(content) <= _SAMPLE_BYTES:
        return content
    match = _SAFE_CUT.search(content[:_SAMPLE_BYTES])
    return content[: match.end()] if match else content


def _guess(content: bytes) -> str | None:
    sample = _sample(content)
    for cut in range(_LONGEST_CHARACTER):  # the last character may be cut in the middle
        best = charset_normalizer.from_bytes(sample[: len(sample) - cut], cp_isolation=_CANDIDATES).best()
        if best:
            return widen(best.encoding)
    return None


def _by_detector(content: bytes) -> Decoded | None:
    encoding = _guess(content)
    found = _read(content, encoding, _BY_LOOK) if encoding else None
    return found if found and REPLACEMENT not in found.text else None


def _by_force(content: bytes, label: str | None) -> Decoded:
    encoding = label if label in {"big5hkscs", "gb18030", "utf-8"} else "gb18030"
    text = content.decode(encoding, errors="replace")
    return Decoded(text, encoding, ("charset_doubt",), "nothing fits", text.count(REPLACEMENT))


def decode(content: bytes, declared: str | None = None) -> Decoded:
    """Decode bytes by byte order mark, zero bytes, UTF-8, label and look, in this order.

    Args:
        content: The bytes.
        declared: The label they came with, if any (``charset=`` of a header or a page).

    Returns:
        The text without its byte order mark; never an exception.
    """
    label = widen(declared) if declared else None
    return (
        _by_bom(content)
        or _by_special_label(content, label)
        or _by_zeros(content)
        or _read(content, "utf-8", "valid UTF-8")
        or _by_label(content, label)
        or _damaged_utf8(content)
        or _by_detector(content)
        or _by_force(content, label)
    )
