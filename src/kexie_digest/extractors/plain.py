r"""Plain text and Markdown, as OCR programs, editors and reposts save them.

Takes a .txt or .md document, gives one block per line that is not blank. A block's
text is the raw line: indentation, ``#`` and ``**`` stay in it and are the parser's to
own. Blank lines are counted (``gap_before``), because three of them mean a picture was
there. A form feed starts a new page. It joins no lines and edits no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kexie_digest.errors import ExtractError
from kexie_digest.model import Block, BlockKind, Document, Extracted, Span
from kexie_digest.text.charset import Decoded, decode

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
#: ``# Title`` or ``#标题``, but not a hashtag (#科普#).
_HEADING = re.compile(r"\s*(#{1,6})(?:\s+\S|[^#\s][^#]*\Z)")
_IMAGE = re.compile(r"\s*!\[[^\]]*\]\((?P<href>[^)\s]+)[^)]*\)\s*")
_TABLE_ROW = re.compile(r"\s*\|.*\|\s*")
#: A control character has no place in a text; a few come from terminals and old editors.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.02


def read_text(document: Document, declared: str | None = None) -> Decoded:
    """Decode a document or say why not.

    Args:
        document: The bytes and their name.
        declared: The encoding its markup or transport declares.

    Returns:
        The decoded text.

    Raises:
        ExtractError: ``undecodable`` when more than 1 % of the characters are lost,
            ``unsupported_type`` when it is no text at all.
    """
    decoded = decode(document.content, declared)
    if not decoded.is_readable:
        raise ExtractError(
            "文字编码无法识别 (the text encoding could not be recognised)",
            subject=document.name,
            code="undecodable",
            advice="请用记事本或编辑器打开，另存为 UTF-8 编码后重新投放。",
        )
    if len(_CONTROL.findall(decoded.text)) > len(decoded.text) * _CONTROL_SHARE:
        raise ExtractError(
            "不是文字文件 (this is no text file)",
            subject=document.name,
            code="unsupported_type",
            advice="请把内容导出为 .txt、.md（UTF-8 编码）或 .html 后投放。",
        )
    return decoded


def _kind(line: str) -> tuple[BlockKind, int | None, str | None]:
    """Give kind, heading level and image address of a line."""
    heading = _HEADING.match(line)
    if heading:
        return BlockKind.HEADING, len(heading[1]), None
    image = _IMAGE.fullmatch(line)
    if image:
        return BlockKind.IMAGE, None, image["href"]
    return (BlockKind.TABLE if _TABLE_ROW.fullmatch(line) else BlockKind.PARAGRAPH), None, None


def _blocks(text: str) -> Iterator[Block]:
    index = gap = 0
    page = 1
    for number, match in enumerate(_LINE.finditer(text), 1):
        line, start = match[1], match.start()
        page += line.count("\f")
        if not line.strip():
            gap += 1
            continue
        kind, level, href = _kind(line)
        span = Span(start, start + len(line), line=number, page=page)
        yield Block(index, kind, line, span, gap_before=gap, level=level, href=href)
        index, gap = index + 1, 0


def extract(document: Document) -> Extracted:
    """Cut a plain text into lines.

    Args:
        document: A .txt or .md file.

    Returns:
        One block per line; ``span.line`` is 1-based.

    Raises:
        ExtractError: ``empty_file``, ``undecodable`` or ``unsupported_type``.
    """
    charset = re.search(r"charset=\"?([\w.:-]+)", document.media_type)
    decoded = read_text(document, charset[1] if charset else None)
    blocks = tuple(_blocks(decoded.text))
    if not blocks:
        raise ExtractError(
            "文件里没有文字 (the file holds no text)",
            subject=document.name,
            code="empty_file",
            advice="请检查文件内容，然后重新投放。",
        )
    return Extracted(blocks, decoded.text, decoded.encoding, document.hints, decoded.warnings)
