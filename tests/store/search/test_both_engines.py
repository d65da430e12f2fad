"""Both indexes give the same reports in the same order, and those that a look at every text gives."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kexie_digest.model import Document, Report, SearchScope
from kexie_digest.store import Store, articles, documents, search
from kexie_digest.text.script import fold

from factories import make_article, make_report, sample_edition
from fakes import FakeClock
from postgres import Server

#: Few characters and words that repeat: many texts hold the same pairs, few the same words.
_ALPHABET = "科普学会哈哈山12,"


def _stories() -> list[Report]:
    """The sample edition, and random texts in which words overlap themselves and one another."""
    chance = random.Random(7)  # noqa: S311 - the same texts in every run
    drawn = [
        make_report(
            make_article(
                "".join(chance.choices(_ALPHABET, k=chance.randint(1, 12))) + str(number),
                *("".join(chance.choices(_ALPHABET, k=chance.randint(1, 60))) for _ in range(3)),
            )
        )
        for number in range(120)
    ]
    printed = [
        make_report(make_article(item.title, *(item.paragraphs or (item.title,))))
        for item in sample_edition().items
    ]
    long = make_report(make_article("长卷", "".join(chance.choices("科普学", k=40_000)) + "卷末题跋一行"))
    return [*drawn, *printed, long]


STORIES = _stories()
PLAIN = {
    report.id: [
        "".join(map(fold, "".join(text.split())))
        for text in (report.article.title or "", *report.article.body.split("\n"))
    ]
    for report in STORIES
}


@pytest.fixture(scope="module")
def both(
    tmp_path_factory: pytest.TempPathFactory, postgresql_server: Server
) -> Iterator[tuple[Store, Store]]:
    """The same reports in a file and on a server."""
    path: Path = tmp_path_factory.mktemp("both") / "kexie.db"
    name = postgresql_server.create()
    clock = FakeClock()
    with (
        Store.open(f"sqlite:///{path}", clock=clock) as file,
        Store.open(postgresql_server.url(name), clock=clock) as server,
    ):
        for store in (file, server):
            with store.transaction() as tx:
                page = Document(b"", "0" * 64, "text/plain", "a.txt", "inbox", "a.txt", "0" * 64, clock.now())
                articles.add(tx, documents.claim(tx, page).id, STORIES)
        yield file, server
    postgresql_server.drop(name)


def ids(store: Store, words: str, limit: int = 1000, scope: SearchScope | None = None) -> list[str]:
    """Search without reading."""
    with store.reading() as tx:
        return search.search_ids(tx, words, scope or SearchScope(), limit=limit)


@settings(max_examples=30, deadline=None)
@given(
    words=st.lists(
        st.text(alphabet=_ALPHABET.replace(" ", ""), min_size=1, max_size=5), min_size=1, max_size=3
    ),
    limit=st.integers(1, 30),
)
def test_both_rank_alike(both: tuple[Store, Store], words: list[str], limit: int) -> None:
    """Any words: the same pages of hits in the same order, all of them what a scan gives."""
    file, server = both
    query = " ".join(words)
    assert ids(server, query, limit) == ids(file, query, limit)
    scanned = {
        report_id
        for report_id, texts in PLAIN.items()
        if all(any("".join(map(fold, word)) in text for text in texts) for word in words)
    }
    assert set(ids(server, query)) == scanned


@settings(max_examples=15, deadline=None)
@given(text=st.text(min_size=1, max_size=8))
def test_no_query_breaks_either(both: tuple[Store, Store], text: str) -> None:
    """Quotes, patterns, zero bytes and halves of characters mean the same on both."""
    if text.strip():
        file, server = both
        assert ids(server, text) == ids(file, text)


def test_a_long_text_is_found_to_its_end(both: tuple[Store, Store]) -> None:
    """Of 40,000 characters in three: the last words are found, which a tsvector would not know."""
    file, server = both
    (long,) = [report.id for report in STORIES if report.article.title == "长卷"]
    assert ids(server, "卷末题跋") == ids(file, "卷末题跋") == [long]
    assert ids(server, "学卷末") == ids(file, "学卷末")


def test_a_scope_means_the_same(both: tuple[Store, Store]) -> None:
    """Narrowed to a theme, both give the same."""
    file, server = both
    scope = SearchScope(theme=STORIES[0].themes.keys[0] if STORIES[0].themes.keys else "")
    assert ids(server, "科", 20, scope) == ids(file, "科", 20, scope) != []
