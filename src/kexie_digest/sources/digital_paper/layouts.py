"""How newspapers' own sites (数字报) are laid out: addresses of issues, pages and articles.

Takes a parsed page, gives the pages of its issue, the articles of one page and what is
printed of the issue. Two families, told by their addresses:

* ``node``: ``…/2026-03/06/node_2.htm`` lists pages and the page's ``content_88.htm``;
* ``nbs``: ``…/html/2026-03/06/nbs.D110000paper_01.htm`` lists ``nw.D110000paper_…_1-01.htm``.

Links stand in lists and, over the facsimile, as ``area`` of a map. Nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import html

from kexie_digest.sources._visits import LoadedPage
from kexie_digest.text.calendar import make_day
from kexie_digest.text.numbers import counted
from kexie_digest.text.selectors import words_of

_DAY = re.compile(r"/(20\d{2})[-/]?(\d{2})[-/]?(\d{2})/")
_ISSUE = re.compile(r"(?:总\s*)?第\s*(\d{1,6})\s*期|期\s*号\s*[:：]?\s*(\d{1,6})")
_PAGE_NAME = re.compile(r"第?\s*([A-Z]?\d{1,3})\s*版\s*[:：]?\s*(.{0,20})")
_REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\";\s]+)", re.IGNORECASE)
_SCRIPTED = re.compile(
    r"(?:window|document|top|self)?\.?location(?:\.href)?\s*(?:=|\.replace\()\s*[\"']([^\"']+)[\"']"
)
#: A page that only leads on is short.
_SHORT = 4000


@dataclass(frozen=True, slots=True)
class Family:
    """A family of layouts: what the last step of a page's and an article's address looks like."""

    page: re.Pattern[str]
    article: re.Pattern[str]


FAMILIES = (
    Family(re.compile(r"node_[\w-]+\.s?html?"), re.compile(r"content_[\w-]+\.s?html?")),
    Family(re.compile(r"nbs\.[\w.-]+\.s?html?"), re.compile(r"nw\.[\w.-]+\.s?html?")),
)


@dataclass(frozen=True, slots=True)
class PaperPage:
    """One page of an issue: its address, 版次 and 版名."""

    url: str
    number: str = ""
    name: str = ""


def day_of(url: str) -> str:
    """Read the issue's day from an address.

    Args:
        url: Of an issue's page.

    Returns:
        The ISO day, or nothing.
    """
    found = _DAY.search(urlsplit(url).path)
    day = make_day(*map(int, found.groups())) if found else None
    return day.isoformat() if day else ""


def family_of(page: LoadedPage) -> Family | None:
    """Tell a page's family by the links on it.

    Args:
        page: Any page of an issue.

    Returns:
        The family with most links; None where there are none of any.
    """
    names = [_last_step(url) for url, _ in _links(page)]
    counts = [
        sum(bool(one.page.fullmatch(name) or one.article.fullmatch(name)) for name in names)
        for one in FAMILIES
    ]
    return FAMILIES[counts.index(max(counts))] if max(counts) else None


def newest_issue(page: LoadedPage) -> str:
    """Find where the latest issue begins, on a page that is none itself.

    Args:
        page: A paper's front door: a redirect, or a list of issues.

    Returns:
        An address, or nothing.
    """
    here = canonical_name(page.reply.url)
    try:
        onward = [url for url in _redirects(page) if canonical_name(url) != here]
    except ValueError:  # an address that is none
        onward = []
    if onward:
        return onward[0]
    dated = [(day_of(url), url) for url, _ in _links(page) if day_of(url) and _is_page(url)]
    newest = max((day for day, _ in dated), default="")
    return min((url for day, url in dated if day == newest), key=counted, default="")


def pages_of(page: LoadedPage, family: Family) -> list[PaperPage]:
    """List an issue's pages as one of them names them.

    Args:
        page: Any page of the issue.
        family: Its layout.

    Returns:
        The pages in the order printed, the page itself among them.
    """
    day = day_of(page.reply.url)
    found: dict[str, PaperPage] = {}
    for url, words in [*_links(page), (page.reply.url, "")]:
        if not family.page.fullmatch(_last_step(url)) or day_of(url) != day:
            continue
        number, name = _place(words)
        known = found.get(canonical_name(url))
        if known is None or (number and not known.number):
            found[canonical_name(url)] = PaperPage(url, number, name)
    return sorted(found.values(), key=lambda one: (counted(one.number or "~"), counted(one.url)))


def articles_of(page: LoadedPage, family: Family) -> list[tuple[str, str]]:
    """List a page's articles.

    Args:
        page: A page of the issue.
        family: Its layout.

    Returns:
        Address and title of each; a title that stands in the map only is empty.
    """
    day = day_of(page.reply.url)
    found: dict[str, tuple[str, str]] = {}
    for url, words in _links(page):
        if family.article.fullmatch(_last_step(url)) and day_of(url) == day:
            name = canonical_name(url)
            if name not in found or len(words) > len(found[name][1]):
                found[name] = (url, words)
    return list(found.values())


def issue_number(page: LoadedPage) -> str:
    """Read 期号 as the page prints it.

    Args:
        page: A page of the issue.

    Returns:
        Digits, or nothing.
    """
    found = _ISSUE.search(words_of(page.root)[:_SHORT])
    return next((digits for digits in found.groups() if digits), "") if found else ""


def canonical_name(url: str) -> str:
    """Write an address without its fragment, and without ``?div=-1``, which only says how to show it."""
    return re.sub(r"\?div=-?\d+$", "", url.partition("#")[0])


def _links(page: LoadedPage) -> Iterator[tuple[str, str]]:
    for element in page.root.iter("a", "area"):
        href = (element.get("href") or "").strip()
        if href and not href.startswith(("#", "javascript:", "mailto:")):
            try:
                yield canonical_name(urljoin(page.reply.url, href)), _words(element)
            except ValueError:
                continue


def _words(element: html.HtmlElement) -> str:
    if element.tag == "area":
        return " ".join((element.get("title") or element.get("alt") or "").split())
    return words_of(element)


def _redirects(page: LoadedPage) -> Iterator[str]:
    for meta in page.root.iter("meta"):
        if (meta.get("http-equiv") or "").lower() == "refresh":
            found = _REFRESH.search(meta.get("content") or "")
            if found:
                yield urljoin(page.reply.url, found[1])
    if len(page.text) <= _SHORT:
        for script in page.root.iter("script"):
            found = _SCRIPTED.search(script.text or "")
            if found:
                yield urljoin(page.reply.url, found[1])


def _is_page(url: str) -> bool:
    return any(one.page.fullmatch(_last_step(url)) for one in FAMILIES)


def _place(words: str) -> tuple[str, str]:
    found = _PAGE_NAME.search(words)
    return (found[1].lstrip("0") or found[1], found[2].strip(" :：")) if found else ("", "")


def _last_step(url: str) -> str:
    return urlsplit(url).path.rpartition("/")[2]
