"""Tell what kind of file some bytes are, by content first and by name second.

Takes bytes and a name, gives a media type; for a kind nobody here reads, the Chinese
sentence that says what to export instead. It decodes no more than the beginning.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from kexie_digest.text.charset import utf16_without_mark

_HEAD_BYTES = 4096
#: More control characters than this and it is no text.
_CONTROL_SHARE = 0.02

_MAGIC = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
    (b"{\\rtf", "application/rtf"),
    (b"SQLite format 3\0", "application/vnd.sqlite3"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_TYPES = {
    ".xls": "application/vnd.ms-excel",
    ".et": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
    ".wps": "application/vnd.ms-works",
}
_ZIP_TYPES = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    (b"OFD.xml", "application/ofd"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
    (b"mimetypeapplication/epub+zip", "application/epub+zip"),
)
_ADVICE = {
    "application/msword": "旧版 Word 文件：请在 Word 或 WPS 中“另存为”.docx 后投放。",
    "application/vnd.ms-works": "WPS 文件：请“另存为”.docx 后投放。",
    "opendocument": "请“另存为”.docx、纯文本（.txt，UTF-8 编码）或网页（.html）后投放。",
    "rtf": "请“另存为”纯文本（.txt，UTF-8 编码）后投放。",
    "application/ofd": "OFD 版式文件：请在阅读器中导出文字，存为 .txt（UTF-8 编码）后投放。",
    "excel": "表格：请“另存为”网页（.html）或纯文本（.txt，UTF-8 编码）后投放。",
    "spreadsheet": "表格：请“另存为”网页（.html）或纯文本（.txt，UTF-8 编码）后投放。",
    "powerpoint": "演示文稿：请导出大纲文字，存为 .txt（UTF-8 编码）后投放。",
    "presentation": "演示文稿：请导出大纲文字，存为 .txt（UTF-8 编码）后投放。",
    "image/": "图片：扫描件请另存为 PNG、JPEG 或 TIFF（300 dpi）后投放，或先做文字识别，存为 .txt。",
    "application/rss": "订阅源文件应由来源读取；请在 sources.yaml 中把它配置为 feed 来源。",
    "application/atom": "订阅源文件应由来源读取；请在 sources.yaml 中把它配置为 feed 来源。",
    "application/feed": "订阅源文件应由来源读取；请在 sources.yaml 中把它配置为 feed 来源。",
    "zip": "压缩包：请先解压，再把里面的文件逐个投放，或另压成 .zip。",
    "rar": "压缩包：请先解压，再把里面的文件逐个投放，或另压成 .zip。",
    "7z": "压缩包：请先解压，再把里面的文件逐个投放，或另压成 .zip。",
}
_ANY_ADVICE = "请把内容导出为 .txt、.md（UTF-8 编码）或 .html 后投放。"

_COMMENT_OR_SPACE = r"(?:\s|<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>]*>)*"
_FEEDS = (
    (
        re.compile(_COMMENT_OR_SPACE + r"<(?:\w+:)?(?:rss|RDF)\b", re.DOTALL | re.IGNORECASE),
        "application/rss+xml",
    ),
    (re.compile(_COMMENT_OR_SPACE + r"<(?:\w+:)?feed\b", re.DOTALL | re.IGNORECASE), "application/atom+xml"),
    (
        re.compile(r"\s*\{.*\"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version", re.DOTALL),
        "application/feed+json",
    ),
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|article|div|table|p)\b",
    re.DOTALL | re.IGNORECASE,
)
_XML = re.compile(r"\s*<\?xml\b", re.IGNORECASE)
_MAIL = re.compile(
    r"(?:(?:From|To|Subject|Date|Received|Return-Path|MIME-Version|Message-ID): .*(?:\r?\n[ \t].*)*\r?\n){2}",
    re.IGNORECASE,
)
#: Below the blank, without what separates lines, ends old files or switches alphabets.
_CONTROL = re.compile("[\0-\x08\x0e-\x19\x1c-\x1f]")
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def _by_magic(content: bytes, suffix: str) -> str | None:
    if content.startswith(_OLE):
        return _OLE_TYPES.get(suffix, "application/msword")
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        names = content[: _HEAD_BYTES * 16] + content[-_HEAD_BYTES * 16 :]
        return next((media for mark, media in _ZIP_TYPES if mark in names), "application/zip")
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    found = next((media for magic, media in _MAGIC if content.startswith(magic)), None)
    return None if found == "image/bmp" and b"\0" not in content[:32] else found


def _head(content: bytes) -> str:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return content[len(bom) : _HEAD_BYTES].decode(encoding, errors="replace")
    head = content[:_HEAD_BYTES]
    return head.decode(utf16_without_mark(head) or "latin-1", errors="replace")


def _is_binary(head: str) -> bool:
    return "\0" in head or len(_CONTROL.findall(head)) > len(head) * _CONTROL_SHARE


def _text_type(head: str, suffix: str) -> str:
    for pattern, media_type in _FEEDS:
        if pattern.match(head):
            return media_type
    if _HTML.match(head):
        return "text/html"
    if _XML.match(head):
        return "application/xml"
    if suffix in {".eml", ".mht", ".mhtml"} and _MAIL.match(head):
        return "message/rfc822"
    if suffix in {".html", ".htm", ".xhtml"}:
        return "text/html"
    return "text/markdown" if suffix in {".md", ".markdown"} else "text/plain"


def sniff(content: bytes, name: str = "") -> str:
    """Name the media type of some bytes.

    Args:
        content: The bytes; the beginning decides.
        name: A file name, for what plain text cannot tell (.md).

    Returns:
        Such as ``text/plain``, ``text/html``, ``application/rss+xml``,
        ``application/atom+xml``, ``application/feed+json``, ``application/pdf``;
        ``application/octet-stream`` for bytes that are no text and unknown.
    """
    suffix = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    magic = _by_magic(content, suffix)
    if magic:
        return magic
    head = _head(content)
    return "application/octet-stream" if _is_binary(head) else _text_type(head, suffix)


def advice_for(media_type: str) -> str:
    """Say in Chinese what to export instead of a kind nobody here reads.

    Args:
        media_type: As :func:`sniff` gives it.

    Returns:
        One sentence with the next step.
    """
    return next((advice for part, advice in _ADVICE.items() if part in media_type), _ANY_ADVICE)
