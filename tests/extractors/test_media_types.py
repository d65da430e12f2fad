"""What kind of file some bytes are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_digest.extractors.media_types import advice_for, sniff

OFFICE = "application/vnd.openxmlformats-officedocument."


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (b'<?xml version="1.0"?>\n<!-- c --><rss version="2.0">', "a.txt", "application/rss+xml"),
        (b"<rdf:RDF xmlns='x'>", "a", "application/rss+xml"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', "a.html", "application/atom+xml"),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', "a", "application/feed+json"),
        ('<?xml version="1.0" encoding="utf-16"?><rss>'.encode("utf-16"), "a", "application/rss+xml"),
        (b"<?xml version='1.0'?><library/>", "a", "application/xml"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "a.txt", "text/html"),
        (b"<!-- saved --> <HTML>", "a.txt", "text/html"),
        (b"Subject: x\r\nFrom: y\r\n\r\n", "a.eml", "message/rfc822"),
        ("来源: 云岭日报\n".encode(), "a.txt", "text/plain"),
        ("# 标题".encode(), "a.MD", "text/markdown"),
        ("科学".encode("utf-16"), "a.txt", "text/plain"),
        ("湖湾市科协\n一座气象站建成。\n".encode("utf-16-le"), "a.txt", "text/plain"),
        ("<!DOCTYPE html><p>湖湾市科协</p>\n".encode("utf-16-be"), "a.txt", "text/html"),
        (b"%PDF-1.7", "a.txt", "application/pdf"),
        (b"BMW is a car", "a.txt", "text/plain"),
        (b"PK\x03\x04 word/document.xml", "a.zip", OFFICE + "wordprocessingml.document"),
        (b"PK\x03\x04 OFD.xml", "a.ofd", "application/ofd"),
        (b"PK\x03\x04 a.txt", "a.zip", "application/zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.wps", "application/vnd.ms-works"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "application/msword"),
        (b"RIFF\0\0\0\0WEBP", "a", "image/webp"),
        (b"\0\1\2\3", "a.txt", "application/octet-stream"),
    ],
)
def test_content_decides_before_the_name(content: bytes, name: str, media_type: str) -> None:
    """One kind a row."""
    assert sniff(content, name) == media_type


@pytest.mark.parametrize(
    "media_type", ["application/pdf", "application/ofd", "image/png", OFFICE + "spreadsheetml.sheet", "x/y"]
)
def test_every_kind_has_an_advice(media_type: str) -> None:
    """The next step is a Chinese sentence that names a kind we read."""
    assert ".txt" in advice_for(media_type)


@given(st.binary(max_size=200), st.text(max_size=20))
def test_any_bytes_have_a_kind(content: bytes, name: str) -> None:
    """It never fails."""
    assert "/" in sniff(content, name)
