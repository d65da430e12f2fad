"""Judge a Word file by the rules whose breach makes Word offer a repair.

The order of children is that of ECMA-376 part 1, annex A (CT_PPr, CT_RPr, …), as far as
bulletins use it. Word refuses what is out of order, LibreOffice reads it all the same.
"""

from __future__ import annotations

import io
import posixpath
from collections import Counter
from collections.abc import Iterator
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

ORDER = {
    "pPr": "pStyle keepNext keepLines widowControl pBdr tabs spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs color spacing sz szCs fitText lang",
    "style": "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
    "tblPr": "tblStyle tblpPr tblOverlap tblW tblInd tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan tcBorders vAlign",
    "trPr": "cantSplit tblHeader",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "sectPr": "headerReference footerReference pgSz pgMar cols titlePg docGrid",
    "settings": "zoom mirrorMargins defaultTabStop autoHyphenation evenAndOddHeaders characterSpacingControl"
    " compat themeFontLang decimalSymbol listSeparator",
}


def faults(content: bytes) -> list[str]:
    """Give what Word would stumble over; nothing when the file is sound."""
    with ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    trees = {name: etree.fromstring(blob) for name, blob in parts.items() if name.endswith((".xml", ".rels"))}
    found = [*_links(parts, trees), *_types(parts, trees["[Content_Types].xml"])]
    for name, tree in trees.items():
        if name.startswith("word/") and name.endswith(".xml"):
            found += [f"{name}: {fault}" for fault in _disorder(tree)]
    return [*found, *_fields_and_names(trees["word/document.xml"])]


def _disorder(tree: etree._Element) -> Iterator[str]:
    for element in tree.iter():
        tag = etree.QName(element).localname
        if not str(element.tag).startswith(W) or tag not in ORDER:
            continue
        known = ORDER[tag].split()
        names = [etree.QName(child).localname for child in element]
        if any(name not in known for name in names):
            yield f"{tag} holds {[name for name in names if name not in known]}"
        elif names != sorted(names, key=known.index):
            yield f"{tag} in disorder: {names}"
        if tag == "tc" and names[-1:] != ["p"]:
            yield "a cell does not end with a paragraph"


def _links(parts: dict[str, bytes], trees: dict[str, etree._Element]) -> Iterator[str]:
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        folder, file = posixpath.split(name)
        source = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
        keys = set()
        for link in tree.iter(f"{PACKAGE}Relationship"):
            keys.add(link.get("Id"))
            target = posixpath.normpath(posixpath.join(posixpath.dirname(source), link.get("Target", "")))
            if link.get("TargetMode") != "External" and target.lstrip("/") not in parts:
                yield f"{name} leads to {target}, which is not there"
        if source in trees:
            used = {
                value for node in trees[source].iter() for key, value in node.items() if key.startswith(R)
            }
            yield from (f"{source} uses {key}, which {name} lacks" for key in used - keys)


def _types(parts: dict[str, bytes], types: etree._Element) -> Iterator[str]:
    by_ending = {entry.get("Extension") for entry in types.iter(f"{TYPES}Default")}
    by_name = {entry.get("PartName") for entry in types.iter(f"{TYPES}Override")}
    for name in parts:
        is_typed = f"/{name}" in by_name or name.rpartition(".")[2] in by_ending
        if name != "[Content_Types].xml" and not is_typed:
            yield f"{name} has no content type"
    yield from (f"{name} is declared, but not there" for name in by_name if name.lstrip("/") not in parts)


def _fields_and_names(document: etree._Element) -> Iterator[str]:
    depth = 0
    for mark in document.iter(f"{W}fldChar"):
        depth += {"begin": 1, "end": -1}.get(mark.get(f"{W}fldCharType"), 0)
        if depth < 0:
            yield "a field ends before it begins"
    if depth:
        yield "a field does not end"
    starts = list(document.iter(f"{W}bookmarkStart"))
    for kind, values in (
        ("bookmark", [start.get(f"{W}name") for start in starts]),
        ("bookmark id", [start.get(f"{W}id") for start in starts]),
        ("drawing", [node.get("id") for node in document.iter() if etree.QName(node).localname == "docPr"]),
    ):
        yield from (f"{kind} {value} twice" for value, count in Counter(values).items() if count > 1)
    names = {start.get(f"{W}name") for start in starts}
    for link in document.iter(f"{W}hyperlink"):
        if link.get(f"{W}anchor") and link.get(f"{W}anchor") not in names:
            yield f"a link leads to {link.get(f'{W}anchor')}, which is not there"


def paragraphs(content: bytes) -> list[tuple[str, str]]:
    """Give style and text of every paragraph of the body in reading order, those of tables too.

    Page numbers of the contents (inner fields) are left out.
    """
    with ZipFile(io.BytesIO(content)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    found = []
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else str(style.get(f"{W}val"))
        texts = [node.text or "" for node in paragraph.iter(f"{W}t")]
        found.append(
            (name, "".join(texts[:-1] if name.startswith("TOC") and name != "TOCHeading" else texts))
        )
    return found
