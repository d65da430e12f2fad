"""Walk the body of a Word file (ISO/IEC 29500-1 §17).

python-docx's own ``paragraph.text`` leaves out what stands in tracked insertions, content
controls and text boxes; all of it is text somebody wrote, so the tree is walked here and
python-docx only opens the package and knows its styles and parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from docx.document import Document as Opened
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from kexie_digest.model import BlockKind

_P, _TBL, _TR, _TC = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_T = qn("w:t")
#: Elements that stand for a character.
_SIGNS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_BLIP, _EMBED = qn("a:blip"), qn("r:embed")
_IMAGEDATA, _ID = "{urn:schemas-microsoft-com:vml}imagedata", qn("r:id")
_BOX = qn("w:txbxContent")
#: What is not read: deleted text, the second copy of a drawing for older programs, field codes.
_PASSED_OVER = {
    qn("w:del"),
    qn("w:moveFrom"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    qn("w:instrText"),
    qn("w:pPr"),
    qn("w:rPr"),
}
#: A centred line so much larger than the body is a title in a file without styles.
_TITLE_SIZE = 1.25
#: As HTML has them.
_LEVELS = 6
_TITLE_LENGTH = 80
_MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph, line, table row or picture."""

    kind: BlockKind
    text: str
    level: int | None = None
    href: str | None = None
    gap_before: int = 0


class _Walk:
    """One pass over a body: pieces and pictures as they come."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self.pictures: list[bytes] = []
        self._levels = _levels(opened)
        self._size = _body_size(opened)
        self._gap = 0

    def pieces(self, parent: BaseOxmlElement) -> Iterator[Piece]:
        """Give the pieces below an element that holds paragraphs and tables."""
        for child in parent:
            if child.tag == _P:
                yield from self._paragraph(child)
            elif child.tag == _TBL:
                yield from self._table(child)
            elif child.tag not in _PASSED_OVER and isinstance(child.tag, str):
                yield from self.pieces(child)  # a content control, a tracked insertion of paragraphs

    def _paragraph(self, element: BaseOxmlElement) -> Iterator[Piece]:
        text, boxes, blips = _content(element)
        level = self._level(element, text)
        for line in filter(None, (" ".join(line.split()) for line in text.split("\n"))):
            kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
            yield Piece(kind, line, level, gap_before=self._gap)
            self._gap = 0
        for blip in blips:
            picture = self._picture(blip)
            if picture is not None:
                self.pictures.append(picture)
                yield Piece(BlockKind.IMAGE, "", href=f"embedded:{len(self.pictures) - 1}")
        for box in boxes:
            yield from self.pieces(box)
        if not text.strip() and not blips and not boxes:
            self._gap += 1

    def _table(self, table: BaseOxmlElement) -> Iterator[Piece]:
        self._gap = 0
        pictures: list[Piece] = []
        for row in table.iter(_TR):
            if next(row.iterancestors(_TBL)) is not table:
                continue  # a table within a cell is read with its cell
            cells = []
            for cell in row.iter(_TC):
                if next(cell.iterancestors(_TR)) is row:
                    inner = list(self.pieces(cell))
                    cells.append(" ".join(piece.text.replace("\t", " ") for piece in inner if piece.text))
                    pictures += [piece for piece in inner if piece.kind is BlockKind.IMAGE]
            line = "\t".join(cells).rstrip("\t")
            if line.strip():
                yield Piece(BlockKind.TABLE, line)
        yield from pictures
        self._gap = 0

    def _picture(self, reference: str) -> bytes | None:
        part = self._opened.part.related_parts.get(reference)
        return part.blob if part is not None and part.content_type.startswith("image/") else None

    def _level(self, element: BaseOxmlElement, text: str) -> int | None:
        """Tell a heading by its style, or in a file without styles by a large centred line."""
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        level = self._levels.get(style.get(qn("w:val"))) if style is not None else None
        if level is None and self._is_large(element) and 0 < len(text.strip()) <= _TITLE_LENGTH:
            return 1
        return level

    def _is_large(self, element: BaseOxmlElement) -> bool:
        justification = element.find(f"{qn('w:pPr')}/{qn('w:jc')}")
        if justification is None or justification.get(qn("w:val")) != "center":
            return False
        sizes = [int(size.get(qn("w:val"))) for size in element.iter(qn("w:sz")) if _is_figure(size)]
        return bool(sizes) and max(sizes) >= self._size * _TITLE_SIZE


def pieces_of(opened: Opened) -> tuple[list[Piece], list[bytes]]:
    """Read the body of a Word file.

    Args:
        opened: As python-docx opened it.

    Returns:
        Its pieces in reading order, and the bytes of its pictures.
    """
    walk = _Walk(opened)
    return list(walk.pieces(opened.element.body)), walk.pictures


def _content(paragraph: BaseOxmlElement) -> tuple[str, list[BaseOxmlElement], list[str]]:
    """Give a paragraph's own text, its text boxes and the names of its pictures."""
    words: list[str] = []
    boxes: list[BaseOxmlElement] = []
    blips: list[str] = []

    def descend(element: BaseOxmlElement) -> None:
        for child in element:
            if child.tag in _PASSED_OVER or not isinstance(child.tag, str):
                continue
            if child.tag == _BOX:
                boxes.append(child)
                continue
            if child.tag == _T:
                words.append(child.text or "")
            elif child.tag in _SIGNS:
                words.append(_SIGNS[child.tag])
            elif child.tag in {_BLIP, _IMAGEDATA}:
                reference = child.get(_EMBED) or child.get(_ID)
                if reference:
                    blips.append(reference)
            descend(child)

    descend(paragraph)
    return "".join(words), boxes, blips


def _levels(opened: Opened) -> dict[str, int]:
    """Style id → heading level, from the styles' names and outline levels (§17.3.1.20)."""
    levels: dict[str, int] = {}
    for style in opened.styles.element.iter(qn("w:style")):
        name = style.find(qn("w:name"))
        outline = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if name is not None and (name.get(qn("w:val")) or "").lower() == "title":
            levels[style.get(qn("w:styleId"))] = 1
        elif outline is not None and _is_figure(outline) and int(outline.get(qn("w:val"))) < _LEVELS:
            levels[style.get(qn("w:styleId"))] = int(outline.get(qn("w:val"))) + 1
    return levels


def _body_size(opened: Opened) -> float:
    """The usual type size in half points; Word's own default is 21 (五号) in Chinese files."""
    sizes = [int(size.get(qn("w:val"))) for size in opened.element.body.iter(qn("w:sz")) if _is_figure(size)]
    return median(sizes) if sizes else 21.0


def _is_figure(size: BaseOxmlElement) -> bool:
    figure = size.get(qn("w:val")) or ""
    return figure.isdecimal() and len(figure) < _MOST_DIGITS
