"""Visit pages politely and see what is new on them.

Takes links of a list and what is remembered of earlier visits, gives Documents for pages
that are new or whose running text changed, and what to remember next. One page that fails
is an error of its own. Nothing is stored and nobody decides here what a list is.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lxml import etree, html

from kexie_digest.errors import SourceError
from kexie_digest.model import Document, Hints, SeenPage, Source, SourceState
from kexie_digest.sources._http import Reply
from kexie_digest.sources._robots import Rules, read_robots
from kexie_digest.sources.contract import Tools
from kexie_digest.sources.identity import bounded
from kexie_digest.text.charset import decode
from kexie_digest.text.markup import is_flooded
from kexie_digest.text.spacing import count_hanzi

#: New pages asked for in one poll; the rest wait for the next one.
MOST_NEW = 30
#: Known pages asked again in one poll, those not looked at for longest: a correction shows soon.
MOST_AGAIN = 5
#: A page is asked again for so long; later it is history.
WATCHED = dt.timedelta(days=14)
#: Visits in a row that brought nothing before a page is left alone.
PATIENCE = 3
#: Pages remembered; a list names far fewer.
MOST_REMEMBERED = 1000
#: RFC 9309 §2.4: not longer than a day.
_ROBOTS_KEPT = dt.timedelta(hours=24)
_TRACKING = ("utm_", "spm", "from", "share_", "fbclid", "gclid")
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_MARK = re.compile(r"[，。；：！？]")
#: A shorter line is a menu's or a counter's.
_LEAST_LINE = 12
_BLOCKS = ("p", "div", "td", "li", "section", "article", "h1", "h2", "h3", "pre", "dd")
_OPEN_ANYWAY = frozenset({"not_found", "gone", "forbidden", "request_refused"})


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of a list: where it leads and what the list says of it."""

    url: str
    hints: Hints = field(default_factory=Hints)


@dataclass(frozen=True, slots=True)
class LoadedPage:
    """A page as it came and as it was parsed.

    ``base`` is what its ``base`` element says, ``doubts`` are stable words on its encoding.
    """

    reply: Reply
    text: str
    root: html.HtmlElement
    encoding: str
    doubts: tuple[str, ...] = ()
    base: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """What the visits of one poll brought; ``is_complete`` when no new link was left for later."""

    documents: tuple[Document, ...] = ()
    pages: tuple[SeenPage, ...] = ()
    warnings: tuple[SourceError, ...] = ()
    is_complete: bool = True


class Visitor:
    """Asks for pages of one source, one at a time and not too fast."""

    def __init__(self, source: Source, tools: Tools) -> None:
        self._source, self._tools = source, tools
        self._last: dict[str, float] = {}

    @property
    def tools(self) -> Tools:
        """Client and clock."""
        return self._tools

    def get(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Reply:
        """Ask for a page, after a pause when its host was just asked.

        Args:
            url: Where.
            etag: Validator of the last visit.
            last_modified: The same.

        Returns:
            The reply.

        Raises:
            SourceError: As the client's.
        """
        host, clock = urlsplit(url).hostname or "", self._tools.clock
        if host in self._last:
            pause = self._last[host] + self._tools.spacing - clock.monotonic()
            if pause > 0:
                clock.sleep(pause)
        validators = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {"Accept": "text/html, application/xhtml+xml, */*;q=0.5"}
        headers |= {name: value for name, value in validators.items() if value}
        try:
            return self._tools.client.get(url, headers=headers, allow_private=self._source.allow_private)
        finally:
            self._last[host] = clock.monotonic()

    def check_robots(self, url: str) -> None:
        """Ask the site whether programs may visit a list page.

        Args:
            url: The list page.

        Raises:
            SourceError: ``robots_refused``; or the site cannot be reached at all.
        """
        if not self._rules(url).allows(url):
            raise SourceError(
                "网站的 robots.txt 不许程序访问该页 (robots.txt keeps programs off this page)",
                subject=url,
                code="robots_refused",
                advice="请改用该站的订阅源，或请网站管理员在 robots.txt 中放行 KexieDigest。",
            )

    def _rules(self, url: str) -> Rules:
        parts = urlsplit(url)
        place, now = f"{parts.scheme}://{parts.netloc}", self._tools.clock.now()
        kept = self._tools.robots.get(place)
        if kept and kept[0] > now:
            return kept[1]
        try:
            rules = read_robots(self.get(f"{place}/robots.txt").content)
        except SourceError as error:
            if error.code not in _OPEN_ANYWAY:
                raise  # RFC 9309 §2.3.1.4: unreachable, so nothing is allowed for now
            rules = Rules()
        self._tools.robots[place] = (now + _ROBOTS_KEPT, rules)
        return rules


def read_page(reply: Reply) -> LoadedPage:
    """Decode and parse a page.

    Args:
        reply: As it came.

    Returns:
        The page.

    Raises:
        SourceError: ``undecodable``, ``not_a_page``.
    """
    declared = _DECLARED.search(reply.content[:4096])
    header = _CHARSET.search(reply.content_type)
    label = declared[1].decode("ascii") if declared else header[1] if header else None
    decoded = decode(reply.content, label)
    if not decoded.is_readable:
        raise _unusable(reply.url, "undecodable", "网页编码无法识别 (the page's encoding cannot be told)")
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decoded.text, count=1).replace("\0", "")
    if is_flooded(text):
        raise _unusable(reply.url, "not_a_page", "网页的标签或属性多得读不了 (too many tags or attributes)")
    try:
        root: html.HtmlElement = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise _unusable(reply.url, "not_a_page", "不是网页，或网页是空的 (this is no web page)") from None
    base = next((one.get("href") for one in root.iter("base") if one.get("href")), "")
    return LoadedPage(reply, decoded.text, root, decoded.encoding, decoded.doubts, base)


