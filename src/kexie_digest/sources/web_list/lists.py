"""The entries of a list page, by the owner's recipe or by their look.

Takes a parsed page, gives Links in the page's order, with title and date as the list prints
them, and the recipe that finds them again. Nothing is fetched.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from lxml import html

from kexie_digest.model import Hints, Recipe
from kexie_digest.sources._visits import Link, LoadedPage, canonical_link
from kexie_digest.text.calendar import infer_year
from kexie_digest.text.dates import read_instant
from kexie_digest.text.selectors import compile_selector, find_all, find_text, words_of
from kexie_digest.text.spacing import count_hanzi

#: A list has at least so many entries; two links beside each other are a menu.
FEWEST = 3
#: Titles of news are sentences; names of columns are words.
_LEAST_TITLE = 8
_DATE = re.compile(
    r"(?<!\d)20\d{2}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"
)
_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*[-./月]\s*(\d{1,2})(?!\d)")
_IN_ADDRESS = re.compile(r"[/t_-](20\d{2})[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?!\d)")
_PLAIN = re.compile(r"[A-Za-z_][\w-]*")
_HIGHEST = 6
_OWN_WORD = 3


@dataclass(frozen=True, slots=True)
class FoundList:
    """The entries of a page and the recipe that finds them."""

    links: tuple[Link, ...] = ()
    recipe: Recipe = field(default_factory=Recipe)


def by_recipe(page: LoadedPage, recipe: Recipe, today: dt.date) -> FoundList:
    """Find the entries an owner's recipe names.

    Args:
        page: The list page.
        recipe: Its ``list`` is given; ``link`` defaults to the first link of an entry.
        today: Completes dates without a year.

    Returns:
        The entries; none when the recipe finds nothing.
    """
    found = [_entry(page, block, recipe, today) for block in find_all(page.root, recipe.list)]
    return FoundList(_unique([link for link in found if link is not None]), recipe)


def by_look(page: LoadedPage, today: dt.date) -> FoundList:
    """Find the longest run of alike blocks with one title and perhaps a date each.

    Args:
        page: The list page.
        today: Completes dates without a year.

    Returns:
        The entries and a recipe for them; nothing where no list is to be seen.
    """
    groups: dict[str, list[tuple[html.HtmlElement, Link]]] = {}
    for block, anchor in _blocks(page):
        link = _made(page, block, anchor, "", today)
        if link is not None:
            groups.setdefault(_signature(block), []).append((block, link))
    best = max(groups.values(), key=_worth, default=[])
    if len(best) < FEWEST or _worth(best) <= 0:
        return FoundList()
    return FoundList(_unique([link for _, link in best]), _recipe(page, [block for block, _ in best]))


def _entry(page: LoadedPage, block: html.HtmlElement, recipe: Recipe, today: dt.date) -> Link | None:
    anchors = find_all(block, recipe.link) if recipe.link else []
    anchors = anchors or ([block] if block.tag == "a" else block.xpath(".//a[@href]"))
    anchor = next((one for one in anchors if one.get("href")), None)
    if anchor is None:
        return None
    made = _made(page, block, anchor, find_text(block, recipe.title), today)
    if made is None or not recipe.date:
        return _with_body(made, recipe)
    printed = find_text(block, recipe.date)
    hints = Hints(title=made.hints.title, published=_whole_date(printed, today) or made.hints.published)
    return _with_body(Link(made.url, hints), recipe)


def _with_body(link: Link | None, recipe: Recipe) -> Link | None:
    if link is None:
        return None
    hints = Hints(title=link.hints.title, published=link.hints.published, body=recipe.body or None)
    return Link(link.url, hints)


def _made(
    page: LoadedPage, block: html.HtmlElement, anchor: html.HtmlElement, title: str, today: dt.date
) -> Link | None:
    url = _absolute(page, anchor.get("href", ""))
    if not url:
        return None
    words = words_of(anchor)
    full = " ".join((anchor.get("title") or "").split())
    is_cut = words.endswith(("…", "...")) or not words or full.startswith(words.rstrip(". …"))
    title = title or (full if full and is_cut else words)
    outside = words_of(block) if block is not anchor else words
    printed = _whole_date(outside.replace(title, " ") or "", today) or _date_of_address(url)
    return Link(url, Hints(title=_undated(title) or None, published=printed))


def _undated(title: str) -> str:
    """Take the date off a title whose link holds both."""
    found = _DATE.search(title)
    if found and (found.start() == 0 or found.end() == len(title)):
        title = (title[: found.start()] + title[found.end() :]).strip(" []()【】（）·-")
    return title


def _whole_date(text: str, today: dt.date) -> str | None:
    found = _DATE.search(text)
    if found:
        return found[0]
    if read_instant(text):
        return text
    short = _DAY.search(text)
    year = infer_year(int(short[1]), int(short[2]), today) if short else None
    return year.isoformat() if year else None


def _date_of_address(url: str) -> str | None:
    found = _IN_ADDRESS.search(urlsplit(url).path)
    return "-".join(found.groups()) if found else None


def _absolute(page: LoadedPage, href: str) -> str:
    try:
        url = urljoin(urljoin(page.reply.url, page.base), href.strip())
        is_page = urlsplit(url).scheme in {"http", "https"} and not href.strip().startswith("#")
    except ValueError:
        return ""
    return url if is_page and canonical_link(url) != canonical_link(page.reply.url) else ""


def _unique(links: Sequence[Link]) -> tuple[Link, ...]:
    named: dict[str, Link] = {}
    for link in links:
        name = canonical_link(link.url)
        if name not in named or not named[name].hints.title:
            named[name] = link
    return tuple(named.values())


# ---------------------------------------------------------------- by their look


def _blocks(page: LoadedPage) -> Iterator[tuple[html.HtmlElement, html.HtmlElement]]:
    """Give for each title the largest element that holds no other title."""
    titles = [
        anchor
        for anchor in page.root.iter("a")
        if anchor.get("href")
        and count_hanzi(words_of(anchor) or anchor.get("title") or "") >= _LEAST_TITLE - 2
    ]
    above: dict[html.HtmlElement, set[str]] = {}
    for anchor in titles:
        for element in anchor.iterancestors():
            above.setdefault(element, set()).add(anchor.get("href", ""))
    for anchor in titles:
        block, steps = anchor, 0
        parent = anchor.getparent()
        while parent is not None and parent.tag != "body" and len(above[parent]) == 1 and steps < _HIGHEST:
            block, parent, steps = parent, parent.getparent(), steps + 1
        yield block, anchor


def _signature(block: html.HtmlElement) -> str:
    """Name a block by its own and its ancestors' tags and classes: alike blocks have one name."""
    path = [block, *block.iterancestors()]
    return "/".join(f"{one.tag}.{one.get('class') or ''}" for one in path)


