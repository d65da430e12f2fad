"""Only a source's own site is asked for pictures, and not without end."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from kexie_digest.errors import SourceError
from kexie_digest.model import Source
from kexie_digest.sources import Client
from kexie_digest.sources.feed import pictures
from kexie_digest.sources.feed.pictures import PictureFetcher
from kexie_digest.sources.feed.reading import read_feed

from fakes import FakeClock


def _fetcher(url: str = "https://www.kx.gov.cn/rss.xml") -> PictureFetcher:
    source = Source(key="kx", kind="feed", url=url, every=dt.timedelta(hours=1))
    return PictureFetcher(source, Client(clock=FakeClock(), resolver=lambda _host, _port: []))


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://www.kx.gov.cn/a.jpg", True),
        ("https://img.kx.gov.cn/a.jpg", True),
        ("https://other.gov.cn/a.jpg", False),
        ("https://tracker.example/pixel.gif", False),
        ("https://www.kx.gov.cn.evil.example/a.jpg", False),
        ("file:///etc/passwd", False),
        ("a.jpg", False),
        ("http://[", False),
    ],
)
def test_only_the_own_site_is_asked(address: str, allowed: bool) -> None:  # noqa: FBT001 - a table
    """Somebody else's host never learns what we read."""
    assert _fetcher().may_ask(address) is allowed


def test_addresses_of_hosts_are_no_families() -> None:
    """127.0.0.1 and 8.0.0.1 are not one site."""
    assert not _fetcher("http://127.0.0.1:8080/rss").may_ask("http://8.0.0.1/a.jpg")
    assert _fetcher("http://127.0.0.1:8080/rss").may_ask("http://127.0.0.1:8080/a.jpg")


def test_a_dead_host_is_left_in_peace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three failures in a row end the asking, and so does the number asked."""
    fetcher = _fetcher()
    for _ in range(3):
        with pytest.raises(SourceError):
            fetcher.fetch("https://www.kx.gov.cn/a.jpg")
    assert not fetcher.may_ask("https://www.kx.gov.cn/b.jpg")
    monkeypatch.setattr(pictures, "MOST_ASKED", 0)
    assert not _fetcher().may_ask("https://www.kx.gov.cn/a.jpg")


RSS = """<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>科协</title><item>
<title>气象站开放</title><link>https://kx.example/1</link>
<description>&lt;p&gt;四百名市民走进观测场。&lt;/p&gt;&lt;img src="https://kx.example/shown.jpg"&gt;</description>
<enclosure url="/pic/a.jpg" type="image/jpeg" length="9"/>
<enclosure url="https://kx.example/talk.mp3" type="audio/mpeg" length="9"/>
<media:content url="https://kx.example/shown.jpg" medium="image"/>
<media:content url="https://kx.example/b.png" medium="image"/></item></channel></rss>"""


def test_enclosed_pictures_stand_in_the_entry() -> None:
    """Enclosures and media:content, each once; sound is no picture."""
    (entry,) = read_feed(RSS.encode(), address="https://kx.example/rss").entries
    assert entry.html.count("<img") == 3
    assert 'src="https://kx.example/pic/a.jpg"' in entry.html
    assert "talk.mp3" not in entry.html


def test_pictures_of_a_json_feed() -> None:
    """The item's image, and attachments that are pictures."""
    item = {
        "id": "1", "title": "气象站开放", "content_text": "四百名市民走进观测场。", "image": "/main.jpg",
        "attachments": [
            {"url": "https://kx.example/c.jpg", "mime_type": "image/jpeg"}, {"url": "x", "mime_type": "a/b"},
        ],
    }  # fmt: skip
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "科协", "items": [item]}
    (entry,) = read_feed(json.dumps(feed).encode(), address="https://kx.example/feed").entries
    assert entry.html.count("<img") == 2
    assert 'src="https://kx.example/main.jpg"' in entry.html
