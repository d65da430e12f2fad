"""Mail (.eml, and what a mailbox delivers): the body and its attachments.

Takes one message (RFC 5322, MIME), gives its body as a text or HTML document and every
attachment as a document of its own; subject, sender and date travel as hints. The standard
library only takes the structure apart: bytes of headers and bodies are decoded by
``text.charset``, because a label gb2312 on text that holds 镕 or 喆 is too narrow and the
library would lose the character. Nothing is fetched, no picture, no link.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr

from kexie_digest.errors import SourceError
from kexie_digest.model import Document, Hints
from kexie_digest.text.charset import decode
from kexie_digest.text.spacing import count_hanzi

MOST_PARTS = 200
#: With documents attached, a shorter body is a covering note, not a report.
_COVERING_NOTE = 200
_FORWARDED = re.compile(r"^\s*(?:(?:re|fw|fwd|回复|答复|转发)\s*[:：]\s*)+", re.IGNORECASE)
_TEXT_TYPES = ("text/html", "text/plain")
_ATTACHED = re.compile(r"\.(?:txt|md|html?|docx|pdf|zip|eml|xml)$", re.IGNORECASE)


def expand(document: Document) -> Iterator[Document | SourceError]:
    """Take a message apart.

    Args:
        document: The message as it was delivered.

    Yields:
        Its body, unless it is a covering note to attached documents; then the attachments.

    Raises:
        SourceError: ``unreadable_mail``, ``no_text`` when there is nothing to read in it.
    """
    try:
        message = message_from_bytes(document.content, policy=policy.compat32)
        parts = [part for part in message.walk() if not part.is_multipart()][:MOST_PARTS]
    except (MessageError, ValueError, RecursionError) as error:
        raise _error(document, "unreadable_mail", "邮件打不开 (the message is damaged)") from error
    attachments = [part for part in parts if _is_attachment(part)]
    documents = [part for part in attachments if _ATTACHED.search(_file_name(part))]
    body = _body([part for part in parts if part not in attachments])
    if body is None and not documents:
        raise _error(document, "no_text", "邮件里没有文字 (the message holds no text)")
    if body is not None and not (documents and _is_covering_note(body)):
        yield _of_body(document, message, body)
    for position, part in enumerate(documents, start=1):
        yield _of_attachment(document, part, position)


def _is_attachment(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(_file_name(part))


def _body(parts: list[Message]) -> Message | None:
    """Choose the HTML body, which keeps headings and tables, before the plain one."""
    for wanted in _TEXT_TYPES:
        found = next(
            (part for part in parts if part.get_content_type() == wanted and _bytes(part).strip()), None
        )
        if found is not None:
            return found
    return None


def _is_covering_note(body: Message) -> bool:
    text = decode(_bytes(body), body.get_content_charset()).text
    return count_hanzi(re.sub(r"<[^>]*>", "", text)) < _COVERING_NOTE


def _of_body(document: Document, message: Message, body: Message) -> Document:
    content = _bytes(body)
    charset = body.get_content_charset()
    declared = f"; charset={charset}" if charset else ""
    name, address = parseaddr(_header(message, "From"))
    hints = document.hints
    return replace(
        document,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        media_type=f"{body.get_content_type()}{declared}",
        part=f"{document.part}/body".lstrip("/"),
        hints=replace(
            hints,
            title=hints.title or _FORWARDED.sub("", _header(message, "Subject")) or None,
            published=hints.published or _header(message, "Date") or None,
            publication=hints.publication or name or address or None,
            layout=hints.layout or "web_article",
        ),
    )


def _of_attachment(document: Document, part: Message, position: int) -> Document:
    content, name = _bytes(part), _file_name(part)
    return replace(
        document,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        media_type="",
        name=name,
        address=f"{document.address}/{name}",
        part=f"{document.part}/{position}-{name}".lstrip("/"),
        hints=Hints(layout=document.hints.layout, publication=document.hints.publication),
    )


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _file_name(part: Message) -> str:
    raw = part.get_param("filename", header="content-disposition") or part.get_param("name") or ""
    if isinstance(raw, tuple):  # RFC 2231: charset, language, value
        charset, _, value = raw
        raw = decode(value.encode("latin-1", "replace"), charset).text
    name = _words(raw).replace("\\", "/").rpartition("/")[2]
    return re.sub(r"[\x00-\x1f]", "", name)


def _header(message: Message, name: str) -> str:
    # The mapping would put U+FFFD in place of raw eight-bit bytes; the raw items keep them.
    value = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    return _words(str(value))


def _words(raw: str) -> str:
    """Decode encoded words (RFC 2047) and raw eight-bit bytes, by the widest label."""
    raw = re.sub(r"\r?\n(?=[ \t])", "", raw)
    if not raw.isascii():
        raw = decode(raw.encode("utf-8", "surrogateescape")).text
    try:
        pieces = decode_header(raw)
    except HeaderParseError:
        return raw
    words = [piece if isinstance(piece, str) else decode(piece, charset).text for piece, charset in pieces]
    return " ".join("".join(words).split())


def _error(document: Document, code: str, message: str) -> SourceError:
    return SourceError(
        message,
        subject=document.address or document.name,
        code=code,
        permanent=True,
        advice="请把正文另存为 .txt（UTF-8 编码）或 .html 后投放。",
    )
