"""Try an address or a file as a source: what would be taken, and what to write down for it.

Takes a reply (or a file's bytes) and, when there is one, the configured source; gives the
entries, the kind of source they speak for and its recipe. A few articles are fetched to
show their first words, nothing is stored or remembered.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from kexie_digest.clock import local_date
from kexie_digest.errors import SourceError
from kexie_digest.model import Document, Hints, Recipe, Source, SourceState
from kexie_digest.sources._http import Reply
from kexie_digest.sources._visits import Link, LoadedPage, Visitor, read_page, visit_links
from kexie_digest.sources.contract import Tools
from kexie_digest.sources.digital_paper import find_issue, read_issue
from kexie_digest.sources.digital_paper.layouts import family_of, newest_issue
from kexie_digest.sources.feed.entries import as_documents
from kexie_digest.sources.feed.reading import alternates, read_feed
from kexie_digest.sources.web_list.lists import by_look, by_recipe
from kexie_digest.text.selectors import words_of

#: Articles fetched to be shown.
SHOWN = 3
#: Characters of a page that has nothing to show but a frame.
_FEW_WORDS = 200
_CHINA = "Asia/Shanghai"


@dataclass(frozen=True, slots=True)
class Taken:
    """One entry that would be taken; ``document`` where it was fetched."""

    hints: Hints
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen: the source as it would be written down, its entries, doubts, other feeds."""

    source: Source
    entries: tuple[Taken, ...] = ()
    encoding: str = ""
    notes: tuple[str, ...] = ()
    warnings: tuple[SourceError, ...] = ()
    feeds: tuple[str, ...] = ()

    @property
    def suggestion(self) -> str:
        """The entry for ``sources.yaml``."""
        return _as_yaml(self.source)


def look_at(source: Source, tools: Tools) -> Look:
    """Fetch a source's address and look at it; its kind and recipe count when they are given.

    Args:
        source: With ``kind`` empty where it is to be found out.
        tools: Client and clock.

    Returns:
        What was seen.

    Raises:
        SourceError: The address cannot be read, or is nothing we could poll.
    """
    visitor = Visitor(source, tools)
    if source.kind == "digital_paper":
        return _paper(source, visitor, ())
    return look_into(source, visitor.get(source.url), tools, visitor)


def look_into(source: Source, reply: Reply, tools: Tools, visitor: Visitor | None = None) -> Look:
    """Look at bytes that are there already.

    Args:
        source: Where they belong; ``kind`` may be empty.
        reply: The bytes.
        tools: The clock.
        visitor: Fetches a few articles; none for a file.

    Returns:
        What was seen.

    Raises:
        SourceError: It is nothing we could poll.
    """
    if source.kind in {"", "feed"}:
        try:
            return _feed(source, reply, tools)
        except SourceError as error:
            if source.kind == "feed" or error.code != "not_a_feed":
                raise
    page = read_page(reply)
    feeds = tuple(alternates(page.text, reply.url))
    if visitor is not None and not source.kind and (family_of(page) or _leads_to_paper(page)):
        try:
            return _paper(replace(source, kind="digital_paper"), visitor, feeds)
        except SourceError as error:
            if error.code != "no_entries":
                raise
    return _list(replace(source, kind="web_list"), page, visitor, tools, feeds)


def _leads_to_paper(page: LoadedPage) -> bool:
    """Tell a front door that lists issues or leads to one; a redirect elsewhere proves nothing."""
    onward = newest_issue(page)
    return bool(re.search(r"/(?:node_[\w-]+|nbs\.[\w.-]+)\.s?html?$", urlsplit(onward).path))


def _feed(source: Source, reply: Reply, tools: Tools) -> Look:
    feed = read_feed(reply.content, address=reply.url, content_type=reply.content_type)
    original = Document(
        reply.content, "", reply.content_type, source.key, source.key, reply.url, "", tools.clock.now()
    )
    documents = as_documents(feed, original, publication=source.name)
    named = replace(source, kind="feed", name=source.name or feed.title)
    entries = tuple(Taken(one.hints, one) for one in documents)
    return Look(named, entries, notes=feed.notes)


def _list(
    source: Source, page: LoadedPage, visitor: Visitor | None, tools: Tools, feeds: tuple[str, ...]
) -> Look:
    today = local_date(tools.clock.now(), _CHINA)
    found = by_recipe(page, source.recipe, today) if source.recipe.list else by_look(page, today)
    guessed = by_look(page, today).recipe if source.recipe.list and not found.links else found.recipe
    shown = replace(source, recipe=replace(guessed, body=source.recipe.body))
    if not found.links and not guessed.list:
        raise SourceError(
            "页面上没有认出列表 (no list of articles was recognised on the page)",
            subject=source.url,
            code="no_entries",
            advice=_other_way(page, feeds),
        )
    return _look(shown, found.links, page, visitor, feeds)


def _other_way(page: LoadedPage, feeds: tuple[str, ...]) -> str:
    """Say what else to try; a page without words shows its list by a script, which nobody runs here."""
    if feeds:
        return f"请换成栏目的列表页；该站有订阅源：{'、'.join(feeds)}。"
    if page.root.find(".//script") is not None and len(words_of(page.root)) < _FEW_WORDS:
        return (
            "页面上几乎没有字，列表多半由脚本生成，程序读不到；请找该站的订阅源，或换一个不靠脚本的列表页。"
        )
    return "请换成栏目的列表页；或用 recipe 写明。"


def _paper(source: Source, visitor: Visitor, feeds: tuple[str, ...]) -> Look:
    first, family = find_issue(source, visitor)
    links, warnings = read_issue(visitor, first, family, publication=source.name)
    seen = _look(source, links, first, visitor, feeds)
    return replace(seen, warnings=(*warnings, *seen.warnings))


def _look(
    source: Source,
    links: tuple[Link, ...] | list[Link],
    page: LoadedPage,
    visitor: Visitor | None,
    feeds: tuple[str, ...],
) -> Look:
    documents: dict[str, Document] = {}
    warnings: tuple[SourceError, ...] = ()
    if visitor is not None:
        brought = visit_links(visitor, source, links[:SHOWN], SourceState(), most_new=SHOWN)
        documents = {one.hints.link or one.address: one for one in brought.documents}
        warnings = brought.warnings
    entries = tuple(Taken(replace(one.hints, link=one.url), documents.get(one.url)) for one in links)
    return Look(source, entries, page.encoding, page.doubts, warnings, feeds)


def _as_yaml(source: Source) -> str:
    """Write a source down; JSON strings are YAML, too."""
    host = (urlsplit(source.url).hostname or "").removeprefix("www.")
    key = source.key or re.sub(r"[^0-9a-z]+", "-", host).strip("-") or "new-source"
    lines = ["sources:", f"  {key}:", f"    kind: {source.kind}", f"    url: {_quoted(source.url)}"]
    if source.name:
        lines.append(f"    name: {_quoted(source.name)}")
    if source.allow_private:
        lines.append(f"    allow_private: {json.dumps(source.allow_private, ensure_ascii=False)}")
    recipe = _given(source.recipe)
    if recipe:
        inside = ", ".join(f"{name}: {_quoted(value)}" for name, value in recipe.items())
        lines.append(f"    recipe: {{{inside}}}")
    return "\n".join(lines) + "\n"


def _given(recipe: Recipe) -> dict[str, str]:
    names = ("list", "link", "title", "date", "body")
    return {name: getattr(recipe, name) for name in names if getattr(recipe, name)}


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
