"""Feeds as readers of feeds see them, and as their standards want them."""

from __future__ import annotations

import json

import feedparser
import pytest
from lxml import etree

from library import EVIL, PUBLIC

from newsroom import Newsroom

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize(
    ("path", "count"), [("weekly", 4), ("weekly/cooperation", 1), ("weekly/science_popularization", 2)]
)
def test_a_feed_reader_understands_it(shelf: Newsroom, path: str, count: int) -> None:
    """Feedparser finds no fault, every item once, with its page and its day."""
    answer = shelf.client().get(f"/feeds/{path}.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    assert feed.version == "atom10"
    assert len(feed.entries) == count
    assert len({entry.id for entry in feed.entries}) == count
    for entry in feed.entries:
        assert entry.link.startswith(f"{PUBLIC}/editions/weekly/1/items/")
        assert entry.updated_parsed.tm_year == 2026
        assert entry.author


def test_atom_has_what_rfc_4287_asks(shelf: Newsroom) -> None:
    """Feed and entries have id, title and updated; the feed names itself (§4.1)."""
    root = etree.fromstring(shelf.client().get("/feeds/weekly.atom").content)
    for node in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(node.findall(f"{ATOM}{name}")) == 1
    (own,) = (link for link in root.findall(f"{ATOM}link") if link.get("rel") == "self")
    assert own.get("href") == f"{PUBLIC}/feeds/weekly.atom"
    titles = [node.findtext(f"{ATOM}title") for node in root.findall(f"{ATOM}entry")]
    assert EVIL in titles


def test_json_feed_says_the_same(shelf: Newsroom) -> None:
    """Version 1.1, the same items with the same bodies as Atom."""
    document = json.loads(shelf.client().get("/feeds/weekly.json").content)
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    atom = feedparser.parse(shelf.client().get("/feeds/weekly.atom").content, sanitize_html=False)
    assert [one["id"] for one in document["items"]] == [entry.id for entry in atom.entries]
    for one, entry in zip(document["items"], atom.entries, strict=True):
        assert one["content_html"] == entry.content[0].value
        assert "<script" not in one["content_html"]
        assert "<b>粗体" not in one["content_html"]
        assert "javascript:" not in one["content_html"]


def test_the_calendar_holds_every_dated_activity(shelf: Newsroom) -> None:
    """One calendar for a digest, with CRLF lines of 75 octets at most (RFC 5545 §3.1)."""
    answer = shelf.client().get("/calendar/weekly.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    lines = answer.content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    text = answer.content.decode()
    assert "SUMMARY:东屏灯塔开放日" in text
    assert "DTSTART;VALUE=DATE:20260303" in text
    assert "海岚科协动态周报 活动" in text.replace("\r\n ", "")
