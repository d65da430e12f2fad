"""feedparser's own test feeds, read through our adapter (kexie_digest.sources.feed.reading)."""

from __future__ import annotations

import io
import re
import warnings
from functools import cache
from pathlib import Path

import feedparser
import pytest

from kexie_digest.errors import SourceError
from kexie_digest.sources.feed import Feed
from kexie_digest.sources.feed.reading import read_feed

ROOT = Path(__file__).parents[3] / ".venv" / "corpora"
#: Russian, Thai and Hebrew without any label: a guess would be as good for damaged GB18030.
UNLABELLED = {"koi8r.xml", "tis620.xml", "windows1255.xml"}
ACTIVE = re.compile(
    r"<\s*(?:script|i?frame|object|embed|style|form)|<[^>]*\son\w+\s*=|javascript:", re.IGNORECASE
)

pytestmark = pytest.mark.slow


@cache
def feeds() -> list[tuple[Path, Feed | None]]:
    """Every feed of the archive, as we read it; None where we refuse it."""
    found = next(iter(sorted(ROOT.glob("feedparser-*/tests"))), None)
    if found is None:
        pytest.skip("feedparser's source archive is not there (.ci/setup test fetches it)")
    return [(path, _read(path)) for path in sorted(found.rglob("*.xml"))]


def _read(path: Path) -> Feed | None:
    try:
        return read_feed(path.read_bytes(), address="http://feeds.example/x.xml")
    except SourceError:
        return None


def theirs(path: Path) -> list[str]:
    """The titles feedparser finds by itself, one an entry, in words: a picture is none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own tests provoke its own warnings
        entries = feedparser.parse(io.BytesIO(path.read_bytes())).entries
    return [re.sub(r"<[^>]*>", "", str(entry.get("title") or "")).strip() for entry in entries]


def test_the_archive_is_whole() -> None:
    """There are as many feeds as its authors wrote."""
    assert len(feeds()) > 2000


def test_no_entry_and_no_title_is_lost() -> None:
    """Whatever feedparser finds in its own feeds, the adapter finds too."""
    lost = []
    for path, feed in feeds():
        titles = theirs(path) if path.name not in UNLABELLED else []
        ours = [entry.title for entry in feed.entries] if feed else []
        if len(ours) < len(titles) or any(
            title and not mine for title, mine in zip(titles, ours, strict=False)
        ):
            lost.append(f"{path.parent.name}/{path.name}")
    assert lost == []


def test_nothing_that_acts_is_kept() -> None:
    """No script, handler, foreign frame or form is in what we store."""
    acting = [
        f"{path.parent.name}/{path.name}"
        for path, feed in feeds()
        for entry in (feed.entries if feed else ())
        if ACTIVE.search(entry.html) or ACTIVE.search(entry.link)
    ]
    assert acting == []
