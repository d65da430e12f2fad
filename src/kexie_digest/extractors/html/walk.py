"""Walk a page's elements and give its visible text piece by piece.

Takes a parsed page, gives headings, paragraphs, captions, images and table rows in
reading order with the element each stands in. Site furniture inside the article
(menus, forms, lists of related links) is passed over; nothing is decided about which
piece belongs to the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from lxml import html

from kexie_digest.extractors.html.tags import BLOCKS, CONTROLS, INVISIBLE, holds_comments
from kexie_digest.model import BlockKind

_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:related|relate|recommend|share|comments?|breadcrumbs?|crumbs?|pager|pagination|toolbar|sidebar|"
    r"side|menu|navbar|ads?|advert|qrcode|hotnews|rank|bdsharebuttonbox|xgyd|tuijian)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_CAPTION_CLASS = re.compile(
    r"caption|img[-_]?(?:desc|note|title)|pic[-_]?(?:desc|note|info)|tupian|image-desc", re.IGNORECASE
)
_BLANKS = re.compile(r"[ \t\r\n\f\u00a0]+")
_INVISIBLE_CHARACTERS = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_IMAGE_SOURCES = ("data-src", "data-original", "data-echo", "original", "file", "src")
_DECORATIVE = re.compile(r"(?:^|/)(?:icon|emoji|spacer|blank|loading|pixel|logo)[^/]*$", re.IGNORECASE)
_STYLED_SIDE = re.compile(r"(?<![-\w])(?:width|height)\s*:\s*(\d+(?:px)?)(?![\d.%a-z])", re.IGNORECASE)
_SENTENCE = re.compile(r"[。！？；，!?;]")
#: A bold line of its own is a label unless it is a sentence.
_STOP = re.compile(r"[。；;]|[.](?:\s|$)")
_LINK_LIST = 0.6
_LONGEST_LABEL = 40
_LONGEST_CELL = 200
_SMALLEST_PICTURE = 24


@dataclass(frozen=True)
class Piece:
    """A block before it is numbered, and the element it stands in."""

    kind: BlockKind
    text: str
    element: html.HtmlElement
    level: int | None = None
    href: str | None = None


@dataclass
class _Run:
    """Text gathered since the last block boundary."""

    texts: list[str] = field(default_factory=list)
    bold: int = 0
    total: int = 0

    def add(self, text: str, *, bold: bool) -> None:
        self.texts.append(text)
        size = len(text.strip())
        self.total += size
        self.bold += size if bold else 0


def clean(text: str) -> str:
    """Write a text as a browser shows it: runs of blanks as one, invisible marks left out.

    Args:
        text: Raw text of one or more elements.

    Returns:
        The visible text, outer blanks left out.
    """
    return _BLANKS.sub(" ", _INVISIBLE_CHARACTERS.sub("", text)).strip()


@dataclass
class _Mass:
    """How much text stands below an element, how much of it in links, in sentences or not."""

    characters: int = 0
    linked: int = 0
    links: int = 0
    has_sentence: bool = False

    def add(self, other: _Mass) -> None:
        self.characters += other.characters
        self.linked += other.linked
        self.links += other.links
        self.has_sentence = self.has_sentence or other.has_sentence


def _weigh(root: html.HtmlElement) -> dict[html.HtmlElement, _Mass]:
    """Measure every element once, children before parents: pages nest lists in lists."""
    masses: dict[html.HtmlElement, _Mass] = {}
    for element in reversed(list(root.iter())):
        mass = masses.setdefault(element, _Mass())
        if isinstance(element.tag, str):
            mass.add(_text_mass(element.text))
        if element.tag == "a":
            mass.linked, mass.links = mass.characters, mass.links + 1
        parent = element.getparent()
        if parent is not None:
            above = masses.setdefault(parent, _Mass())
            above.add(mass)
            above.add(_text_mass(element.tail))
    return masses


def _text_mass(text: str | None) -> _Mass:
    return _Mass(len("".join(text.split())), 0, 0, bool(_SENTENCE.search(text))) if text else _Mass()


def _is_furniture(element: html.HtmlElement, mass: _Mass) -> bool:
    """Menus and lists of links to other news."""
    tag = element.tag
    if not isinstance(tag, str) or tag in INVISIBLE | CONTROLS or element.get("hidden") is not None:
        return True
    if _HIDDEN.search(element.get("style") or "") or holds_comments(element):
        return True
    if tag not in {"div", "ul", "ol", "dl", "section", "aside", "footer"}:
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    is_named = tag in {"aside", "footer"} or bool(_FURNITURE.search(names))
    is_link_list = mass.links > 1 and mass.linked > _LINK_LIST * mass.characters
    return (is_link_list and (is_named or tag in {"ul", "ol", "dl"})) or (is_named and not mass.has_sentence)


def _is_tiny(element: html.HtmlElement) -> bool:
    """Spacers and counting pixels say how small they are."""
    sides = [element.get(side) or "" for side in ("width", "height")]
    sides += _STYLED_SIDE.findall(element.get("style") or "")
    found = (re.match(r"\s*(\d{1,9})(?!\d*%)", side) for side in sides)
    return any(match and int(match[1]) < _SMALLEST_PICTURE for match in found)


def _image(element: html.HtmlElement, base: str) -> Piece | None:
    source = next((value for name in _IMAGE_SOURCES if (value := (element.get(name) or "").strip())), "")
    if not source or _is_tiny(element):
        return None
    if source[:5].lower() == "data:":
        return Piece(BlockKind.IMAGE, clean(element.get("alt") or ""), element, href=source)
    if _DECORATIVE.search(source.split("?")[0]):
        return None
    try:
        href = urljoin(base, source) if base.startswith(("http://", "https://")) else source
    except ValueError:  # http://[ is no address
        return None
    return Piece(BlockKind.IMAGE, clean(element.get("alt") or ""), element, href=href)


def _rows(table: html.HtmlElement) -> list[tuple[html.HtmlElement, list[str]]]:
    rows = []
    for row in table.iter("tr"):
        cells = [clean("".join(cell.itertext())) for cell in row if cell.tag in {"td", "th"}]
        if any(cells):
            rows.append((row, cells))
    return rows


def _is_data(rows: list[tuple[html.HtmlElement, list[str]]]) -> bool:
    """Tell a table of results from one that only lays out a page."""
    wide = [cells for _, cells in rows if sum(map(bool, cells)) > 1]
    short = all(len(cell) <= _LONGEST_CELL for _, cells in rows for cell in cells)
    return len(wide) > 1 and short


class _Walker:
    """Gathers text into runs and gives a piece at every block boundary."""

    def __init__(self, root: html.HtmlElement, body: html.HtmlElement, base: str) -> None:
        self.root, self.base = root, base
        self.keep = {body, *body.iterancestors()}
        self.masses = _weigh(root)
        self.run = _Run()
        self.images: list[Piece] = []
        self.place = root

    def _skips(self, element: html.HtmlElement) -> bool:
        if element in self.keep and isinstance(element.tag, str):
            return False
        return _is_furniture(element, self.masses.get(element, _Mass()))

    def _kind(self, text: str) -> tuple[BlockKind, int | None]:
        is_label = len(text) <= _LONGEST_LABEL and not _STOP.search(text)
        for element in (self.place, *self.place.iterancestors()):
            tag = element.tag
            if re.fullmatch("h[1-6]", tag):
                return BlockKind.HEADING, int(tag[1])
            if tag in {"figcaption", "caption"} or _CAPTION_CLASS.search(element.get("class") or ""):
                return BlockKind.CAPTION, None
            if tag in BLOCKS - {"center"}:
                break
        all_bold = self.run.total and self.run.bold == self.run.total
        return (BlockKind.HEADING if all_bold and is_label else BlockKind.PARAGRAPH), None

    def flush(self) -> Iterator[Piece]:
        """Give what was gathered, then the pictures that stood in it."""
        raw = "".join(self.run.texts)
        lines = raw.splitlines() if self.place.tag == "pre" else [raw]
        for line in lines:
            text = clean(line)
            if text:
                kind, level = self._kind(text)
                yield Piece(kind, text, self.place, level)
        yield from self.images
        self.run, self.images = _Run(), []

    def _open(self, element: html.HtmlElement) -> Iterator[Piece]:
        if element.tag in BLOCKS or element.tag == "br":
            yield from self.flush()
        if element.tag in BLOCKS:
            self.place = element
        elif element.tag == "img":
            image = _image(element, self.base)
            if image:
                self.images.append(image)

    def _close(self, element: html.HtmlElement) -> Iterator[Piece]:
        if element.tag in BLOCKS:
            yield from self.flush()
            parent = element.getparent()
            while parent is not None and parent.tag not in BLOCKS:
                parent = parent.getparent()
            self.place = self.root if parent is None else parent

    def _table(self, table: html.HtmlElement) -> list[Piece]:
        if table in self.keep or next(table.iterdescendants("table"), None) is not None:
            return []
        rows = _rows(table)
        if not _is_data(rows):
            return []
        return [Piece(BlockKind.TABLE, "\t".join(cells), row) for row, cells in rows]

    def walk(self) -> Iterator[Piece]:
        """Go through the tree without recursion: pages nest deeper than Python does."""
        stack = [(self.root, iter(self.root))]
        bold = 0
        self.run.add(self.root.text or "", bold=False)
        while stack:
            element, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                yield from self._close(element)
                bold -= element.tag in {"b", "strong"}
                if stack:
                    self.run.add(element.tail or "", bold=bold > 0)
            elif self._skips(child):
                self.run.add(child.tail or "", bold=bold > 0)
            elif child.tag == "table" and (rows := self._table(child)):
                yield from self.flush()
                yield from rows
                self.run.add(child.tail or "", bold=False)
            else:
                yield from self._open(child)
                bold += child.tag in {"b", "strong"}
                self.run.add(child.text or "", bold=bold > 0)
                stack.append((child, iter(child)))
        yield from self.flush()


def pieces_of(root: html.HtmlElement, body: html.HtmlElement, *, base: str = "") -> Iterator[Piece]:
    """Give the visible text of a page in reading order.

    Args:
        root: The page.
        body: The article's element, which is never passed over.
        base: The page's address, which relative image addresses start from.

    Yields:
        Pieces with text, and images.
    """
    yield from _Walker(root, body, base).walk()
