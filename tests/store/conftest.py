"""A real store, and things to put in it."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kexie_digest.model import Document, Edition, Report
from kexie_digest.store import Store, Transaction, articles, documents, editions

from factories import make_article, make_edition, make_report
from fakes import FakeClock
from stores import prepared, url_in

MakeDocument = Callable[..., Document]
AddReports = Callable[..., list[Report]]
AddEdition = Callable[..., Edition]


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands still."""
    return FakeClock()


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Where the test's database is."""
    return url_in(tmp_path / "var")


@pytest.fixture
def store(tmp_path: Path, clock: FakeClock) -> Iterator[Store]:
    """An empty store, closed after the test."""
    with Store.open(prepared(tmp_path / "var"), clock=clock) as opened:
        yield opened


@pytest.fixture
def make_document(clock: FakeClock) -> MakeDocument:
    """Make a dropped file; keywords replace its fields."""

    def make(content: str = "岭下小学的气象站", **fields: object) -> Document:
        raw = content.encode()
        sha256 = hashlib.sha256(raw).hexdigest()
        values: dict[str, object] = {
            "content": raw,
            "sha256": sha256,
            "media_type": "text/plain",
            "name": "导报-0305.txt",
            "source_key": "inbox",
            "address": "drops/导报-0305.txt",
            "identity": sha256,
            "fetched_at": clock.now(),
        }
        return Document(**(values | fields))  # type: ignore[arg-type]  # a test names the fields it needs

    return make


@pytest.fixture
def add_reports(make_document: MakeDocument) -> AddReports:
    """Store one report per title, all of one document."""

    def add(tx: Transaction, *titles: str, is_backlog: bool = False) -> list[Report]:
        document = documents.claim(tx, make_document())
        reports = [make_report(make_article(title)) for title in titles]
        articles.add(tx, document.id, reports, is_backlog=is_backlog)
        return reports

    return add


@pytest.fixture
def add_edition() -> AddEdition:
    """Publish some reports as a digest's next edition."""

    def add(tx: Transaction, reports: list[Report], digest: str = "weekly", year: int = 2026) -> Edition:
        number, total_number = editions.numbers_for(tx, digest, year)
        edition = make_edition(
            digest=digest, number=number, total_number=total_number, published_on=f"{year}-03-06"
        )
        editions.add(tx, edition, [report.id for report in reports])
        return edition

    return add


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mount a small disk in memory: ``small_disk("size=2m")``; skips where that is not allowed."""
    disk = tmp_path / "disk"

    def mount(options: str) -> Path:
        disk.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)]
        if subprocess.run(command, check=False, capture_output=True).returncode:
            pytest.skip("cannot mount a small disk here (needs root)")
        return disk

    yield mount
    if disk.is_mount():
        subprocess.run(["umount", str(disk)], check=True)
