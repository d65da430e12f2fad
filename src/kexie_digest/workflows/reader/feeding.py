"""Feeds and calendars to subscribe to: of a digest, or of one theme of it.

Takes the Shelf and keys, gives documents. A feed says of an item what its page says, and
no more than its rights allow.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from kexie_digest.errors import NotFound
from kexie_digest.model import Item
from kexie_digest.renderers.activities_ics import write_calendar
from kexie_digest.renderers.feeds import Feed, FeedEntry, write_atom, write_json
from kexie_digest.renderers.webpage import ItemView
from kexie_digest.workflows.reader import archive
from kexie_digest.workflows.reader.archive import Told
from kexie_digest.workflows.reader.shelf import Issue, Shelf

#: Entries of a feed, issues it is taken from, issues a calendar is made of (half a year of weeks).
_ENTRIES, _ISSUES, _CALENDAR_ISSUES = 50, 12, 26


@dataclass(frozen=True, slots=True)
class Served:
    """A document to send; ``modified`` is when its latest issue was published."""

    content: bytes
    media_type: str
    modified: dt.datetime


#: Suffix of a feed's address → media type and writer.
_FORMS: dict[str, tuple[str, Callable[[Feed], bytes]]] = {
    "atom": ("application/atom+xml; charset=utf-8", write_atom),
    "json": ("application/feed+json; charset=utf-8", write_json),
}


def feed(shelf: Shelf, form: str, digest: str, theme: str = "") -> Served:
    """Write the feed of a digest, or of a theme of it.

    Args:
        shelf: Published editions.
        form: ``atom`` or ``json``.
        digest: The digest's key.
        theme: Only items of this theme; empty for all.

    Returns:
        The feed, with the latest items first.

    Raises:
        NotFound: There is no such digest or theme.
    """
    title = shelf.digest(digest).title
    if theme and theme not in archive.themes(shelf):
        raise NotFound("没有这个专题 (no such theme)", subject=theme)
    issues = shelf.latest(digest, limit=_ISSUES)
    public = shelf.context.render_tools.public_url.rstrip("/")
    entries = [_entry(told, public) for issue in issues for told in archive.of_theme(issue, theme)]
    label = f" · {archive.themes(shelf)[theme]}" if theme else ""
    made = Feed(
        title=f"{title}{label}",
        address=f"{public}/feeds/{digest}" + (f"/{theme}" if theme else ""),
        home=f"{public}/editions?digest={digest}",
        updated=_latest(issues),
        publisher=shelf.context.config.publication.publisher,
        entries=tuple(entries[:_ENTRIES]),
    )
    media_type, write = _FORMS[form]
    return Served(write(made), media_type, made.updated)


def calendar(shelf: Shelf, digest: str) -> Served:
    """Write the calendar of a digest's activities.

    Args:
        shelf: Published editions.
        digest: The digest's key.

    Returns:
        An iCalendar object of the latest issues' dated activities.

    Raises:
        NotFound: There is no such digest.
    """
    title = shelf.digest(digest).title
    issues = shelf.latest(digest, limit=_CALENDAR_ISSUES)
    content = write_calendar([issue.edition for issue in issues], f"{title} 活动")
    return Served(content, "text/calendar; charset=utf-8", _latest(issues))


def _latest(issues: list[Issue]) -> dt.datetime:
    return max((issue.published_at for issue in issues), default=dt.datetime(2000, 1, 1, tzinfo=dt.UTC))


def _entry(told: Told, public: str) -> FeedEntry:
    item, view = told.item, told.view
    return FeedEntry(
        address=f"{public}{told.path}",
        title=view.title,
        html=_html(item, view),
        summary="".join(view.summary),
        at=told.issue.published_at,
        author=view.source.name,
        category=_label(told),
        language=view.language,
    )


def _label(told: Told) -> str:
    for section in told.issue.view.sections:
        if told.view in section.items:
            return section.label
    return ""


def _html(item: Item, view: ItemView) -> str:
    lines = [line.text for line in view.body] or list(view.summary)
    parts = [f"<p>{escape(line)}</p>" for line in lines]
    for fact in view.facts:
        rows = "；".join(f"{label}：{value}" if value else label for label, value in fact.rows)
        parts.append(f"<p>【{escape(fact.heading)}】{escape(rows)}</p>")
        if fact.roll:
            names = "".join(f"<li>{escape(name)}</li>" for name in fact.roll)
            parts.append(f"<p>{escape(fact.roll_label)}</p><ol>{names}</ol>")
    parts += [f"<p>存疑·{escape(label)}：{escape(reason)}</p>" for label, reason in view.flags]
    if not item.paragraphs and view.source.href:
        parts.append(f'<p><a href="{escape(view.source.href)}">到{escape(view.source.name)}阅读原文</a></p>')
    parts.append(f"<p>来源：{escape(view.source.line)}</p>")
    return "".join(parts)
