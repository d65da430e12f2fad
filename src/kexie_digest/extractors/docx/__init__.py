"""Word files (.docx): paragraphs, table rows and pictures in the order of the page.

Takes a .docx document, gives blocks as the HTML extractor does: one a paragraph or line,
headings with level, table rows with tabs between cells, pictures as ``embedded:<n>``.
``Extracted.text`` is the text that was taken, one block a line. What was inserted with
tracked changes counts, what was deleted does not. Running heads, page numbers and
automatic list numbers are no text of the article; it fetches nothing and runs no field.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Sequence

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from kexie_digest.errors import ExtractError
from kexie_digest.extractors.docx.walk import Piece, pieces_of
from kexie_digest.extractors.page_hint import as_page
from kexie_digest.model import Block, Document, Extracted, Span

#: What the members of the package may add up to, unpacked (CWE-409).
MOST_UNPACKED = 200 * 1024 * 1024
_MOST_RATIO = 100
_MOST_MEMBERS = 5000
_SMALL = 1024 * 1024
#: What python-docx and zipfile raise over damaged packages.
_DAMAGE = (
    PackageNotFoundError,
    zipfile.BadZipFile,
    etree.XMLSyntaxError,
    KeyError,
    ValueError,
    AttributeError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    zlib.error,
    lzma.LZMAError,
)


def extract(document: Document) -> Extracted:
    """Take paragraphs, tables and pictures out of a Word file.

    Args:
        document: A .docx file.

    Returns:
        One block a paragraph, line or table row.

    Raises:
        ExtractError: ``too_large`` for what unpacks to a bomb, ``needs_password``,
            ``unreadable_docx``, ``no_article``.
    """
    _check_sizes(document)
    try:
        opened = docx.Document(io.BytesIO(document.content))
        pieces, pictures = pieces_of(opened)
    except _DAMAGE as error:
        raise _unreadable(document) from error
    if not any(piece.text for piece in pieces):
        raise ExtractError(
            "Word 文件里没有文字 (the Word file holds no text)",
            subject=document.name,
            code="no_article",
            advice="若正文是图片，请先做文字识别，再投放 .txt。",
        )
    blocks, text = _number(pieces)
    # The file's properties name its first typist and template, not author and title: left alone.
    return Extracted(blocks, text, "utf-8", as_page(document.hints, blocks), embedded=tuple(pictures))


def _number(pieces: Sequence[Piece]) -> tuple[tuple[Block, ...], str]:
    blocks: list[Block] = []
    position = 0
    for index, piece in enumerate(pieces):
        span = Span(position, position + len(piece.text))
        blocks.append(
            Block(
                index,
                piece.kind,
                piece.text,
                span,
                gap_before=piece.gap_before,
                level=piece.level,
                href=piece.href,
            )
        )
        position = span.end + 1
    return tuple(blocks), "\n".join(piece.text for piece in pieces)


def _check_sizes(document: Document) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(document.content)) as package:
            members = package.infolist()
    except _DAMAGE as error:
        raise _unreadable(document) from error
    total = sum(member.file_size for member in members)
    is_bomb = any(
        member.file_size > _SMALL and member.file_size > member.compress_size * _MOST_RATIO
        for member in members
    )
    if total > MOST_UNPACKED or len(members) > _MOST_MEMBERS or is_bomb:
        raise ExtractError(
            "Word 文件解开后过大 (the Word file unpacks to too much)",
            subject=document.name,
            code="too_large",
            advice="请另存一份，压缩图片后再投放；来历不明的文件请勿打开。",
        )


def _unreadable(document: Document) -> ExtractError:
    return ExtractError(
        "Word 文件打不开，可能损坏或加了密码 (the Word file is damaged or has a password)",
        subject=document.name,
        code="unreadable_docx",
        advice="请在 Word 或 WPS 里打开，去掉密码，另存为 .docx 后重新投放。",
    )
