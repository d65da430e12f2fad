"""What readers and their software need of a screen file: title, language, tags, outline, contents."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

from kexie_digest.renderers.pdf.preflight.finding import Finding
from kexie_digest.renderers.pdf.preflight.marks import Page
from kexie_digest.renderers.pdf.preflight.sheet import Sheet
from kexie_digest.renderers.pdf.preflight.wording import bare, printed_texts

#: Levels of headings that an outline may have and still be a map.
DEEPEST = 3
#: So many characters tell a paragraph from others.
_TELLING = 16
#: A line of the contents: words, a leader, a page number.
_CONTENTS_LINE = re.compile(r"[.…·]{2,}\s*(\d+)$")


def find(sheet: Sheet) -> Iterator[Finding]:
    """Check title, language, alternative texts, reading order, outline and contents."""
    root = sheet.pdf.Root
    if not str(sheet.pdf.docinfo.get("/Title", "")):
        yield Finding("title", "没有标题 (no title)")
    if not str(root.get("/Lang", "")):
        yield Finding("language", "没有语言 (no language)")
    if "/StructTreeRoot" not in root:
        yield Finding("tags", "没有标签，读屏软件读不了 (not tagged)")
    else:
        yield from _tags(root.StructTreeRoot)
        yield from _spoken(sheet)
    yield from _outline(sheet.pdf)
    yield from _contents(sheet)


def _numbered(pdf: pikepdf.Pdf) -> Iterator[tuple[int, pikepdf.Object]]:
    for number, page in enumerate(pdf.pages, 1):
        yield number, page.obj


def _tags(tree: pikepdf.Object) -> Iterator[Finding]:
    figures = [e for e in _elements(tree) if str(e.get("/S")) == "/Figure"]
    without = sum(not str(figure.get("/Alt", "")) for figure in figures)
    if without:
        yield Finding("alt", f"{without} 幅图没有替代文字 (pictures without words)")


def _elements(tree: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Walk the structure tree, parents first."""
    waiting = [tree]
    while waiting:
        current = waiting.pop()
        yield current
        waiting += [kid for kid in reversed(_kids(current)) if isinstance(kid, pikepdf.Dictionary)]


def _spoken(sheet: Sheet) -> Iterator[Finding]:
    """Check that a voice reads the articles whole and in the edition's order."""
    if sheet.edition is None:
        return
    said = {(page.number, text.mark): "" for page in sheet.pages for text in page.texts}
    for page in sheet.pages:
        for text in page.texts:
            said[page.number, text.mark] += text.text
    numbers = {page.objgen: number for number, page in _numbered(sheet.pdf)}
    order = _reading_order(sheet.pdf.Root.StructTreeRoot, numbers)
    speech = bare("".join(said.get(place, "") for place in order))
    position, before = 0, ""
    for item in sheet.edition.items:
        for paragraph in printed_texts(item, speech)[1:]:
            opening = paragraph[:_TELLING]
            if len(opening) < _TELLING or speech.count(opening) != 1:
                continue
            found = speech.index(opening)
            if found < position:
                message = f"朗读次序不对 (read in the wrong order): “{opening}” → “{before}”"
                yield Finding("order", message)
            position, before = found, opening


def _reading_order(tree: pikepdf.Object, pages: dict[tuple[int, int], int]) -> Iterator[tuple[int, int]]:
    """Give page and number of every piece of content in the order a voice reads it."""
    waiting: list[tuple[object, int]] = [(tree, 0)]
    while waiting:
        current, page = waiting.pop()
        if isinstance(current, int):
            yield page, current
        elif isinstance(current, pikepdf.Dictionary):
            own = current.get("/Pg")
            page = page if own is None else pages.get(own.objgen, 0)
            if "/MCID" in current:
                yield page, int(current.MCID)
            waiting += [(kid, page) for kid in reversed(_kids(current))]


def _kids(element: pikepdf.Object) -> list[object]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids.as_list()) if isinstance(kids, pikepdf.Array) else [kids]


def _outline(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    with pdf.open_outline() as outline:
        depth, count, waiting = 0, 0, [(item, 1) for item in outline.root]
        while waiting:
            item, level = waiting.pop()
            depth, count = max(depth, level), count + 1
            waiting += [(child, level + 1) for child in item.children]
    if not count:
        yield Finding("outline", "没有书签 (no bookmarks)")
    if depth > DEEPEST:
        yield Finding("outline", f"书签深 {depth} 层 (bookmarks are {depth} levels deep)")


def _contents(sheet: Sheet) -> Iterator[Finding]:
    """Compare the page numbers of the contents with where their links lead."""
    targets = _destinations(sheet.pdf)
    for page in sheet.pages:
        for note in sheet.pdf.pages[page.number - 1].obj.get("/Annots", pikepdf.Array()).as_list():
            name = note.get("/Dest")
            printed = _CONTENTS_LINE.search(_words_in(page, note))
            led_to = targets.get(str(name))
            if printed and led_to is None:
                yield Finding("contents", f"目录行没有去处 (contents lead nowhere): {name}", page=page.number)
            elif printed and int(printed[1]) != led_to:
                message = f"目录写第 {printed[1]} 页，实为第 {led_to} 页 (wrong page in the contents): {name}"
                yield Finding("contents", message, page=page.number)


def _words_in(page: Page, note: pikepdf.Object) -> str:
    first, second, third, fourth = (float(edge) for edge in note.Rect.as_list())
    left, right = sorted((first, third))
    bottom, top = sorted((second, fourth))
    return "".join(
        text.text for text in page.texts if left - 1 <= text.left <= right and bottom <= text.baseline <= top
    )


def _destinations(pdf: pikepdf.Pdf) -> dict[str, int]:
    """Give the page number of every named destination."""
    numbers = {page.objgen: number for number, page in _numbered(pdf)}
    names = pdf.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
    if names is None:
        return {}
    found = {}
    for name, target in pikepdf.NameTree(names).items():
        array = target if isinstance(target, pikepdf.Array) else target.get("/D")
        if array is not None:
            found[str(name)] = numbers.get(array[0].objgen, 0)
    return found
