"""Newspapers' own sites (数字报): the latest issue, its pages, their articles.

Takes a Source whose url is the paper's front door (or a pattern of days, such as
``…/html/{YYYY}-{MM}/{DD}/node_1.htm``), gives one Document per new article: the page as it
came; day, 期号, 版次 and 版名 as hints. Pages are asked for one at a time, robots.txt is
honoured. An issue known already costs as many requests as it has pages. Bodies are not read.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kexie_digest.clock import local_date
from kexie_digest.errors import SourceError
from kexie_digest.model import Hints, Source, SourceState
from kexie_digest.sources._visits import Link, LoadedPage, Visitor, read_page, visit_links
from kexie_digest.sources.contract import Fetched, Tools
from kexie_digest.sources.digital_paper.layouts import (
    Family,
    PaperPage,
    articles_of,
    day_of,
    family_of,
    issue_number,
    newest_issue,
    pages_of,
)
from kexie_digest.sources.outcomes import failed, original_of
from kexie_digest.sources.polling import after_success

__all__ = ["fetch", "find_issue", "read_issue"]

#: Steps from the front door to the issue, and pages of an issue.
MOST_STEPS = 4
MOST_PAGES = 64
#: Articles asked for in one poll: a whole issue of an ordinary paper.
MOST_ARTICLES = 150
#: Days looked back for the latest issue: papers pause over long holidays.
MOST_DAYS = 10
_CHINA = "Asia/Shanghai"


def fetch(source: Source, seen: SourceState, tools: Tools) -> Fetched:
    """Poll a paper's site.

    Args:
        source: The paper.
        seen: What we remember of it and of the articles of its latest issue.
        tools: Client and clock.

    Returns:
        New and changed articles, and the state to keep with them.
    """
    visitor, now = Visitor(source, tools), tools.clock.now()
    try:
        first, family = find_issue(source, visitor)
        original = original_of(source, first.reply, tools)
        links, warnings = read_issue(visitor, first, family, publication=source.name)
        if not links:
            raise _no_issue(source, seen)
    except SourceError as error:
        is_lost = error.code == "no_entries" and seen.seen_any
        return failed(source, seen, tools, _no_issue(source, seen) if is_lost else error)
    brought = visit_links(visitor, source, links, seen, most_new=MOST_ARTICLES)
    state = replace(seen, pages=brought.pages, seen_any=True)
    return Fetched(
        state=after_success(source, state, now, moved_to=first.reply.moved_to),
        documents=brought.documents,
        original=original,
        notes=first.doubts,
        warnings=(*warnings, *brought.warnings),
    )


def find_issue(source: Source, visitor: Visitor) -> tuple[LoadedPage, Family]:
    """Go to a page of the latest issue.

    Args:
        source: The paper.
        visitor: Asks for pages.

    Returns:
        The page and its layout.

    Raises:
        SourceError: ``no_entries`` where no known layout is found; or as the client's.
    """
    page = _by_days(source, visitor) if "{DD}" in source.url else _asked(visitor, source.url)
    for _ in range(MOST_STEPS):
        family = family_of(page)
        if family is not None and day_of(page.reply.url) and articles_of(page, family):
            return page, family
        onward = newest_issue(page)
        if not onward or onward == page.reply.url:
            break
        page = _asked(visitor, onward)
    raise _no_issue(source, SourceState())


def read_issue(
    visitor: Visitor, first: LoadedPage, family: Family, *, publication: str
) -> tuple[list[Link], list[SourceError]]:
    """List the articles of an issue.

    Args:
        visitor: Asks for pages.
        first: A page of the issue.
        family: Its layout.
        publication: The paper's name, as its owner gives it.

    Returns:
        The articles, page by page, and the pages that could not be read.
    """
    number, links, warnings = issue_number(first), [], []
    for place in pages_of(first, family)[:MOST_PAGES]:
        try:
            page = first if place.url == first.reply.url else _asked(visitor, place.url)
        except SourceError as error:
            warnings.append(error)
            continue
        number = number or issue_number(page)
        hints = _hints(place, day_of(page.reply.url), publication)
        links += [Link(url, replace(hints, title=title or None)) for url, title in articles_of(page, family)]
    return [Link(one.url, replace(one.hints, issue=number or None)) for one in links], warnings


def _hints(place: PaperPage, day: str, publication: str) -> Hints:
    return Hints(
        publication=publication or None,
        published=day or None,
        page_number=place.number or None,
        page_name=place.name or None,
    )


def _asked(visitor: Visitor, url: str) -> LoadedPage:
    visitor.check_robots(url)
    return read_page(visitor.get(url))


def _by_days(source: Source, visitor: Visitor) -> LoadedPage:
    """Try today's address and those of the days before."""
    today = local_date(visitor.tools.clock.now(), _CHINA)
    missing: SourceError | None = None
    for back in range(MOST_DAYS):
        day = today - dt.timedelta(days=back)
        url = (
            source.url.replace("{YYYY}", f"{day:%Y}")
            .replace("{MM}", f"{day:%m}")
            .replace("{DD}", f"{day:%d}")
        )
        try:
            return _asked(visitor, url)
        except SourceError as error:
            if error.code not in {"not_found", "gone"}:
                raise
            missing = error
    raise missing or _no_issue(source, SourceState())


def _no_issue(source: Source, seen: SourceState) -> SourceError:
    if seen.seen_any:
        return SourceError(
            "数字报原来能读，现在认不出版面 (the paper's pages are not recognised any more)",
            subject=source.url,
            code="source_changed",
            advice="网站可能改版；请在浏览器里核对网址，或改用 kind: web_list 加 recipe。",
        )
    return SourceError(
        "没有认出数字报的版面目录 (no digital newspaper of a known layout was found)",
        subject=source.url,
        code="no_entries",
        advice="请把网址写成某一期的首页，或用 {YYYY}-{MM}/{DD} 表示日期；也可改用 kind: web_list。",
    )
