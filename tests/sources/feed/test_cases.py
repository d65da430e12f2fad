"""Feeds as case files: what each entry becomes. A new case needs no Python."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from kexie_digest.model import Document
from kexie_digest.sources.feed.entries import as_documents
from kexie_digest.sources.feed.reading import read_feed

from cases import Case, case_id, find_cases

MOMENT = dt.datetime(2026, 3, 6, tzinfo=dt.UTC)


@pytest.mark.parametrize("path", find_cases("sources/cases/feed"), ids=case_id)
def test_a_feed_becomes_its_entries(path: Path, case: Callable[[Path], Case]) -> None:
    """Identity, hints and HTML of every entry, in the feed's order."""
    content = path.read_bytes()
    original = Document(content, "0" * 64, "application/xml", path.name, "key", path.name, "0" * 64, MOMENT)
    feed = read_feed(content, address="https://feeds.example/feed.xml")
    case(path).check(
        {
            "feed": feed.title,
            "notes": list(feed.notes),
            "entries": [
                {
                    "identity": document.identity,
                    "title": document.hints.title,
                    "link": document.hints.link,
                    "published": document.hints.published,
                    "author": document.hints.author,
                    "html": document.content.decode("utf-8"),
                }
                for document in as_documents(feed, original)
            ],
        }
    )
