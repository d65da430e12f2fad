"""RSS, Atom and RDF, through feedparser.

Takes decoded text, gives a Feed. feedparser gets UTF-8 bytes with a rewritten XML
declaration and no response headers, so it has nothing left to guess; its own date
reading is not believed for strings it misreads (2020年12月11日 becomes 2020-11-01).
"""

import io
import re
from html import unescape
from typing import Any

import feedparser

from kexie_digest.errors import SourceError
from kexie_digest.sources.feed.cleaning import TAG, clean_markup, clean_text, one_line, with_pictures
from kexie_digest.sources.feed.entries import Entry, Feed, absolute
from kexie_digest.text.dates import read_instant

_DECLARATION = re.compile(r"<\?xml\b[^<>]*\?>")
_DECLARED = re.compile(rb"^[\x00-\x20]*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
#: ``&#xD800;`` and the like are no characters; feedparser would fall over them.
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_SURROGATES, _LAST = range(0xD800, 0xE000), 0x10FFFF
_MOST_DIGITS = 10
#: Every open element costs half a kilobyte until it is closed: 8 MB of ``<a>`` took 1.5 GB.
DEEPEST = 100_000
_STEP = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<(/?)[A-Za-z_:][^<>]*?(/?)>", re.DOTALL)
#: What feedparser itself raises on damaged feeds.
_STUMBLES = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_DATES = ("published", "updated", "created")
_MARKUP = frozenset({"text/html", "application/xhtml+xml"})


def declared_encoding(content: bytes) -> str | None:
    """Read the encoding an XML declaration names.

    Args:
        content: The first bytes or all of them.

    Returns:
        The label as written, or None.
    """
    found = _DECLARED.match(content[:1000].removeprefix(b"\xef\xbb\xbf"))
    return found[1].decode("ascii", "replace") if found else None


def read_xml(text: str, address: str, name: str = "") -> Feed | None:
    """Read an XML feed.

    Args:
        text: The decoded feed.
        address: Where relative links start.
        name: The file's name, for messages.

    Returns:
        The feed, perhaps without title and entries; None when it looks like a web page.

    Raises:
        SourceError: ``broken_feed``; it is damaged, or nested, beyond reading.
    """
    if text.count("<") > DEEPEST and _is_bottomless(text):
        raise _broken(address or name)
    text = _REFERENCE.sub(_character, _DECLARATION.sub("", text, count=1))
    declared = '<?xml version="1.0" encoding="utf-8"?>\n' + text
    # A file object, never a string: feedparser would open a string that is a path or an address.
    # Cleaning and completing addresses is ours: the library's way takes longer than all the rest. It is not
    # told where the feed came from, or it would complete that address again for every tag.
    try:
        found = feedparser.parse(
            io.BytesIO(declared.encode("utf-8", "replace")),
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except _STUMBLES as error:
        raise _broken(address or name) from error
    if not found.entries and not found.version:
        return None
    notes = ("malformed_xml",) if found.bozo and _is_malformed(found) else ()
    base = address or str(found.feed.get("link") or "")
    return Feed(_plain(found.feed, "title"), tuple(_entry(entry, base) for entry in found.entries), notes)


def _character(reference: re.Match[str]) -> str:
    """Leave a reference as it is where it means a character."""
    digits = reference[1] or reference[2]
    number = int(digits, 16 if reference[1] else 10) if len(digits) <= _MOST_DIGITS else _LAST + 1
    return "\ufffd" if number > _LAST or number in _SURROGATES else reference[0]


def _is_bottomless(text: str) -> bool:
    depth = 0
    for step in _STEP.finditer(text):
        if step[1] is not None and not step[2]:
            depth += -1 if step[1] else 1
        if depth > DEEPEST:
            return True
    return False


def _broken(subject: str) -> SourceError:
    return SourceError(
        "订阅源损坏，读不了 (the feed is damaged beyond reading)",
        subject=subject,
        code="broken_feed",
        advice="请在浏览器里核对订阅地址，并告诉网站管理员；程序会自动重试。",
    )


def _is_malformed(found: Any) -> bool:  # noqa: ANN401 - feedparser has no types
    """Tell damage from remarks on the encoding, which we decided ourselves."""
    return not isinstance(
        found.get("bozo_exception"), (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
    )


def _entry(entry: Any, base: str) -> Entry:  # noqa: ANN401 - feedparser has no types
    return Entry(
        guid=str(entry.get("id", "")).strip(),
        link=absolute(str(entry.get("link", "")), base),
        title=_plain(entry, "title"),
        html=with_pictures(_body(entry, base), _pictures(entry, base)),
        published=_published(entry),
        author=_plain(entry, "author"),
        publication=_plain(entry.get("source") or {}, "title"),
    )


def _pictures(entry: Any, base: str) -> list[str]:  # noqa: ANN401 - feedparser has no types
    """Give the pictures sent beside the text: enclosures, and Media RSS (media:content)."""
    sent = [(one.get("href"), one.get("type"), "") for one in entry.get("enclosures") or ()]
    sent += [(one.get("url"), one.get("type"), one.get("medium")) for one in entry.get("media_content") or ()]
    return [
        absolute(str(address or ""), base)
        for address, kind, medium in sent
        if str(kind or "").lower().startswith("image/") or str(medium or "").lower() == "image"
    ]


def _plain(holder: Any, name: str) -> str:  # noqa: ANN401 - feedparser has no types
    return one_line(str(holder.get(name) or ""))


def _body(entry: Any, base: str) -> str:  # noqa: ANN401 - feedparser has no types
    """Take the longest text an entry brings: some put a teaser in one place, all in another."""
    pieces = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    texts = [_cleaned(piece, absolute(str(piece.get("base") or ""), base) or base) for piece in pieces]
    return max(texts, key=len, default="")


def _cleaned(piece: Any, base: str) -> str:  # noqa: ANN401 - feedparser has no types
    """Tell markup from plain text by its look: RSS calls everything text/html."""
    text, kind = str(piece.get("value") or ""), str(piece.get("type") or "")
    if TAG.search(text):
        return clean_markup(text, base)
    return clean_text(unescape(text) if kind in _MARKUP else text)


def _published(entry: Any) -> str:  # noqa: ANN401 - feedparser has no types
    """Give the raw date, or feedparser's reading of it where ours abstains and its year agrees."""
    for name in _DATES:
        # feedparser's own get takes published for an updated that is not there, and warns
        raw = str(dict.get(entry, name) or "").strip()
        if not raw:
            continue
        parsed = dict.get(entry, f"{name}_parsed")
        if parsed and read_instant(raw) is None and raw.isascii() and str(parsed.tm_year) in raw:
            return "{:04d}-{:02d}-{:02d}T{:02d}:{:02d}:{:02d}Z".format(*parsed[:6])
        return raw
    return ""
