"""Trying an address or file as a source (kexie_digest.workflows.sources.trying)."""

from __future__ import annotations

from pathlib import Path

import pytest

from fake_site import Answer, FakeSite
from kexie_digest.config import load
from kexie_digest.errors import SourceError
from kexie_digest.model import Recipe, Source
from kexie_digest.sources import KINDS, Client, Tools
from kexie_digest.workflows.sources.trying import Tried, try_source

from fakes import FakeClock
from walking import TOPICS, listing


def tried(address: str, *, kind: str = "", recipe: Recipe | None = None) -> Tried:
    """Try something on loopback."""
    clock = FakeClock()
    source = Source("", kind, address, allow_private=("127.0.0.1",), recipe=recipe or Recipe())
    return try_source(address, Tools(Client(clock=clock), clock), source)


def test_a_list_page_gives_its_recipe(column: FakeSite, tmp_path: Path) -> None:
    """Items with first words, and an entry that passes the check and finds the same."""
    found = tried(column.url("/list"))
    assert (found.kind, [item.title for item in found.items]) == ("web_list", list(TOPICS))
    assert found.items[0].words.startswith(TOPICS[0])
    assert found.items[0].date == "2026-03-05"
    file = tmp_path / "sources.yaml"
    file.write_text(found.suggestion, encoding="utf-8")
    source = load(file, kinds=tuple(KINDS)).sources[0]
    assert source.recipe == Recipe(list="ul.news-list > li", link="a", date="span")
    assert source.allow_private == ("127.0.0.1",)  # or it could not be polled as it is suggested
    again = tried(column.url("/list"), kind="web_list", recipe=source.recipe)
    assert [item.link for item in again.items] == [item.link for item in found.items]


def test_a_feed_is_told_from_a_page(column: FakeSite) -> None:
    """Its entries are shown; a page that names a feed says so."""
    column.pages["/rss"] = Answer(
        "<rss version='2.0'><channel><title>云岭</title><item><title>甲</title><link>http://e.org/1</link>"
        f"<description>{'正文很长，' * 20}</description></item></channel></rss>".encode()
    )
    assert (tried(column.url("/rss")).kind, tried(column.url("/rss")).items[0].title) == ("feed", "甲")
    page = listing().replace(b"</head>", b"<link rel=alternate type=application/rss+xml href=/rss></head>")
    column.pages["/list"] = Answer(page)
    assert tried(column.url("/list")).feeds == (column.url("/rss"),)


def test_a_saved_page_is_tried_without_a_network(tmp_path: Path) -> None:
    """The entries of a file, without their first words."""
    file = tmp_path / "list.html"
    file.write_bytes(listing())
    found = try_source(str(file), Tools(Client(), FakeClock()))
    assert [item.title for item in found.items] == list(TOPICS)
    assert {item.words for item in found.items} == {""}


def test_a_broken_recipe_is_answered_with_a_better_one(column: FakeSite) -> None:
    """The recipe finds nothing any more: what the page looks like now is suggested."""
    found = tried(column.url("/list"), kind="web_list", recipe=Recipe(list="table.old tr", body="#zoom"))
    assert found.items == ()
    assert '"ul.news-list > li"' in found.suggestion
    assert 'body: "#zoom"' in found.suggestion


def test_a_page_drawn_by_a_script_is_told(column: FakeSite) -> None:
    """Its list is nowhere in what the site sends: no recipe would help, and nobody is sent to write one."""
    column.pages["/"] = Answer(b"<html><body><div id=app></div><script>load()</script></body></html>")
    with pytest.raises(SourceError) as caught:
        tried(column.url("/"))
    assert "脚本" in caught.value.advice


def test_a_page_without_a_list_is_refused(column: FakeSite, tmp_path: Path) -> None:
    """So is a file that is not there; both with a next step."""
    column.pages["/"] = Answer(b"<html><body>hello</body></html>")
    for address, code in ((column.url("/"), "no_entries"), (str(tmp_path / "none"), "unreadable_file")):
        with pytest.raises(SourceError) as caught:
            tried(address)
        assert (caught.value.code, bool(caught.value.advice)) == (code, True)
