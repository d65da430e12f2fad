"""Feeds of every format, encoding and kind of damage, read into entries."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kexie_digest.errors import SourceError
from kexie_digest.sources.feed.entries import Feed
from kexie_digest.sources.feed.reading import alternates, read_feed
from kexie_digest.text.dates import read_instant

#: Title and body; the first two need GB18030 where the label says gb2312.
SIMPLIFIED = (
    "云岭市科协举办镕喆讲堂与青少年科普活动周",
    "本周六，青少年在科技馆里动手做实验，家长也来参加。",
)
TRADITIONAL = ("雲嶺市科協舉辦青少年科普活動週", "本週六，青少年在科技館裡動手做實驗，家長也來參加。")
RSS = (
    '<?xml version="1.0"{declared}?><rss version="2.0"><channel><title>科普</title><item>'
    "<title>{title}</title><link>https://site.example/a</link>"
    "<description>{body}</description></item></channel></rss>"
)
#: Bytes in, label in the XML declaration; two of the labels lie.
PAIRS = [
    ("utf-8", "utf-8"),
    ("gb18030", "gb2312"),
    ("gb18030", "utf-8"),
    ("big5hkscs", "big5"),
    ("utf-8", "gbk"),
    ("gb18030", None),
]
HEADERS = ["", "text/xml", "text/xml; charset=ISO-8859-1", "application/rss+xml; charset=utf-8"]


def rss(body: str, head: str = "<title>云岭科协网</title>") -> Feed:
    """Read an RSS feed made of some items."""
    return read_feed(
        f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{body}</channel></rss>'.encode()
    )


@pytest.mark.parametrize(("pair", "header"), list(product(PAIRS, HEADERS)), ids=str)
def test_labels_and_headers_never_spoil_a_title(pair: tuple[str, str | None], header: str) -> None:
    """24 of 24: six pairs of encoding and label, four Content-Types, the right title each time."""
    encoding, label = pair
    title, body = TRADITIONAL if encoding == "big5hkscs" else SIMPLIFIED
    text = RSS.format(declared=f' encoding="{label}"' if label else "", title=title, body=body)
    feed = read_feed(text.encode(encoding), content_type=header)
    assert [entry.title for entry in feed.entries] == [title]


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2020年12月11日 08:00", "2020-12-11"),
        ("2020年12月11日", "2020-12-11"),
        ("2020/12/11 8:00", "2020-12-11"),
        ("二〇二〇年十二月十一日", "2020-12-11"),
        ("Fri, 11 Dec 2020 08:00:00 +0800", "2020-12-11"),
        ("2020-12-11T08:00:00+08:00", "2020-12-11"),
    ],
)
def test_chinese_dates_travel_as_they_are(raw: str, day: str) -> None:
    """Feedparser reads these as 2020-11-01; we pass the raw string on and read it ourselves."""
    (entry,) = rss(f"<item><title>a</title><pubDate>{raw}</pubDate></item>").entries
    assert entry.published == raw
    instant = read_instant(entry.published)
    assert instant is not None
    assert instant.date().isoformat() == day


def test_an_odd_date_is_read_by_the_library_when_we_abstain() -> None:
    """Where our reader gives up and the library's year stands in the string, its reading is taken."""
    (entry,) = rss("<item><title>a</title><pubDate>Thu Dec 10 08:00:00 EST 2020</pubDate></item>").entries
    instant = read_instant(entry.published)
    assert instant is not None
    assert instant.year == 2020


def test_titles_lose_markup_and_entities() -> None:
    """A title is one line of plain text, however it was wrapped."""
    feed = rss(
        "<item><title><![CDATA[<b>科普</b> &amp;\n 动手]]></title></item>"
        "<item><title>1 &lt; 2 &amp;amp; 3</title></item>"
    )
    assert [entry.title for entry in feed.entries] == ["科普 & 动手", "1 < 2 & 3"]


