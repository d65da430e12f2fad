"""Write blocks into a document: paragraphs, tables, pictures, the contents, the lists at the end.

Takes blocks and a document of python-docx, adds WordprocessingML to its body. It measures
nothing.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Pt
from docx.text.paragraph import Paragraph as Written
from PIL import Image as Pixels

from kexie_digest.renderers._wording import web_address
from kexie_digest.renderers.docx.blocks import Block, Cell, Entry, Paragraph, Picture, Run, Table
from kexie_digest.renderers.docx.elements import TWIPS, Numbers, field_code, field_mark, text, w
from kexie_digest.renderers.docx.front import CONTENTS_TITLE
from kexie_digest.renderers.docx.styles import LINE

#: The type area of 156 mm, and the height of a picture of seven lines, in points.
WIDTH, MOST_HEIGHT = 442.2, 7 * 28.95
_AS_THEY_ARE = {"JPEG", "PNG"}
_PLAIN = {"L", "RGB", "RGBA", "P", "LA", "1"}
_CONTENTS = r'TOC \o "1-2" \h \z \u'


class Writer:
    """Adds to one document's body, from its beginning to its end."""

    def __init__(self, document: Document, assets: Path) -> None:
        """Begin.

        Args:
            document: As ``paper.opened`` gives it.
            assets: The folder pictures' paths start from.
        """
        self._document = document
        self._assets = assets
        self._body = document.element.body
        self._numbers = Numbers()
        self._last: object = None

    def write(self, blocks: Iterable[Block]) -> None:
        """Write blocks in order; between two tables stands an empty line, or they would be one."""
        for block in blocks:
            if isinstance(block, Table):
                if isinstance(self._last, Table):
                    self._add(self._paragraph("Normal"))
                self._add(self._table(block))
            elif isinstance(block, Picture):
                self._picture(block)
            else:
                self._add(self._written(block))
            self._last = block

    def write_contents(self, entries: tuple[Entry, ...]) -> None:
        """Write the contents: a field that Word can update, its lines filled in already."""
        self._add(self._paragraph("TOCHeading", w("r", text(CONTENTS_TITLE))))
        opening = [field_mark("begin"), field_code(_CONTENTS), field_mark("separate")]
        for number, entry in enumerate(entries, 1):
            closing = [field_mark("end")] if number == len(entries) else []
            line = self._contents_line(entry)
            self._add(self._paragraph(f"TOC{entry.level}", *opening, line, *closing))
            opening = []

    def _contents_line(self, entry: Entry) -> BaseOxmlElement:
        name = _bookmark(entry.anchor)
        return w(
            "hyperlink",
            w("r", _east(), text(entry.text)),
            w("r", w("tab")),
            field_mark("begin"),
            field_code(rf"PAGEREF {name} \h"),
            field_mark("separate"),
            w("r", text(str(entry.page))),
            field_mark("end"),
            anchor=name,
            history=1,
        )

    def write_foot(self, lines: tuple[tuple[str, ...], ...]) -> None:
        """Write 报尾 as a table that floats to the foot of its page, and the file's last paragraph."""
        rows = [
            w("tr", w("trPr", w("cantSplit")), self._foot_cell(line, number, len(lines)))
            for number, line in enumerate(lines)
        ]
        place = w(
            "tblpPr",
            leftFromText=0,
            rightFromText=0,
            vertAnchor="margin",
            horzAnchor="margin",
            tblpXSpec="center",
            tblpYSpec="bottom",
        )
        width = round(WIDTH * TWIPS)
        properties = w(
            "tblPr",
            place,
            w("tblOverlap", val="never"),
            w("tblW", w=width, type="dxa"),
            w("tblLayout", type="fixed"),
            w("tblCellMar", w("left", w=0, type="dxa"), w("right", w=0, type="dxa")),
        )
        self._add(w("tbl", properties, w("tblGrid", w("gridCol", w=width)), *rows))
        self._add(self._paragraph("Last"))

    def _foot_cell(self, line: tuple[str, ...], number: int, count: int) -> BaseOxmlElement:
        edges = [w("top", val="single", sz=8, space=0, color="auto")] if not number else []
        if number and number == count - 1:
            edges.append(w("top", val="single", sz=6, space=0, color="auto"))
        if number == count - 1:
            edges.append(w("bottom", val="single", sz=8, space=0, color="auto"))
        first, *others = line
        runs = [w("r", _east(), text(first))]
        for other in others:
            runs += [w("r", w("tab")), w("r", _east(), text(other))]
        style = "Imprint" if others else "List"
        return w(
            "tc",
            w(
                "tcPr",
                w("tcW", w=round(WIDTH * TWIPS), type="dxa"),
                w("tcBorders", *edges) if edges else None,
            ),
            self._paragraph(style, *runs),
        )

    def _add(self, element: BaseOxmlElement) -> None:
        """Put an element at the end of the body, before the section's properties."""
        self._body.insert(len(self._body) - 1, element)

    def _paragraph(self, style: str, *content: BaseOxmlElement, before: int | None = None) -> BaseOxmlElement:
        space = None if before is None else w("spacing", before=before * LINE)
        return w("p", w("pPr", w("pStyle", val=style), space), *content)

    def _written(self, paragraph: Paragraph) -> BaseOxmlElement:
        content: list[BaseOxmlElement] = []
        for run in paragraph.runs:
            content += self._runs(run, paragraph.language)
        if paragraph.anchor:
            number = self._numbers.new()
            start = w("bookmarkStart", id=number, name=_bookmark(paragraph.anchor))
            content = [start, *content, w("bookmarkEnd", id=number)]
        return self._paragraph(paragraph.style, *content, before=paragraph.before)

    def _runs(self, run: Run, language: str) -> list[BaseOxmlElement]:
        """Write a run; a tab in it is a tab, and a web address makes it a link."""
        runs = []
        for number, piece in enumerate(run.text.split("\t")):
            if number:
                runs.append(w("r", w("tab")))
            runs.append(w("r", _east(run.style, language), text(piece)))
        address = web_address(run.href)
        if address is None:
            return runs
        key = self._document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = w("hyperlink", *runs)
        link.set(qn("r:id"), key)
        return [link]

    def _table(self, table: Table) -> BaseOxmlElement:
        width = round(WIDTH * TWIPS)
        columns = [round(share * width) for share in table.shares]
        properties = w(
            "tblPr",
            w("tblStyle", val="TableGrid"),
            w("tblW", w=width, type="dxa"),
            w("tblLayout", type="fixed"),
            w(
                "tblLook",
                val="0020",
                firstRow=1,
                lastRow=0,
                firstColumn=0,
                lastColumn=0,
                noHBand=1,
                noVBand=1,
            ),
        )
        rows = [self._row(table, row, columns, is_head=not number) for number, row in enumerate(table.rows)]
        return w("tbl", properties, w("tblGrid", *(w("gridCol", w=column) for column in columns)), *rows)

    def _row(
        self, table: Table, row: tuple[Cell, ...], columns: list[int], *, is_head: bool
    ) -> BaseOxmlElement:
        place, cells = 0, []
        style = "TableHead" if is_head else "TableName" if table.is_centred else "TableText"
        for cell in row:
            width = sum(columns[place : place + cell.span])
            place += cell.span
            spread = w("fitText", val=3 * 14 * TWIPS, id=self._numbers.new()) if cell.is_spread else None
            run = w("r", _east(language=table.language, spread=spread), text(cell.text))
            properties = w(
                "tcPr",
                w("tcW", w=width, type="dxa"),
                w("gridSpan", val=cell.span) if cell.span > 1 else None,
                w("vAlign", val="center"),
            )
            cells.append(w("tc", properties, self._paragraph(style, *([run] if cell.text else []))))
        head = w("tblHeader") if is_head else None
        return w("tr", w("trPr", w("cantSplit"), head), *cells)

    def _picture(self, picture: Picture) -> None:
        """Place a picture in the line, with its words for readers who cannot see it."""
        content, width, height = _pixels(self._assets / picture.frame.image.path)
        scale = min(WIDTH / width, MOST_HEIGHT / height)
        element = self._paragraph("Picture")
        self._add(element)
        written = Written(element, self._document._body)  # noqa: SLF001 - the paragraph is in the body already
        shape = written.add_run().add_picture(
            io.BytesIO(content), Length(Pt(width * scale)), Length(Pt(height * scale))
        )
        number = self._numbers.new()
        words = shape._inline.docPr  # noqa: SLF001 - the library has no word for alt text
        words.set("id", str(number))
        words.set("name", f"图{number}")
        words.set("descr", picture.frame.alt)


def _east(style: str = "", language: str = "zh-CN", spread: BaseOxmlElement | None = None) -> BaseOxmlElement:
    """Give a run's properties: quotes and dashes are Chinese ones, the language where it differs."""
    return w(
        "rPr",
        w("rStyle", val=style) if style else None,
        w("rFonts", hint="eastAsia"),
        spread,
        w("lang", eastAsia=language) if language != "zh-CN" else None,
    )


def _bookmark(anchor: str) -> str:
    """Name a place as Word does: hidden, letters, digits and underscores only."""
    return "_Toc_" + anchor.replace("-", "_")


def _pixels(path: Path) -> tuple[bytes, int, int]:
    """Read a picture; what Word may not know (CMYK, 16 bits, WebP) becomes PNG in RGB."""
    with Pixels.open(path) as picture:
        width, height = picture.size
        is_plain = picture.format in _AS_THEY_ARE and picture.mode in _PLAIN
        if is_plain and not getattr(picture, "is_animated", False):
            return path.read_bytes(), width, height
        file = io.BytesIO()
        picture.convert("RGB").save(file, "PNG")
        return file.getvalue(), width, height
