"""Names of any length, from feeds and folders, on both stores: what no index takes fails alone, by name."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from fake_site import Answer, FakeSite
from kexie_digest import app
from kexie_digest.errors import StoreError
from kexie_digest.model import Document, Drop
from kexie_digest.sources import identity
from kexie_digest.store import articles, documents
from kexie_digest.store.database import Transaction
from kexie_digest.workflows.collect import collect
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.journal import Journal

from desk import Desk

BODY = "3月4日，云岭省气象学会在临江市举行气象开放日，四百名市民走进观测场。"
PAGE = f"# 临江学会举办气象开放日\n\n**本报讯** {BODY}\n"
FEEDS = """
sources:
  one: {{kind: feed, url: "{site}/one.json", allow_private: [127.0.0.1]}}
  two: {{kind: feed, url: "{site}/two.json", allow_private: [127.0.0.1]}}
  three: {{kind: feed, url: "{site}/moved.json", allow_private: [127.0.0.1]}}
digests:
  weekly: {{title: 周报}}
"""


def letters(number: int, length: int) -> str:
    """Give letters that no database packs smaller."""
    rows = (hashlib.sha256(f"{number}/{at}".encode()).hexdigest() for at in range(length // 64 + 1))
    return "".join(rows)[:length]


def feed(*names: str) -> Answer:
    """Give a JSON Feed whose entries have these names."""
    items = [
        {"id": name, "title": f"气象开放日之{place}", "content_text": BODY}
        for place, name in enumerate(names, start=1)
    ]
    version = "https://jsonfeed.org/version/1.1"
    body = json.dumps({"version": version, "title": "云岭气象报", "items": items}).encode()
    return Answer(body, headers={"Content-Type": "application/feed+json"})


@pytest.fixture
def site() -> Iterator[FakeSite]:
    """A feed whose names are long, hold a zero, or begin alike; a good one; one at a long address."""
    alike = letters(1, 5000)
    long = f"/three.json?session={letters(2, 6000)}"
    pages = {
        "/one.json": feed(f"{alike}a", f"{alike}b", "zero\0inside", "short"),
        "/two.json": feed("short"),
        "/moved.json": Answer(status=302, headers={"Location": long}),
        long: feed("short"),
    }
    with FakeSite(pages) as opened:
        yield opened


@pytest.fixture(params=["file", "server"])
def context(request: pytest.FixtureRequest, tmp_path: Path, site: FakeSite) -> Iterator[Context]:
    """The program over a database of each kind."""
    desk = Desk(tmp_path)
    settings = desk.settings
    if request.param == "server":
        settings = replace(settings, database_url=SecretStr(request.getfixturevalue("postgresql_url")))
    configuration = desk.configuration(FEEDS.format(site=site.url().rstrip("/")))
    with app.opened(configuration, settings=settings, output=desk.output, clock=desk.clock) as opened:
        yield opened


def collected(context: Context, *drops: Drop) -> tuple[int, list[tuple[str, str]]]:
    """Collect; count the articles kept, and give code and subject of each failure."""
    journal = Journal("r", context.clock)
    collect(context, drops, context.config.sources, journal)
    with context.store.reading() as tx:
        return articles.count(tx), [(one.code, one.subject) for one in journal.result().failures]


def test_names_of_any_length_are_kept_apart(context: Context, site: FakeSite) -> None:
    """Five entries are five, at the first poll and when a sixth comes; the long address is told."""
    told = [("address_too_long", site.url("/moved.json"))]
    assert collected(context) == (5, told)
    alike = letters(1, 5000)
    site.pages["/one.json"] = feed("new", f"{alike}a", f"{alike}b", "zero\0inside", "short")
    context.clock.sleep(1)
    assert collected(context) == (6, told)


@pytest.mark.parametrize("context", ["server"], indirect=True)
def test_an_item_that_no_index_takes_fails_alone(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names that are not bounded: each is told with its title, the other entries and sources are read."""
    monkeypatch.setattr(identity, "LONGEST", 1_000_000)
    count, told = collected(context)
    assert count == 3
    assert told[:-1] == [("too_long", "气象开放日之1"), ("too_long", "气象开放日之2")]


@pytest.mark.parametrize("context", ["file"], indirect=True)
def test_a_damaged_store_is_no_fault_of_an_item(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends the collection at once: nothing more is written to it, no entry is blamed."""
    claimed: list[Document] = []

    def refuse(_tx: Transaction, _documents: Sequence[Document]) -> None:
        raise StoreError(code="damaged", permanent=True)

    monkeypatch.setattr(documents, "claim_items", refuse)
    monkeypatch.setattr(documents, "claim", lambda _tx, document: claimed.append(document))
    with pytest.raises(StoreError) as raised:
        collected(context)
    assert (raised.value.code, claimed) == ("damaged", [])


def test_a_file_in_very_deep_folders_ends_somewhere(context: Context, tmp_path: Path) -> None:
    """An address that PostgreSQL does not take is told and put aside; the page beside it is read."""
    folder = tmp_path / "drops"
    folder.joinpath("page.txt").write_text(PAGE, "utf-8")
    deep = folder.joinpath(*(letters(number, 240) for number in range(12)))
    deep.mkdir(parents=True)
    (deep / "deep.txt").write_text(PAGE.replace("气象", "天文"), "utf-8")
    before, _ = collected(context)
    after, told = collected(context, Drop("inbox", str(folder)))
    assert after - before + sum(code == "too_long" for code, _ in told) == 2
    assert not list(folder.glob("*.txt"))
    assert not list(deep.iterdir())
    ended = {path.name: path.parent.name for path in folder.glob("*/*.txt")}
    assert ended["page.txt"] == "done"
    assert "deep.txt" in ended