def test_scripts_handlers_and_frames_are_taken_out() -> None:
    """What an entry brings is stored clean; its words and pictures stay."""
    body = (
        "<p onclick='x()'>正文</p><script>alert(1)</script><iframe src='https://x.example'></iframe>"
        "<img src='/p.jpg' onerror='x()'><a href='javascript:x()'>链接</a>"
    )
    (entry,) = rss(f"<item><title>a</title><description><![CDATA[{body}]]></description></item>").entries
    for danger in ("script", "alert", "iframe", "onclick", "onerror", "javascript"):
        assert danger not in entry.html
    assert "<p>正文</p>" in entry.html
    assert "链接" in entry.html
    assert "<img" in entry.html


def test_plain_text_becomes_paragraphs() -> None:
    """A description without markup keeps its lines and its signs."""
    body = "第一段，有 1 &lt; 2。\n\n第二段。"
    (entry,) = rss(f"<item><title>a</title><description>{body}</description></item>").entries
    assert entry.html == "<p>第一段，有 1 &lt; 2。</p>\n<p>第二段。</p>"


def test_the_full_text_wins_over_the_teaser() -> None:
    """content:encoded and description: the longer one is the article."""
    feed = read_feed(
        (
            '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>t</title>'
            "<item><title>a</title><description>短</description>"
            "<content:encoded><![CDATA[<p>很长的正文在这里。</p>]]></content:encoded></item></channel></rss>"
        ).encode()
    )
    assert feed.entries[0].html == "<p>很长的正文在这里。</p>"


def test_atom_and_rdf_are_read() -> None:
    """The other two XML families: links, dates, authors, the source an entry was taken from."""
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>云岭</title><entry><id>tag:1</id><title>甲</title>'
        '<link rel="alternate" href="https://site.example/1"/><updated>2026-03-05T08:00:00Z</updated>'
        "<author><name>周一帆</name></author><source><title>山前科技报</title></source>"
        '<content type="html">&lt;p&gt;正文&lt;/p&gt;</content></entry></feed>'
    )
    (entry,) = read_feed(atom.encode()).entries
    assert (entry.guid, entry.link, entry.author) == ("tag:1", "https://site.example/1", "周一帆")
    assert (entry.publication, entry.html) == ("山前科技报", "<p>正文</p>")
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>云岭</title></channel>'
        '<item rdf:about="https://site.example/2"><title>乙</title><link>https://site.example/2</link>'
        "<dc:date>2026-03-05</dc:date></item></rdf:RDF>"
    )
    (entry,) = read_feed(rdf.encode()).entries
    assert (entry.title, entry.link, entry.published) == ("乙", "https://site.example/2", "2026-03-05")


def test_a_json_feed_is_read() -> None:
    """JSON Feed 1.1, with numbers as ids and members of wrong kinds passed over."""
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "云岭科协",
        "authors": [{"name": "编辑部"}],
        "items": [
            {"id": 7, "url": "/7", "title": "甲", "content_html": "<p>文</p><script>x</script>"},
            {
                "id": "8",
                "content_text": "一\n二",
                "date_published": "2026年3月5日",
                "author": {"name": "周一帆"},
            },
            "not an item",
            {"title": ["wrong"], "url": None},
        ],
    }
    feed = read_feed(json.dumps(data).encode(), address="https://site.example/feed.json")
    assert feed.title == "云岭科协"
    first, second, third = feed.entries
    assert (first.guid, first.link, first.html) == ("7", "https://site.example/7", "<p>文</p>")
    assert (first.author, second.author) == ("编辑部", "周一帆")
    assert (second.html, second.published) == ("<p>一</p>\n<p>二</p>", "2026年3月5日")
    assert third.title == ""


def test_malformed_xml_is_read_as_far_as_it_goes() -> None:
    """An unclosed tag or a stray ampersand costs a remark, not the feed."""
    feed = rss("<item><title>甲 & 乙</title></item><item><title>丙</title>")
    assert [entry.title for entry in feed.entries] == ["甲 & 乙", "丙"]
    assert "malformed_xml" in feed.notes


def test_a_right_feed_with_the_wrong_content_type_has_no_remark() -> None:
    """Feedparser calls text/plain and a missing charset bozo; we decided both ourselves."""
    feed = read_feed(RSS.format(declared="", title="甲", body="乙").encode(), content_type="text/plain")
    assert feed.notes == ()


