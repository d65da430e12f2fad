"""The archive: issues by digest and year, items by theme.

Takes the Shelf, gives what pages list. Pages of a list are asked for by number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kexie_digest.errors import NotFound
from kexie_digest.model import Item
from kexie_digest.renderers.webpage import ItemView
from kexie_digest.store.editions import published
from kexie_digest.workflows.reader.shelf import Issue, Shelf

#: Issues on a page of the archive, items on a page of a theme.
ISSUES, ITEMS = 20, 30
#: Issues that a theme's page looks through; with 30 a year, two years.
_LOOKED_THROUGH = 60

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Page(Generic[Entry]):
    """One page of a list; ``number`` counts from 1, ``has_more`` says that another follows."""

    entries: Sequence[Entry]
    number: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class Told:
    """An item with the issue it stands in."""

    issue: Issue
    item: Item
    view: ItemView

    @property
    def path(self) -> str:
        """The path of its own page."""
        return f"{self.issue.path}/items/{self.view.number}"


def issues(
    shelf: Shelf, digest: str | None = None, year: int | None = None, *, number: int = 1
) -> Page[Issue]:
    """Give a page of the archive.

    Args:
        shelf: Published editions.
        digest: Only of this digest.
        year: Only of this year.
        number: Which page, from 1.

    Returns:
        The issues, the latest first.
    """
    found = shelf.latest(digest, year, limit=ISSUES + 1, offset=(number - 1) * ISSUES)
    return Page(found[:ISSUES], number, len(found) > ISSUES)


def years(shelf: Shelf) -> dict[str, dict[int, int]]:
    """Count the issues: digest → year → how many, the latest year first."""
    with shelf.context.store.reading() as tx:
        return published.count_years(tx)


def titles(shelf: Shelf) -> dict[str, str]:
    """Name the digests that published something: key → title, as the owner orders them."""
    known = {digest.key: digest.title for digest in shelf.context.config.digests}
    published_ones = years(shelf)
    named = {key: title for key, title in known.items() if key in published_ones}
    return named | {key: shelf.digest(key).title for key in published_ones if key not in known}


def themes(shelf: Shelf) -> dict[str, str]:
    """Name the themes that have pages: key → label, those of the configuration and the rest."""
    known = {theme.key: theme.label for theme in shelf.context.config.themes}
    return known | {"other": "其他"}


def items(shelf: Shelf, theme: str, digest: str | None = None, *, number: int = 1) -> Page[Told]:
    """Give a page of the items of a theme.

    Args:
        shelf: Published editions.
        theme: The theme's key.
        digest: Only of this digest.
        number: Which page, from 1.

    Returns:
        The items of the latest issues, the latest first.

    Raises:
        NotFound: There is no such theme.
    """
    if theme not in themes(shelf):
        raise NotFound("没有这个专题 (no such theme)", subject=theme)
    wanted = number * ITEMS + 1
    found: list[Told] = []
    for issue in shelf.latest(digest, limit=_LOOKED_THROUGH):
        found += of_theme(issue, theme)
        if len(found) >= wanted:
            break
    start = (number - 1) * ITEMS
    return Page(found[start : start + ITEMS], number, len(found) > start + ITEMS)


def of_theme(issue: Issue, theme: str = "") -> list[Told]:
    """List the items of an issue, or those in its section of a theme."""
    found = []
    for section, view in zip(issue.edition.sections, issue.view.sections, strict=True):
        if theme in {"", section.theme}:
            pairs = zip(section.items, view.items, strict=True)
            found += [Told(issue, item, shown) for item, shown in pairs]
    return found


def item(shelf: Shelf, digest: str, total_number: int, number: int) -> Told:
    """Give one item of an issue.

    Args:
        shelf: Published editions.
        digest: The digest's key.
        total_number: 总第N期.
        number: The item's number in the issue, from 1.

    Returns:
        The item.

    Raises:
        NotFound: There is no such issue, or it has not so many items.
    """
    issue = shelf.issue(digest, total_number)
    told = of_theme(issue)
    if not 1 <= number <= len(told):
        raise NotFound("没有这一条 (no such item)", subject=f"{digest}/{total_number}/{number}")
    return told[number - 1]
