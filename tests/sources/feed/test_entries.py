"""Who an entry is, from poll to poll."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_digest.model import Document
from kexie_digest.sources.feed.entries import (
    Entry,
    Feed,
    absolute,
    as_documents,
    canonical,
    identities,
    newest,
)

ORIGINAL = Document(
    content=b"",
    sha256="0" * 64,
    media_type="application/rss+xml",
    name="云岭科协网",
    source_key="city",
    address="https://site.example/rss.xml",
    identity="0" * 64,
    fetched_at=dt.datetime(2026, 3, 6, tzinfo=dt.UTC),
)


def named(*entries: Entry) -> list[str]:
    """Give the identities of entries in one feed."""
    return identities(Feed("t", entries))


def test_the_guid_comes_first() -> None:
    """guid, else link, else title and day."""
    guid, link, title = named(
        Entry(guid="g1", link="https://x.example/1"),
        Entry(link="https://X.example/2?utm_source=a&id=3#top"),
        Entry(title="甲", published="2026年3月5日"),
    )
    assert (guid, link) == ("g1", "https://x.example/2?id=3")
    assert title.startswith("title:")


def test_a_title_and_day_hold_when_the_text_changes() -> None:
    """A corrected article without guid and link is the same one; on another day it is another."""
    (first,) = named(Entry(title="甲", published="2026年3月5日 08:00", html="<p>旧</p>"))
    (again,) = named(Entry(title="甲", published="2026-03-05", html="<p>新</p>"))
    (other,) = named(Entry(title="甲", published="2026年3月6日", html="<p>旧</p>"))
    assert first == again
    assert first != other


def test_one_guid_for_all_loses_nothing() -> None:
    """A feed that gives every entry its own address as guid: the links tell them apart."""
    shared = "https://site.example/"
    names = named(
        Entry(guid=shared, link="https://site.example/1"),
        Entry(guid=shared, link="https://site.example/2"),
        Entry(guid="own", link="https://site.example/3"),
    )
    assert names == ["https://site.example/1", "https://site.example/2", "own"]


@given(
    st.lists(st.builds(Entry, guid=st.sampled_from(["", "a", "b"]), title=st.sampled_from(["", "甲", "乙"])))
)
def test_identities_are_all_different(entries: list[Entry]) -> None:
    """However poor the feed, no two entries share a name, and none is lost."""
    names = identities(Feed("t", tuple(entries)))
    assert len(set(names)) == len(entries)
    assert all(names)


def test_documents_carry_what_the_feed_said() -> None:
    """Content is the entry's HTML, hints are its fields, the part is its identity."""
    entry = Entry("g", "https://site.example/1", "甲", "<p>文</p>", "2026年3月5日", "周一帆")
    (document,) = as_documents(Feed("云岭科协网", (entry,)), ORIGINAL)
    assert document.content == "<p>文</p>".encode()
    assert (document.media_type, document.part, document.identity) == ("text/html", "g", "g")
    assert (document.source_key, document.address) == ("city", "https://site.example/1")
    assert (document.hints.title, document.hints.published) == ("甲", "2026年3月5日")
    assert (document.hints.publication, document.hints.layout) == ("云岭科协网", "feed_entry")


def test_an_entry_without_anything_is_kept() -> None:
    """No title, link or date: hints say None, and the feed's own address stands for it."""
    (document,) = as_documents(Feed("", (Entry(html="<p>文</p>"),)), ORIGINAL)
    assert (document.hints.title, document.hints.link, document.hints.published) == (None, None, None)
    assert document.address == ORIGINAL.address


def test_the_newest_entries_are_kept_in_order() -> None:
    """An archive gives its newest entries, in the feed's order, and says how many there were."""
    days = ["2026-03-01", "2026-03-05", "", "2026-03-03"]
    feed = newest(Feed("t", tuple(Entry(title=day, published=day) for day in days)), 2)
    assert [entry.title for entry in feed.entries] == ["2026-03-05", "2026-03-03"]
    assert feed.notes == ("too_many_entries:4",)


def test_undated_entries_are_kept_from_the_top() -> None:
    """Without any date the feed's order is believed."""
    feed = newest(Feed("t", tuple(Entry(title=str(number)) for number in range(5))), 2)
    assert [entry.title for entry in feed.entries] == ["0", "1"]


@pytest.mark.parametrize(
    ("link", "result"),
    [
        ("/a", "https://site.example/a"),
        ("https://other.example/", "https://other.example/"),
        ("javascript:x()", ""),
        ("tag:site.example,2026:1", ""),
        ("", ""),
        ("http://[broken", ""),
    ],
)
def test_links_are_completed_or_left_out(link: str, result: str) -> None:
    """A link in a digest is an http address or none."""
    assert absolute(link, "https://site.example/rss.xml") == result


def test_a_broken_link_still_has_a_canonical_form() -> None:
    """What cannot be split is taken as it stands."""
    assert canonical(" http://[broken ") == "http://[broken"
