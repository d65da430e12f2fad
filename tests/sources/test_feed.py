"""Polling a feed on a loopback site: outcomes, states, files (kexie_digest.sources.feed)."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from xml.sax.saxutils import escape

import pytest

from fake_site import Answer, FakeSite
from kexie_digest.errors import SourceError
from kexie_digest.model import Document, Source, SourceState
from kexie_digest.sources import Client, Fetched, Tools, expand, feed, fetch
from kexie_digest.sources._http import Limits

from fakes import FakeClock

NEW = SourceState()


def feed_of(*titles: str) -> bytes:
    """Write an RSS feed with some titles."""
    items = "".join(
        f"<item><guid>{escape(title)}</guid><title>{escape(title)}</title>"
        f"<description>{escape(title)}的正文。</description></item>"
        for title in titles
    )
    return f'<rss version="2.0"><channel><title>云岭科协网</title>{items}</channel></rss>'.encode()


def poll(site: FakeSite, seen: SourceState = NEW, clock: FakeClock | None = None) -> Fetched:
    """Poll the site's feed once."""
    clock = clock or FakeClock()
    source = Source("city", "feed", site.url("/rss"), allow_private=("127.0.0.1",))
    return fetch(source, seen, Tools(Client(limits=Limits(whole=60), clock=clock), clock))


def test_a_first_poll_brings_every_entry(site: FakeSite) -> None:
    """One document per entry, the reply kept whole, and a state with its validators."""
    site.pages["/rss"] = Answer(feed_of("甲", "乙"), headers={"ETag": '"1"', "Last-Modified": "yesterday"})
    fetched = poll(site)
    assert fetched.error is None
    assert [document.hints.title for document in fetched.documents] == ["甲", "乙"]
    assert fetched.original is not None
    assert fetched.original.content == feed_of("甲", "乙")
    assert (fetched.state.etag, fetched.state.last_modified) == ('"1"', "yesterday")
    assert fetched.state.body_hash == hashlib.sha256(feed_of("甲", "乙")).hexdigest()
    assert fetched.state.last_code == "ok"
    assert fetched.state.seen_any


def test_a_second_poll_is_conditional(site: FakeSite) -> None:
    """Validators are sent; 304 is a healthy answer without documents."""
    site.pages["/rss"] = Answer(status=304)
    fetched = poll(site, SourceState(etag='"1"', last_modified="yesterday", failures=2, seen_any=True))
    sent = site.asked[0][1]
    assert (sent["If-None-Match"], sent["If-Modified-Since"]) == ('"1"', "yesterday")
    assert (fetched.documents, fetched.error) == ((), None)
    assert (fetched.state.last_code, fetched.state.failures, fetched.state.etag) == ("not_modified", 0, '"1"')


def test_the_same_bytes_are_not_read_again(site: FakeSite) -> None:
    """Many servers answer 200 with what they sent before."""
    site.pages["/rss"] = Answer(feed_of("甲"))
    first = poll(site)
    second = poll(site, first.state)
    assert (second.documents, second.state.last_code) == ((), "not_modified")


def test_an_emptied_feed_is_not_nothing_new(site: FakeSite) -> None:
    """No entry where there were some: the source changed, and its validators are not kept."""
    site.pages["/rss"] = Answer(feed_of(), headers={"ETag": '"2"'})
    fetched = poll(site, SourceState(seen_any=True, etag='"1"'))
    assert fetched.error is not None
    assert fetched.error.code == "source_changed"
    assert fetched.state.etag == '"1"'
    assert poll(site).error is None


@pytest.mark.parametrize(
    ("status", "code", "paused"), [(404, "not_found", ""), (410, "gone", "gone"), (500, "server_error", "")]
)
def test_a_failed_poll_is_a_value(site: FakeSite, status: int, code: str, paused: str) -> None:
    """The error comes with the state that says when to try again, or why not."""
    site.pages["/rss"] = Answer(status=status)
    fetched = poll(site, SourceState(etag='"1"'))
    assert fetched.error is not None
    assert fetched.error.code == code
    assert (fetched.state.failures, fetched.state.last_code, fetched.state.paused_reason) == (1, code, paused)
    assert fetched.state.etag == '"1"'