@pytest.mark.parametrize(
    "text", ["", "words", "<html><body>x</body></html>", "{}", '{"items": 3}', "[1]", "\x00"]
)
def test_what_is_no_feed_is_told(text: str) -> None:
    """Anything without entries and title is refused by name."""
    with pytest.raises(SourceError) as caught:
        read_feed(text.encode(), address="https://site.example/")
    assert caught.value.code == "not_a_feed"
    assert caught.value.subject == "https://site.example/"


@pytest.mark.parametrize("number", ["xD800", "x110000", "9999999999999999999999"])
def test_a_reference_to_no_character_is_replaced(number: str) -> None:
    """The library would fall over it; the entry and its neighbours stay."""
    feed = RSS.format(declared="", title="开放日", body=f"四百名&#{number};市民&#x4E00;同")
    (entry,) = read_feed(feed.encode()).entries
    assert (entry.title, entry.html) == ("开放日", "<p>四百名\ufffd市民一同</p>")


@pytest.mark.parametrize(
    "inside",
    ["<textInput><link>x</link></channel><title>", "<a>" * 100_001],
    ids=["what feedparser stumbles over", "elements without end"],
)
def test_a_feed_damaged_beyond_reading_is_told(inside: str) -> None:
    """Not a bare error, and no memory for every open element."""
    with pytest.raises(SourceError) as caught:
        read_feed(f"<rss version='2.0'><channel><item>{inside}".encode(), name="科普.xml")
    assert (caught.value.code, caught.value.subject) == ("broken_feed", "科普.xml")


def test_a_page_offers_its_feeds() -> None:
    """A web page where a feed was: the feeds it names are offered to the editor."""
    page = (
        '<html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml">'
        '<link rel="stylesheet" href="/x.css"><link rel="alternate" hreflang="en" href="/en"></head></html>'
    )
    assert alternates(page, "https://site.example/news/") == ["https://site.example/rss.xml"]
    with pytest.raises(SourceError) as caught:
        read_feed(page.encode(), address="https://site.example/news/")
    assert "https://site.example/rss.xml" in caught.value.advice


def test_entity_bombs_and_foreign_entities_do_nothing(tmp_path: Path) -> None:
    """A billion laughs is not expanded; no file is read."""
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim", encoding="utf-8")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha"><!ENTITY f SYSTEM "file://{secret}">{laughs}]>'
        '<rss version="2.0"><channel><title>t</title><item><title>&l9;</title></item>'
        "<item><title>&f;乙</title></item></channel></rss>"
    )
    feed = read_feed(bomb.encode())
    text = "".join(entry.title + entry.html for entry in feed.entries)
    assert len(text) < 10000
    assert "geheim" not in text


def test_a_path_or_address_as_content_opens_nothing(tmp_path: Path) -> None:
    """Feedparser opens strings that look like a file: it is handed a stream instead."""
    feed = tmp_path / "feed.xml"
    feed.write_text(RSS.format(declared="", title="x", body="y"), encoding="utf-8")
    with pytest.raises(SourceError):
        read_feed(str(feed).encode())


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300), st.text(max_size=200).map(lambda text: RSS[:60].encode() + text.encode())
    )
)
def test_any_bytes_give_a_feed_or_a_typed_error(content: bytes) -> None:
    """Random bytes never end in anything but a value or a SourceError."""
    try:
        assert isinstance(read_feed(content), Feed)
    except SourceError as error:
        assert error.code in {"not_a_feed", "undecodable"}  # noqa: PT017 - either outcome is right


def test_a_guid_stays_as_it_is_written_when_the_feed_moves() -> None:
    """A number that names an entry is no address: the entry is the same at the feed's next address."""
    feed = (
        '<rss version="2.0"><channel><title>临江科协</title><item><guid>20261</guid><title>通知</title>'
        "<link>/a/1.html</link></item></channel></rss>"
    )
    (old,) = read_feed(feed.encode(), address="http://old.example/rss.xml").entries
    (new,) = read_feed(feed.encode(), address="https://new.example/rss.xml").entries
    assert old.guid == new.guid == "20261"
    assert (old.link, new.link) == ("http://old.example/a/1.html", "https://new.example/a/1.html")