def visit_links(
    visitor: Visitor, source: Source, links: Sequence[Link], seen: SourceState, *, most_new: int = MOST_NEW
) -> Round:
    """Visit what is new on a list, and look again at some of what is known.

    Args:
        visitor: Asks for the pages.
        source: Whose list it is.
        links: The list's entries, the newest first as lists have it.
        seen: What is remembered.
        most_new: New pages to ask for.

    Returns:
        Documents and what to remember; pages that left the list are forgotten last.
    """
    known = {canonical_link(page.link): page for page in seen.pages}
    listed = {canonical_link(link.url): link for link in reversed(links)}  # the first mention counts
    order = list(dict.fromkeys(canonical_link(link.url) for link in links))
    fresh = [name for name in order if _is_wanted(known.get(name))]
    again = _due_again([known[name] for name in order if name in known], visitor.tools.clock.now())
    documents, warnings, pages = [], [], dict(known)
    for name in [*fresh[:most_new], *again]:
        try:
            document, page = _visit(
                visitor, source, listed[name], known.get(name) or SeenPage(listed[name].url)
            )
        except SourceError as error:
            before = known.get(name) or SeenPage(listed[name].url)
            page = replace(before, failures=before.failures + 1, looked_at=visitor.tools.clock.now())
            document = None
            warnings.append(error)
        pages[name] = page
        if document is not None:
            documents.append(document)
    left = [page for name, page in pages.items() if name not in listed]
    remembered = [*(pages[name] for name in order if name in pages), *left][:MOST_REMEMBERED]
    waiting = len(fresh) > most_new or any(_is_wanted(pages[name]) for name in fresh[:most_new])
    return Round(tuple(documents), tuple(remembered), tuple(warnings), is_complete=not waiting)


def _is_wanted(page: SeenPage | None) -> bool:
    """Tell whether a page was never read and is still worth asking for."""
    return page is None or (not page.digest and page.failures < PATIENCE)


def _due_again(pages: Sequence[SeenPage], now: dt.datetime) -> list[str]:
    watched = [page for page in pages if page.digest and page.looked_at and now - page.looked_at < WATCHED]
    return [
        canonical_link(page.link)
        for page in sorted(watched, key=lambda page: page.looked_at or now)[:MOST_AGAIN]
    ]


def _visit(visitor: Visitor, source: Source, link: Link, page: SeenPage) -> tuple[Document | None, SeenPage]:
    reply = visitor.get(link.url, etag=page.etag, last_modified=page.last_modified)
    now = visitor.tools.clock.now()
    if reply.is_unchanged:
        return None, replace(page, looked_at=now, failures=0)
    digest = _digest(read_page(reply).root)
    met = replace(
        page, digest=digest, etag=reply.etag, last_modified=reply.last_modified, looked_at=now, failures=0
    )
    if page.digest == digest:
        return None, met
    document = Document(
        content=reply.content,
        sha256=hashlib.sha256(reply.content).hexdigest(),
        media_type=reply.content_type or "text/html",
        name=source.name or source.key,
        source_key=source.key,
        address=reply.url,
        identity=bounded(canonical_link(page.link)),
        fetched_at=now,
        hints=replace(link.hints, link=link.hints.link or link.url),
    )
    return document, met


def _digest(root: html.HtmlElement) -> str:
    """Hash a page's running text: counters, related news and tokens change at every visit."""
    lines = []
    for element in root.iter(*_BLOCKS):
        pieces = [element.text or "", *(child.tail or "" for child in element)]
        line = "".join("".join(pieces).split())
        if count_hanzi(line) >= _LEAST_LINE and _MARK.search(line):
            lines.append(line)
    if not lines:
        lines = ["".join(root.text_content().split())]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()[:32]


def canonical_link(url: str) -> str:
    """Write a link so that two ways to the same page are equal.

    Args:
        url: An address.

    Returns:
        Host in lower case, http and https alike, without fragment and tracking parameters.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode([pair for pair in pairs if not pair[0].startswith(_TRACKING)])
    scheme = "http" if parts.scheme.lower() == "https" else parts.scheme.lower()
    return urlunsplit((scheme, parts.netloc.lower(), parts.path or "/", query, ""))


def _unusable(subject: str, code: str, message: str) -> SourceError:
    return SourceError(message, subject=subject, code=code, advice="请在浏览器里打开网址核对。")
