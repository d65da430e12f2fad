"""Header lines written by ourselves, to RFC 5322, 2047, 2369, 2919, 3834 and 8058.

Takes values, gives folded ASCII lines with CRLF. Python's own writer turns a long
List-Unsubscribe into an encoded word, which kills one-click unsubscription, and
breaks encoded words over 76 characters; it is only used to read messages back.
A control character in a value is an error, never repaired: it is an injection.
"""

import base64
import datetime as dt
import re

from kexie_digest.errors import DeliveryError

CRLF = "\r\n"

#: A line may have 76 characters where it holds an encoded word (RFC 2047 §2).
LINE = 76

#: ``=?utf-8?b?`` and ``?=``.
_WORD_FRAME = 12

#: 45 bytes are 60 characters of base64: a word of 72, under the 75 allowed.
_WORD_BYTES = 45

#: No header may hold these.
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_BEIJING = dt.timezone(dt.timedelta(hours=8))


def unstructured(name: str, value: str) -> str:
    """Write a header of free text, such as Subject.

    Args:
        name: The header's name.
        value: Any text in one line.

    Returns:
        The header with its CRLF: raw when it is short ASCII, else encoded words of
        whole characters.

    Raises:
        DeliveryError: Code ``bad_header``: the value holds a control character.
    """
    _refuse_controls(name, value)
    if _is_plain(value) and len(name) + 2 + len(value) <= LINE:
        return f"{name}: {value}{CRLF}"
    return f"{name}: {_encoded_words(value, used=len(name) + 2)}{CRLF}"


def mailbox(name: str, display: str, address: str) -> str:
    """Write a header with one address, such as From or To.

    Args:
        name: The header's name.
        display: The person's or body's name, may be empty.
        address: An ASCII address.

    Returns:
        The header with its CRLF, the address on its own line where it must be.

    Raises:
        DeliveryError: Code ``bad_header``: a control character or a non-ASCII address.
    """
    _refuse_controls(name, display)
    _refuse_controls(name, address)
    _refuse_non_ascii(name, address)
    if not display:
        return f"{name}: {address}{CRLF}"
    used = len(name) + 2
    if _is_plain(display) and used + len(display) + 2 <= LINE:
        phrase = display if _ATOMS.fullmatch(display) else '"' + re.sub(r'(["\\])', r"\\\1", display) + '"'
    else:
        phrase = _encoded_words(display, used=used)
    last_line = phrase.rpartition(CRLF)[2]
    width = len(last_line) if CRLF in phrase else used + len(last_line)
    gap = " " if width + 1 + len(address) + 2 <= LINE else f"{CRLF} "
    return f"{name}: {phrase}{gap}<{address}>{CRLF}"


def structured(name: str, *values: str) -> str:
    """Write a header of raw ASCII values, folded only after a comma.

    Args:
        name: The header's name.
        values: Its parts; they are joined by commas.

    Returns:
        The header with its CRLF.

    Raises:
        DeliveryError: Code ``bad_header``: a control character or non-ASCII.
    """
    for value in values:
        _refuse_controls(name, value)
        _refuse_non_ascii(name, value)
    return f"{name}: {f',{CRLF} '.join(values)}{CRLF}"


def date_line(instant: dt.datetime) -> str:
    """Write the Date header in Beijing time.

    Args:
        instant: An aware instant.

    Returns:
        ``Date: Fri, 06 Mar 2026 09:00:00 +0800`` with its CRLF.
    """
    local = instant.astimezone(_BEIJING)
    day = f"{_WEEKDAYS[local.weekday()]}, {local.day:02} {_MONTHS[local.month - 1]} {local.year}"
    return f"Date: {day} {local:%H:%M:%S} +0800{CRLF}"


def _encoded_words(text: str, *, used: int) -> str:
    """Encode to ``=?utf-8?b?…?=``, whole characters, one word a line."""
    room = min(_WORD_BYTES, (LINE - used - _WORD_FRAME) // 4 * 3)
    words, piece, size = [], "", 0
    for character in text:
        width = len(character.encode())
        if size + width > room:
            words.append(piece)
            piece, size, room = "", 0, _WORD_BYTES
        piece += character
        size += width
    words.append(piece)
    encoded = (base64.b64encode(word.encode()).decode("ascii") for word in words)
    return f"{CRLF} ".join(f"=?utf-8?b?{word}?=" for word in encoded)


def _is_plain(text: str) -> bool:
    """Tell whether text can stand as it is: ASCII, nothing that looks encoded, no loose spaces."""
    return text.isascii() and "=?" not in text and text == " ".join(text.split())


def _refuse_controls(name: str, value: str) -> None:
    if CONTROLS.search(value):
        raise DeliveryError(
            f"邮件头 {name} 含有换行或控制字符 (a control character in a header): {value[:80]!a}",
            code="bad_header",
            permanent=True,
            advice="请检查标题、刊名、发件人或收件人姓名中是否有换行。",
        )


def _refuse_non_ascii(name: str, value: str) -> None:
    if not value.isascii():
        raise DeliveryError(
            f"邮件头 {name} 只能用英文字符 (this header must be ASCII): {value[:80]!a}",
            code="bad_header",
            permanent=True,
            advice="请把发件地址和网址改成英文字符。",
        )
