"""Picture files in a drop folder, and the page each belongs to (图片随版面投放).

Takes what a look found, gives the pictures of a page. Two ways, no settings:

* by name: ``01-头版.图1.jpg`` (the page's name, a dot, anything) beside ``01-头版.txt``, or
  any picture in a folder ``01-头版/`` beside it; also ``…_files`` and ``….files``, which
  browsers make when they save a whole page;
* by address: what an ``<img>`` or ``![]()`` of the page names, counted from the page.

Nothing outside the look's own list is ever opened, so an address cannot lead out of the drop.
"""

from collections.abc import Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from kexie_digest.sources.drop_folder.looking import Found
from kexie_digest.text.numbers import counted

#: Names of pictures; what is in the files is for their reader to tell.
SUFFIXES = frozenset({
    ".jpg", ".jpeg", ".jpe", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".svg", ".avif", ".heic",
})  # fmt: skip
#: What a folder of a page's pictures is called, behind the page's name.
_FOLDERS = ("", "_files", ".files")
_PAGES = frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".text"})


def is_picture(found: Found) -> bool:
    """Tell a picture by its name.

    Args:
        found: Any file of a drop.

    Returns:
        Whether it is to be taken with a page.
    """
    return PurePosixPath(found.name).suffix.lower() in SUFFIXES


def belongs(found: Found, page: Found) -> bool:
    """Tell whether a file lies beside a page as its picture or the like, by its name.

    Args:
        found: Any file.
        page: A page.

    Returns:
        Whether it goes where the page goes. What a browser saved beside the pictures
        (scripts, style sheets) belongs to the page as well and is not read.
    """
    of_page = PurePosixPath(page.address)
    place = PurePosixPath(found.address)
    if of_page.suffix.lower() not in _PAGES or place == of_page:
        return False
    if place.parent == of_page.parent:
        return is_picture(found) and place.name.startswith(f"{of_page.stem}.")
    folders = {of_page.with_name(of_page.stem + ending) for ending in _FOLDERS}
    if place.parent not in folders:
        return False
    return is_picture(found) or place.parent.name != of_page.stem


def in_order(pictures: Sequence[Found]) -> list[Found]:
    """Put pictures in the order a person counts them: 图2 before 图10."""
    return sorted(pictures, key=lambda found: counted(found.address))


def named(address: str, page: Found, pictures: Sequence[Found]) -> Found | None:
    """Find the picture that an address in a page means.

    Args:
        address: As an ``<img>`` or ``![]()`` has it.
        page: The page.
        pictures: Those of the drop.

    Returns:
        The file at that place, counted from the page; else the one of that name among the
        pictures that belong to the page. None for addresses on the web, too, unless a
        browser saved the picture beside the page.
    """
    try:
        parts = urlsplit(address.replace("\\", "/"))
    except ValueError:
        return None
    path = PurePosixPath(unquote(parts.path))
    if not parts.scheme and not parts.netloc and not path.is_absolute():
        place = _normal(PurePosixPath(page.address).parent / path)
        exact = next((found for found in pictures if PurePosixPath(found.address) == place), None)
        if exact is not None:
            return exact
    own = (found for found in pictures if belongs(found, page))
    return next((found for found in own if found.name == path.name), None)


def _normal(path: PurePosixPath) -> PurePosixPath:
    kept: list[str] = []
    for part in path.parts:
        if part == "..":
            kept = kept[:-1]
        elif part != ".":
            kept.append(part)
    return PurePosixPath(*kept)