def test_retry_after_decides_the_next_poll(site: FakeSite) -> None:
    """429 with an hour: the next poll is in an hour."""
    clock = FakeClock()
    site.pages["/rss"] = Answer(status=429, headers={"Retry-After": "3600"})
    assert poll(site, clock=clock).state.next_poll == clock.now() + dt.timedelta(hours=1)


def test_a_web_page_is_no_feed(site: FakeSite) -> None:
    """A login or error page with status 200 is told, with the feeds it names."""
    page = '<html><head><link rel="alternate" type="application/atom+xml" href="/atom"></head></html>'
    site.pages["/rss"] = Answer(page.encode())
    fetched = poll(site)
    assert fetched.error is not None
    assert fetched.error.code == "not_a_feed"
    assert site.url("/atom") in fetched.error.advice


def test_a_private_source_is_paused_unasked(site: FakeSite) -> None:
    """Without the owner's exemption a loopback address is refused and the source pauses."""
    source = Source("city", "feed", site.url("/rss"))
    fetched = fetch(source, NEW, Tools(clock=FakeClock()))
    assert fetched.state.paused_reason == "address_refused"
    assert site.asked == []


def test_a_moved_feed_is_proposed_not_rewritten(site: FakeSite) -> None:
    """The new address is remembered and counted; the entries are taken meanwhile."""
    site.pages["/rss"] = Answer(status=301, headers={"Location": "/new"})
    site.pages["/new"] = Answer(feed_of("甲"))
    first = poll(site)
    second = poll(site, first.state)
    assert (first.state.moved_to, first.state.moves) == (site.url("/new"), 1)
    assert (second.state.moved_to, second.state.moves) == (site.url("/new"), 2)
    assert len(first.documents) == 1


def test_a_poll_takes_at_most_five_hundred(site: FakeSite) -> None:
    """An archive of 600 entries gives the first 500 and says so."""
    site.pages["/rss"] = Answer(feed_of(*(str(number) for number in range(600))))
    fetched = poll(site)
    assert len(fetched.documents) == feed.MOST_ENTRIES
    assert fetched.notes == ("too_many_entries:600",)


def file(content: bytes, media_type: str = "application/rss+xml") -> Document:
    """Make the Document of a dropped feed file."""
    digest = hashlib.sha256(content).hexdigest()
    moment = dt.datetime(2026, 3, 6, tzinfo=dt.UTC)
    return Document(content, digest, media_type, "rss.xml", "inbox", "rss.xml", digest, moment)


def test_a_dropped_feed_file_gives_all_its_entries() -> None:
    """A file is not cut at 500, keeps its order, and each entry knows its drop."""
    titles = [str(number) for number in range(600)]
    documents = list(expand(file(feed_of(*titles))))
    assert [document.hints.title for document in documents] == titles
    assert {document.source_key for document in documents} == {"inbox"}
    assert {document.address for document in documents} == {"rss.xml"}


def test_a_blank_day_is_none() -> None:
    """An entry whose day is white space has no other either."""
    item = "<item><guid>1</guid><title>云岭开讲</title><pubDate> &#160; </pubDate></item>"
    written = f'<rss version="2.0"><channel><title>报</title>{item}</channel></rss>'
    (document,) = expand(file(written.encode()))
    assert isinstance(document, Document)
    assert not document.hints.published


def test_a_file_of_another_kind_is_itself() -> None:
    """A text page passes through unchanged."""
    page = file(b"x", "text/plain")
    assert list(expand(page)) == [page]


def test_a_dropped_file_that_is_no_feed_is_told() -> None:
    """The error names the file."""
    with pytest.raises(SourceError) as caught:
        list(expand(file(b"<rss/>")))
    assert (caught.value.code, caught.value.subject) == ("not_a_feed", "rss.xml")


def test_a_huge_feed_file_is_refused() -> None:
    """Above 50 MB a feed file would fill the memory several times over."""
    huge = replace(file(b""), content=bytes(feed.LARGEST_FILE + 1))
    with pytest.raises(SourceError) as caught:
        list(expand(huge))
    assert caught.value.code == "too_large"
