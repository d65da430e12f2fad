"""What a feed says, whatever its form."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One item: ``html`` is its body as far as rights allow, ``address`` its page and its id."""

    address: str
    title: str
    html: str
    summary: str
    at: dt.datetime
    author: str
    category: str
    language: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of items, the latest first.

    ``address`` is the feed's own without its suffix, ``home`` the page it belongs to;
    ``updated`` is when the latest edition came out.
    """

    title: str
    address: str
    home: str
    updated: dt.datetime
    publisher: str
    entries: tuple[FeedEntry, ...]


def instant(at: dt.datetime) -> str:
    """Write an instant as both forms do (RFC 3339), in UTC."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
