"""The styles of the Word file, after GB/T 9704-2012: faces, sizes, lines.

A table of paragraph styles, and the XML of ``styles.xml`` and ``fontTable.xml``. Built-in
styles carry Word's own names, so that navigation, contents and templates know them.
"""

from __future__ import annotations

from dataclasses import dataclass

from docx.oxml.xmlchemy import BaseOxmlElement

from kexie_digest.renderers.docx.elements import TWIPS, w

#: 22 lines in 225 mm: 28.95 pt, a hair less than 225 mm ÷ 22, so that the 22nd line fits.
LINE = 579
#: 3号, 4号, 2号.
BODY, SMALL, TITLE = 16.0, 14.0, 22.0
#: 28 characters of 16 pt take 158 mm, the type area has 156: body type is set closer, in points.
CLOSER = 0.25
#: Of title and rule, unless the digest has a colour of its own.
RED = "E60012"
LATIN = "Times New Roman"

#: Each face by the name offices know it by, and what may stand in for it (w:altName).
FACES = {
    "fangsong": ("仿宋_GB2312", "仿宋,FangSong,STFangsong,华文仿宋,Noto Serif CJK SC"),
    "song": ("宋体", "SimSun,STSong,华文宋体,Noto Serif CJK SC"),
    "hei": ("黑体", "SimHei,STHeiti,Noto Sans CJK SC"),
    "kai": ("楷体_GB2312", "楷体,KaiTi,STKaiti,LXGW WenKai"),
}


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style.

    ``size`` is in points, ``indent`` (first line) and ``sides`` in characters, ``before``
    in lines, ``line`` in points where it is not the grid's, ``outline`` a heading's level
    from 0.
    """

    name: str
    face: str = "fangsong"
    size: float = BODY
    align: str = "both"
    indent: int = 0
    sides: int = 0
    hanging: int = 0
    before: int = 0
    line: float = LINE / TWIPS
    is_bold: bool = False
    is_red: bool = False
    outline: int | None = None
    is_kept: bool = False
    tab: str = ""
    based_on: str = "Normal"

    @property
    def advance(self) -> float:
        """Points from one character to the next."""
        return self.size - CLOSER if self.size == BODY else self.size


STYLES = {
    "Normal": Style("Normal", based_on=""),
    "BodyText": Style("Body Text", indent=2),
    "Title": Style("Title", face="song", size=44, align="center", line=104.2, is_bold=True, is_red=True),
    "Issue": Style("Issue", align="center", line=34.8),
    "Publisher": Style("Publisher", line=34.8, tab="right"),
    "TOCHeading": Style("TOC Heading", face="hei", align="center", before=1),
    "TOC1": Style("toc 1", face="hei", align="left", tab="dots"),
    "TOC2": Style("toc 2", align="left", indent=2, tab="dots"),
    "Heading1": Style("heading 1", face="hei", align="left", indent=2, before=1, outline=0, is_kept=True),
    "Heading2": Style(
        "heading 2",
        face="song",
        size=TITLE,
        align="center",
        before=1,
        is_bold=True,
        outline=1,
        is_kept=True,
    ),
    "Heading3": Style("heading 3", face="kai", align="left", indent=2, outline=2, is_kept=True),
    "Kicker": Style("Kicker", face="kai", align="center", is_kept=True),
    "Subtitle": Style("Subtitle", face="kai", align="center", is_kept=True),
    "Byline": Style("Byline", face="kai", align="center", is_kept=True),
    "EditorsNote": Style("Editor's Note", face="kai", indent=2, sides=2),
    "Speaker": Style("Speaker", face="hei", align="left", is_kept=True),
    "Quote": Style("Quote", face="kai", indent=2),
    "Caption": Style("caption", face="kai", size=SMALL, align="center"),
    "Picture": Style("Picture", align="center", line=0, is_kept=True),
    "Tail": Style("Tail", face="kai", size=SMALL, indent=2),
    "Note": Style("Note", face="kai", size=SMALL, indent=2, before=1, is_kept=True),
    "TableText": Style("Table Text", size=SMALL, align="left"),
    "TableName": Style("Table Name", size=SMALL, align="center"),
    "TableHead": Style("Table Head", face="hei", size=SMALL, align="center", is_kept=True),
    "List": Style("List", size=SMALL, align="left", hanging=2, sides=1, is_kept=True),
    "Imprint": Style("Imprint", size=SMALL, align="left", sides=1, tab="right"),
    "Header": Style("header", face="kai", size=10.5, align="center", line=14),
    "Footer": Style("footer", face="song", size=SMALL, align="right", line=16, sides=1),
    "Last": Style("Last", size=1, line=1),
}
_BUILT_IN = {"Normal", "Title", "Subtitle", "Heading1", "Heading2", "Heading3", "Quote", "Caption", "List"}


def style_sheet(colour: str) -> list[BaseOxmlElement]:
    """Give the children of ``w:styles``: defaults and all styles.

    Args:
        colour: In place of red, such as ``#0b4f8a``; empty for red.

    Returns:
        Elements in the schema's order.
    """
    red = colour.removeprefix("#").upper() or RED
    defaults = w(
        "docDefaults",
        w(
            "rPrDefault",
            w("rPr", fonts("fangsong"), w("sz", val=32), w("lang", val="en-US", eastAsia="zh-CN")),
        ),
        w("pPrDefault", w("pPr", w("widowControl", val=0))),
    )
    return [
        defaults,
        *(_paragraph_style(name, style, red) for name, style in STYLES.items()),
        *_character_styles(),
        *_table_styles(),
    ]


def fonts(face: str) -> BaseOxmlElement:
    """Name a face for Chinese text; Latin letters and digits are set in Times."""
    return w("rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=FACES[face][0], cs=LATIN)


def _paragraph_style(name: str, style: Style, red: str) -> BaseOxmlElement:
    default = {"default": 1} if name == "Normal" else {}
    is_shown = name in _BUILT_IN
    return w(
        "style",
        w("name", val=style.name),
        w("basedOn", val=style.based_on) if style.based_on else None,
        w("next", val="BodyText") if style.outline is not None else None,
        w("uiPriority", val=1) if is_shown else None,
        w("qFormat") if is_shown else None,
        _paragraph_properties(style, red),
        _run_properties(style, red),
        type="paragraph",
        styleId=name,
        **default,
    )


def _paragraph_properties(style: Style, red: str) -> BaseOxmlElement:
    is_exact = style.line > 0
    size = round(style.size * TWIPS)
    return w(
        "pPr",
        w("keepNext") if style.is_kept else None,
        w("keepLines") if style.outline is not None else None,
        w("widowControl", val=0),
        _rule(style, red),
        _tabs(style),
        w(
            "spacing",
            before=style.before * LINE,
            after=0,
            line=round(style.line * TWIPS) if is_exact else 240,
            lineRule="exact" if is_exact else "auto",
        ),
        w(
            "ind",
            leftChars=100 * (style.sides + style.hanging),
            left=(style.sides + style.hanging) * size,
            rightChars=100 * style.sides,
            right=style.sides * size,
            **(
                {"hangingChars": 100 * style.hanging, "hanging": style.hanging * size}
                if style.hanging
                else {"firstLineChars": 100 * style.indent, "firstLine": style.indent * size}
            ),
        ),
        w("jc", val=style.align),
        w("outlineLvl", val=style.outline) if style.outline is not None else None,
    )


def _rule(style: Style, red: str) -> BaseOxmlElement | None:
    """Give the red rule under publisher and day (红色反线)."""
    if style.name != "Publisher":
        return None
    return w("pBdr", w("bottom", val="single", sz=13, space=1, color=red))


def _tabs(style: Style) -> BaseOxmlElement | None:
    """Set a tab at the right edge of the type area, with dots for the contents."""
    if not style.tab:
        return None
    leader = "dot" if style.tab == "dots" else None
    edge = round((442.2 - style.sides * style.size) * TWIPS)
    return w("tabs", w("tab", val="right", leader=leader, pos=edge))


def _run_properties(style: Style, red: str) -> BaseOxmlElement:
    half_points = round(style.size * 2)
    return w(
        "rPr",
        fonts(style.face),
        w("b") if style.is_bold else None,
        w("bCs") if style.is_bold else None,
        w("color", val=red) if style.is_red else None,
        w("spacing", val=round((style.advance - style.size) * TWIPS)),
        w("sz", val=half_points),
        w("szCs", val=half_points),
    )


def _character_styles() -> list[BaseOxmlElement]:
    looks = {
        "Mark": w("rPr", fonts("kai"), w("b", val=0), w("sz", val=28), w("szCs", val=28)),
        "Dateline": w("rPr", fonts("hei")),
        "Hyperlink": w("rPr"),
    }
    return [
        w("style", w("name", val=name), look, type="character", styleId=name) for name, look in looks.items()
    ]


def _table_styles() -> list[BaseOxmlElement]:
    """Give the table of facts (a fine grid) and its base."""
    margins = w(
        "tblCellMar",
        w("top", w=0, type="dxa"),
        w("left", w=140, type="dxa"),
        w("bottom", w=0, type="dxa"),
        w("right", w=140, type="dxa"),
    )
    base = w(
        "style",
        w("name", val="Normal Table"),
        w("uiPriority", val=99),
        w("semiHidden"),
        w("unhideWhenUsed"),
        w("tblPr", w("tblInd", w=0, type="dxa"), margins),
        type="table",
        default=1,
        styleId="TableNormal",
    )
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    grid = w("tblBorders", *(w(edge, val="single", sz=4, space=0, color="auto") for edge in edges))
    table = w(
        "style",
        w("name", val="Table Grid"),
        w("basedOn", val="TableNormal"),
        w("tblPr", grid),
        type="table",
        styleId="TableGrid",
    )
    return [base, table]


def font_table() -> bytes:
    """Give ``fontTable.xml``: every face with those that may stand in for it."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    faces = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
        for name, others in FACES.values()
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts xmlns:w="{space}">{faces}'
        f'<w:font w:name="{LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    ).encode()
