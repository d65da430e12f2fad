"""Whether composing this week's edition takes longer the more articles are stored.

Run as ``python benchmarks/composing.py [--sqlite 10000,100000,1000000]
[--postgresql 10000,100000]``; writes ``benchmarks/results/composing.json`` and keeps there
what another run measured at other sizes. PostgreSQL is left out where no server is installed.

The archive is ten years of editions that took nine in ten articles; the tenth waits, as what
is flagged does, and an event was told three times. The last quarter is as busy at every size, for it
is what a newsroom brings in a week that is composed. Of this week's 200 articles one in ten
goes on with an event that was published before. To be filled quickly the archive's rows are
copies of some that were stored as always; only these are in the search index, which
composing never asks, and by these the size of an article with index and facts is told.
Seconds are those of the quickest of some weeks, in a process that has composed one before: other
programs only ever cost time.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from search import Writer
from sqlalchemy import Engine, event, insert, text
from sqlmodel import select

from kexie_digest import app, config
from kexie_digest.clock import SystemClock
from kexie_digest.config import Settings
from kexie_digest.model import Document, Edition, Flag, FlagKind, Report
from kexie_digest.model.serialization import to_json
from kexie_digest.store import Transaction, articles, documents
from kexie_digest.store.tables import ArticleRow, EditionRow
from kexie_digest.workflows.compose import compose
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.journal import Journal

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from postgres import programs, started

RESULTS = Path(__file__).parent / "results" / "composing.json"
SIZES = {"sqlite": "10000,100000,1000000", "postgresql": "10000,100000"}
#: Articles of a week, and of those how many go on with an event; weeks of a quarter and of ten years.
WEEK, GOING_ON, QUARTER, WEEKS = 200, 20, 12, 520
#: Weeks that are composed and timed after one that is not.
TIMED = 5
#: Articles stored as always, of which the others are copies, and copies in one transaction.
STORED, BATCH = 1_000, 10_000
#: So many articles tell one event; every so many-th was not taken by its edition.
TELLINGS, WAITING = 3, 10
LONGEST_STEP = 120
#: What tells most: SQLite works in this process, PostgreSQL beside it.
FIGURES = {"sqlite": "processor_seconds", "postgresql": "seconds"}
#: What the issue allows from the smallest archive to the largest.
GROWTH = 1.5


def store_week(context: Context, first: int, count: int, *, going_on: int = 0) -> None:
    """Store articles as a run does; the first ones go on with events of the archive."""
    writer = Writer(first)
    reports = [
        _told(writer.report(first + place), place, is_going_on=place < going_on) for place in range(count)
    ]
    name = f"week-{first}"
    with context.store.transaction() as tx:
        document = Document(b"", name, "text/plain", name, "bench", name, name, tx.now)
        articles.add(tx, documents.claim(tx, document).id, reports)


def _told(report: Report, place: int, *, is_going_on: bool) -> Report:
    event_key = f"told-{place}" if is_going_on else report.id
    # Sequence numbers begin with 1: these are the ones that `take` lets wait.
    doubt = Flag(FlagKind.NEEDS_REVIEW, "请编辑确认。")
    flags = (doubt,) if (place + 1) % WAITING == 0 and not is_going_on else ()
    return replace(report, event=event_key, collected_on=None, flags=flags)


def fill(context: Context, count: int) -> None:
    """Store some articles and copy them until there are as many as wanted, then take them in editions."""
    with context.store.reading() as tx:
        models = [row.model_dump(exclude={"seq"}) for row in tx.session.exec(select(ArticleRow))]
        today = tx.now.date()
    quarter = count - QUARTER * WEEK
    for start in range(len(models), count, BATCH):
        rows = []
        for number in range(start, min(count, start + BATCH)):
            weeks_ago = (
                (count - number) // WEEK if number >= quarter else 14 + (count - number) * WEEKS // count
            )
            model = models[number % len(models)]
            rows.append(
                {
                    **model,
                    "id": f"old-{number}",
                    "report": {**model["report"], "id": f"old-{number}"},
                    "event": f"told-{number // TELLINGS}",
                    "collected_on": (today - timedelta(weeks=weeks_ago)).isoformat(),
                }
            )
        with context.store.transaction() as tx:
            tx.session.connection().execute(insert(ArticleRow), rows)
    with context.store.transaction() as tx:
        take(tx, context.config.digests[0].key, count)


def take(tx: Transaction, digest: str, count: int) -> None:
    """Make editions of ten years that took what is stored."""
    connection = tx.session.connection()
    connection.execute(insert(EditionRow), [_edition(tx, digest, number) for number in range(1, WEEKS + 1)])
    old = {"digest": digest, "count": count, "weeks": WEEKS, "waiting": WAITING}
    for statement in (
        "INSERT INTO digest_marks (digest, seq) VALUES (:digest, :count)",
        """INSERT INTO waiting (digest, article_seq) SELECT :digest, seq
            FROM articles WHERE seq % :waiting = 0 AND seq <= :count""",
        """INSERT INTO edition_articles (digest, total_number, article_seq)
            SELECT :digest, 1 + (seq - 1) * :weeks / :count, seq
            FROM articles WHERE seq % :waiting <> 0 AND seq <= :count""",
    ):
        wanted = {name: value for name, value in old.items() if f":{name}" in statement}
        connection.execute(text(statement), wanted)


def _edition(tx: Transaction, digest: str, number: int) -> dict[str, object]:
    day = tx.now.date() - timedelta(weeks=WEEKS + 1 - number)
    edition = Edition(digest, number, number, "周报", day.isoformat(), (), "简报", "科协")
    names = {"digest": digest, "total_number": number, "number": number, "year": 1000 + number}
    return {
        **names,
        "published_on": day.isoformat(),
        "state": "published",
        "added_at": tx.now - timedelta(weeks=WEEKS + 1 - number),
        "edition": to_json(edition),
    }


def measure(url: str, count: int, size: Callable[[Context], int]) -> dict[str, Any]:
    """Fill an archive and compose some weeks from it."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        settings = Settings(var_dir=root / "var", database_url=SecretStr(url.format(folder=root)))
        loaded = config.load(None, kinds=("feed",), folder=root)
        with app.opened(loaded, settings=settings, output=root / "out", clock=SystemClock()) as context:
            empty = size(context)
            store_week(context, 0, STORED)
            indexed = size(context) - empty
            began = time.perf_counter()
            fill(context, count)
            filled = round(time.perf_counter() - began, 1)
            taken = size(context) - empty - indexed
            composed = [composed_week(context, count + week * WEEK) for week in range(1 + TIMED)]
            return {
                "seconds": round(min(one[0] for one in composed[1:]), 4),
                "processor_seconds": round(min(one[1] for one in composed[1:]), 4),
                "articles_taken": composed[-1][2],
                "seconds_to_fill": filled,
                "bytes_an_article": round(taken / max(1, count - STORED)),
                "bytes_an_article_with_index_and_facts": round(indexed / STORED),
                "plans": plans(context, composed[-1][3]),
            }


