"""Web pages and pieces of HTML: the article's blocks, without the site around it.

Takes an .html document or the HTML of a feed entry; gives headings with level,
paragraphs, captions, images with address, table rows and lists in reading order, and
what the page's markup says of itself. It fetches nothing.

Spans: HTML has no text of its own to count in, so ``Extracted.text`` is the visible
text that was taken, one block a line (runs of blanks are one blank, as a browser shows
them), and each block's text is exactly the stretch its span names. Cells of a table row
are divided by a tab. Site furniture (menus, related news) is not part of that text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree, html

from kexie_digest.errors import ExtractError
from kexie_digest.extractors.html.body import Choice, choose_body
from kexie_digest.extractors.html.claims import read_claims
from kexie_digest.extractors.html.embedded import take_embedded
from kexie_digest.extractors.html.frame import around
from kexie_digest.extractors.html.walk import Piece, pieces_of
from kexie_digest.extractors.plain import read_text
from kexie_digest.model import Block, BlockKind, Document, Extracted, Span
from kexie_digest.text.markup import is_flooded
from kexie_digest.text.selectors import find_all
from kexie_digest.text.spacing import count_hanzi

_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE
)
_TRANSPORT = re.compile(r"charset=\"?([\w.:-]+)")
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_PAGE = re.compile(r"<(?:html|head|body)\b", re.IGNORECASE)
_WALL = re.compile(
    r"请先?登录|登录后(?:查看|阅读)|页面不存在|您?访问的(?:页面|文章|内容)|内容已被(?:发布者)?删除|该文章已删除|"
    r"环境异常|完成验证|访问过于频繁|安全验证|请在微信客户端打开|需要开启 ?JavaScript|"
    r"\b404\b|Not Found|Access Denied",
    re.IGNORECASE,
)
#: A page whose whole text is shorter than this and speaks of a wall is no article.
_WALL_LENGTH = 200
#: Fewer characters than this are a picture's page or nothing.
_SHORT_BODY = 80
_LEAST_BODY = 12


def _parse(text: str) -> html.HtmlElement | None:
    text = _XML_DECLARATION.sub("", text, count=1).replace("\0", "")
    if is_flooded(text):
        return None
    try:
        root: html.HtmlElement = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return root


def _number(pieces: Sequence[Piece]) -> tuple[tuple[Block, ...], str]:
    """Lay the pieces out one a line and give each its span."""
    blocks: list[Block] = []
    position = 0
    for index, piece in enumerate(pieces):
        span = Span(position, position + len(piece.text))
        blocks.append(Block(index, piece.kind, piece.text, span, level=piece.level, href=piece.href))
        position = span.end + 1
    return tuple(blocks), "\n".join(piece.text for piece in pieces)


def _size(text: str) -> int:
    """Characters of a text, a Latin word counted as two."""
    return count_hanzi(text) + 2 * len(re.findall(r"[A-Za-z]{2,}", text))


def _refuse(document: Document) -> ExtractError:
    return ExtractError(
        "网页里没有找到文章正文 (no article was found on the page)",
        subject=document.name,
        code="no_article",
        advice="请在浏览器中打开核对；若需登录或已删除，请把正文复制为 .txt（UTF-8 编码）后投放。",
    )


def _judge(body: Sequence[Piece], document: Document, *, is_page: bool) -> tuple[str, ...]:
    """Refuse walls and empty pages; doubt a page that may be one picture."""
    text = "\n".join(piece.text for piece in body if piece.kind is not BlockKind.IMAGE)
    size, has_image = _size(text), any(piece.kind is BlockKind.IMAGE for piece in body)
    if not is_page:
        if not body and not document.part:
            raise _refuse(document)
        return ()
    is_wall = size < _WALL_LENGTH and _WALL.search(text)
    if is_wall or (size < _LEAST_BODY and not has_image):
        raise _refuse(document)
    return ("text_in_image",) if size < _SHORT_BODY and has_image else ()


def _by_recipe(root: html.HtmlElement, recipe: str | None) -> Choice | None:
    """Take the element an owner named for this source; a page that lacks it is chosen from freely."""
    found = [element for element in find_all(root, recipe or "") if _size(element.text_content())]
    if not found:
        return None
    return Choice(max(found, key=lambda element: _size(element.text_content())))


def extract(document: Document) -> Extracted:
    """Take the article out of a web page.

    Args:
        document: An HTML page or fragment; its address roots relative image links.

    Returns:
        The title and its line of facts where they stand outside the body, the body's
        blocks, and the lines about source and editors below it.

    Raises:
        ExtractError: ``no_article`` for an empty page, a login wall or a page that says
            404; ``undecodable``; ``unsupported_type``.
    """
    declared = _DECLARED.search(document.content[:4096])
    transport = _TRANSPORT.search(document.media_type)
    label = declared[1].decode("ascii") if declared else transport[1] if transport else None
    decoded = read_text(document, label)
    root = _parse(decoded.text)
    if root is None:
        if document.part:
            return Extracted((), "", decoded.encoding, document.hints, decoded.warnings)
        raise _refuse(document)
    is_page = bool(_PAGE.search(decoded.text[:20000]))
    hints = read_claims(root, document.hints)
    choice = (_by_recipe(root, document.hints.body) or choose_body(root)) if is_page else Choice(root)
    pieces = list(pieces_of(root, choice.element, base=document.hints.link or document.address))
    before, body, after = around(pieces, choice.element, title=hints.title)
    body, pictures = take_embedded(body)
    doubts = _judge(body, document, is_page=is_page)
    blocks, text = _number([*before, *body, *after])
    warnings = (*decoded.warnings, *choice.warnings, *doubts)
    return Extracted(blocks, text, decoded.encoding, hints, warnings, pictures)
