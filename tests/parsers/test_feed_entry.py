"""Entries of feeds."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kexie_digest import parsers
from kexie_digest.errors import ParseError
from kexie_digest.extractors import extract
from kexie_digest.model import Document, Extracted, Hints
from kexie_digest.parsers import feed_entry
from parsers.support.owners import overlaps, unowned
from parsers.support.shown import show

from cases import Case, case_id, find_cases


def entry(html: str, **hints: str) -> Extracted:
    """Make an entry as ``sources.expand`` gives it."""
    at = datetime(2026, 3, 6, tzinfo=UTC)
    known = Hints(layout="feed_entry", **hints)
    return extract(Document(html.encode(), "0" * 64, "text/html", "feed.xml", "k", "", "id", at, "id", known))


@pytest.mark.parametrize("path", find_cases("parsers/cases/feed_entry"), ids=case_id)
def test_an_entry_gives_one_article(path: Path, case: Callable[[Path], Case]) -> None:
    """Title, link and day are the feed's; the body is the entry's."""
    data = json.loads(path.read_text(encoding="utf-8"))
    extracted = entry(data["html"], **data["hints"])
    parsed = parsers.parse(extracted, extracted.hints)
    assert unowned(extracted, parsed) == ""
    assert overlaps(parsed) == []
    case(path).check(show(parsed))


def test_an_entry_with_nothing_is_refused() -> None:
    """Neither title nor text: no article."""
    with pytest.raises(ParseError) as caught:
        feed_entry.parse(entry("<p></p>"), Hints())
    assert caught.value.code == "no_article"


def test_blocks_alone_never_look_like_an_entry() -> None:
    """The feed names the layout; a web page must not be taken for an entry."""
    assert feed_entry.matches(entry("<p>甲乙丙丁</p>").blocks) < 0.1
