"""List pages of web sites: a column's page leads to its articles.

Takes a Source, gives one Document per new article: the page as it came, what the list says
of it as hints. Entries are found by the owner's recipe, else by their look. Pages are asked
for one at a time, robots.txt is honoured for the list; a page that changed later comes again
under the same identity, which the store records as a revision. Bodies are not read here.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from kexie_digest.clock import local_date
from kexie_digest.errors import SourceError
from kexie_digest.model import Source, SourceState
from kexie_digest.sources._visits import Link, LoadedPage, Visitor, read_page, visit_links
from kexie_digest.sources.contract import Fetched, Tools
from kexie_digest.sources.outcomes import failed, original_of
from kexie_digest.sources.polling import after_success
from kexie_digest.sources.web_list.lists import FoundList, by_look, by_recipe

__all__ = ["FoundList", "fetch", "find_links"]

_CHINA = "Asia/Shanghai"


def fetch(source: Source, seen: SourceState, tools: Tools) -> Fetched:
    """Poll a list page and the articles it names.

    Args:
        source: Its url is the list page; ``recipe`` says where the entries are.
        seen: What we remember of it and of the pages it named.
        tools: Client and clock.

    Returns:
        New and changed pages, and the state to keep with them.
    """
    visitor, now = Visitor(source, tools), tools.clock.now()
    try:
        visitor.check_robots(source.url)
        reply = visitor.get(source.url, etag=seen.etag, last_modified=seen.last_modified)
        body_hash = hashlib.sha256(reply.content).hexdigest()
        if reply.is_unchanged or body_hash == seen.body_hash:
            return _unchanged(source, seen, visitor, moved_to=reply.moved_to)
        page, original = read_page(reply), original_of(source, reply, tools)
        found = find_links(page, source, tools)
        if not found.links:
            raise _without_entries(source, seen)
    except SourceError as error:
        return failed(source, seen, tools, error)
    brought = visit_links(visitor, source, found.links, seen)
    state = replace(seen, pages=brought.pages, seen_any=True)
    if brought.is_complete:  # else the same list is read again: there is more on it
        state = replace(state, etag=reply.etag, last_modified=reply.last_modified, body_hash=body_hash)
    return Fetched(
        state=after_success(source, state, now, moved_to=reply.moved_to),
        documents=brought.documents,
        original=original,
        notes=page.doubts,
        warnings=brought.warnings,
    )


def find_links(page: LoadedPage, source: Source, tools: Tools) -> FoundList:
    """Find a list page's entries.

    Args:
        page: The list page.
        source: Its recipe goes first.
        tools: Its clock completes dates without a year.

    Returns:
        The entries, perhaps none, and the recipe that finds them.
    """
    today = local_date(tools.clock.now(), _CHINA)
    found = by_recipe(page, source.recipe, today) if source.recipe.list else by_look(page, today)
    if source.recipe.list:
        return found
    body = source.recipe.body or None
    links = tuple(Link(link.url, replace(link.hints, body=body)) for link in found.links)
    return FoundList(links, found.recipe)


def _unchanged(source: Source, seen: SourceState, visitor: Visitor, *, moved_to: str | None) -> Fetched:
    """Look again at known pages although the list stayed the same: corrections do not touch it."""
    links = [Link(page.link) for page in seen.pages if page.digest]
    brought = visit_links(visitor, source, links, seen)
    state = replace(seen, pages=brought.pages)
    now = visitor.tools.clock.now()
    return Fetched(
        state=after_success(source, state, now, code="not_modified", moved_to=moved_to),
        documents=brought.documents,
        warnings=brought.warnings,
    )


def _without_entries(source: Source, seen: SourceState) -> SourceError:
    """Tell a list that lost its shape from one that was never understood."""
    if seen.seen_any:
        return SourceError(
            "列表页原来有条目，现在一条也认不出 (the list had entries before and has none now)",
            subject=source.url,
            code="source_changed",
            advice=f"网站可能改版；请运行 kexie-digest sources try --source {source.key}，按建议改 recipe。",
        )
    return SourceError(
        "列表页上没有认出条目 (no entries were found on the list page)",
        subject=source.url,
        code="no_entries",
        advice="请运行 kexie-digest sources try 网址，把建议的 recipe 写进 sources.yaml。",
    )