def _worth(group: Sequence[tuple[html.HtmlElement, Link]]) -> float:
    """Long titles speak for a list, dates the more; a group without either is a menu."""
    long = sum(count_hanzi(link.hints.title or "") >= _LEAST_TITLE for _, link in group)
    dated = sum(link.hints.published is not None for _, link in group)
    share = long / len(group)
    return (long + 2 * dated) * share if len(group) >= FEWEST and share >= 0.5 else 0.0  # noqa: PLR2004 - half


def _recipe(page: LoadedPage, blocks: Sequence[html.HtmlElement]) -> Recipe:
    """Write the shortest selector that finds these blocks and no others."""
    selector, wanted = "", set(blocks)
    for element in [blocks[0], *blocks[0].iterancestors()]:
        if element.tag in {"body", "html"}:
            break
        selector = f"{_step(element)} > {selector}".removesuffix(" > ")
        # A bare "li" may fit today; a class or an id fits when the page around it changes, too.
        if set(find_all(page.root, selector)) == wanted and re.search(r"[.#]", selector):
            break
    is_found = bool(selector) and len(wanted & set(find_all(page.root, selector))) == len(wanted)
    date = _date_step(blocks)
    return (
        Recipe(list=selector, link="" if blocks[0].tag == "a" else "a", date=date) if is_found else Recipe()
    )


def _step(element: html.HtmlElement) -> str:
    name = element.get("id") or ""
    if _PLAIN.fullmatch(name):
        return f"#{name}"
    classes = [word for word in (element.get("class") or "").split() if _PLAIN.fullmatch(word)]
    return ".".join([str(element.tag), *classes[:_OWN_WORD]])


def _date_step(blocks: Sequence[html.HtmlElement]) -> str:
    """Find the element of an entry that holds its date and little else."""
    for element in blocks[0].iterdescendants():
        if not isinstance(element.tag, str) or element.tag == "a":
            continue
        words = words_of(element)
        if len(words) <= 24 and (_DATE.search(words) or _DAY.search(words)):  # noqa: PLR2004 - a date and a word
            step = _step(element)
            try:
                compile_selector(step)
            except ValueError:
                continue
            if all(find_text(block, step) for block in blocks):
                return step
    return ""