def composed_week(context: Context, stored: int) -> tuple[float, float, int, list[tuple[str, Any]]]:
    """Compose one week; give seconds, those of the processor, the articles taken and the statements."""
    store_week(context, stored, WEEK, going_on=GOING_ON)
    digest = replace(context.config.digests[0], hold_flagged=True)
    with watched() as sent:
        began, cpu = time.perf_counter(), time.process_time()
        edition = compose(context, digest, Journal("bench", context.clock))
        seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    if edition is None:
        message = "nothing was composed"
        raise RuntimeError(message)
    return seconds, cpu, len(edition.items), sent


@contextmanager
def watched() -> Iterator[list[tuple[str, Any]]]:
    """Note every statement that any engine is sent."""
    sent: list[tuple[str, Any]] = []

    def note(*details: Any) -> None:  # noqa: ANN401 - SQLAlchemy's six arguments
        _, _, statement, parameters, _, is_many = details
        sent.append((statement, parameters[0] if is_many else parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def plans(context: Context, sent: list[tuple[str, Any]]) -> list[str]:
    """Ask the engine how it reads what it is asked, each kind of question once."""
    found: dict[str, None] = {}
    with context.store.reading() as tx:
        explain = "EXPLAIN QUERY PLAN" if tx.dialect == "sqlite" else "EXPLAIN (COSTS OFF)"
        for statement, parameters in dict(sent).items():
            if statement.lstrip().upper().startswith(("SELECT", "INSERT INTO WAITING", "DELETE")):
                rows = tx.session.connection().exec_driver_sql(f"{explain} {statement}", parameters)
                found |= dict.fromkeys(_shortened(row[-1]) for row in rows)
    return list(found)


def _shortened(step: str) -> str:
    return step if len(step) <= LONGEST_STEP else f"{step[: LONGEST_STEP - 1]}…"


def on_sqlite(count: int) -> dict[str, Any]:
    """Measure an archive in a file."""

    def size(context: Context) -> int:
        with context.store.reading() as tx:
            connection = tx.session.connection()
            pages, each = (
                connection.exec_driver_sql(f"PRAGMA page_{one}").scalar_one() for one in ("count", "size")
            )
        return int(pages) * int(each)

    return measure("sqlite:///{folder}/kexie.db", count, size)


def on_postgresql(count: int) -> dict[str, Any]:
    """Measure an archive on a server of its own; statistics are fresh, as autovacuum keeps them."""
    server = started()

    def size(context: Context) -> int:
        with server.connect(name) as connection:
            connection.execute("VACUUM ANALYZE")
        with context.store.reading() as tx:
            asking = text("SELECT pg_database_size(current_database())")
            return int(tx.session.connection().execute(asking).scalar_one())

    try:
        name = server.create()
        return measure(server.url(name), count, size)
    finally:
        server.remove()


def ratios(stores: dict[str, dict[str, dict[str, Any]]]) -> list[dict[str, Any]]:
    """Claim of every store what its largest archive costs beside what the issue allows."""
    found = []
    for store, sizes in stores.items():
        figure = FIGURES[store]
        first, last = (pick(map(int, sizes)) for pick in (min, max))
        if first != last:
            found.append(
                {
                    "name": f"a week's edition, {last:,} articles stored, {store}",
                    "ours": sizes[str(last)][figure],
                    "peer": round(GROWTH * sizes[str(first)][figure], 4),
                    "against": f"{GROWTH} × the time from {first:,}",
                    "unit": "s CPU" if figure.startswith("processor") else "s",
                    "goal": 1.0,
                }
            )
    return found


def main() -> None:
    """Measure, compare, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for store, sizes in SIZES.items():
        parser.add_argument(f"--{store}", default=sizes, help="sizes with commas, empty for none")
    options = parser.parse_args()
    stores: dict[str, dict[str, Any]] = (
        json.loads(RESULTS.read_text("utf-8"))["stores"] if RESULTS.exists() else {}
    )
    for store, run in (("sqlite", on_sqlite), ("postgresql", on_postgresql)):
        if store == "postgresql" and programs() is None:
            continue
        for size in filter(None, vars(options)[store].split(",")):
            found = run(int(size))
            print(store, size, json.dumps(found, ensure_ascii=False, indent=1), flush=True)
            known = {**stores.get(store, {}), size: found}
            stores[store] = dict(sorted(known.items(), key=lambda item: int(item[0])))
    result = {
        "load": [round(one, 1) for one in os.getloadavg()],
        "week": WEEK,
        "stores": stores,
        "ratios": ratios(stores),
    }
    RESULTS.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
