"""How quick the desk is with 100,000 stored articles and 16 clients on loopback.

Run as ``python benchmarks/pages.py [ARTICLES] [FOLDER]``; writes
``benchmarks/results/pages.json``. The server has a process of its own; clients wait for
each answer before they ask again. While others work on the machine trust the processor
time a page, not the milliseconds; ``load_before`` says how busy it was.
"""

from __future__ import annotations

import http.client
import json
import multiprocessing
import os
import platform
import resource
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from search import fill

from kexie_digest import editions
from kexie_digest.model.desk.user import Role
from kexie_digest.store import articles
from kexie_digest.store import editions as edition_rows
from kexie_digest.store import users as user_rows
from kexie_digest.web.application import create_application
from kexie_digest.workflows.accounts import sessions
from kexie_digest.workflows.context import Context

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from desk import Desk
from newsroom import add_users, served

RESULTS = Path(__file__).parent / "results" / "pages.json"
#: Of 12 pages a client the first of all sixteen at once were 8 % and made the p95; they are counted still.
ARTICLES, CLIENTS, PAGES_A_CLIENT = 100_000, 16, 60
#: What is published: a year of a weekly.
EDITIONS, ITEMS, YEAR = 50, 20, 2026
PAGES = {
    "inbox": "/desk",
    "inbox_of_everything": "/desk?state=all",
    "inbox_of_a_theme": "/desk?state=all&theme=awards",
    "inbox_far_down": "/desk?state=all&after=0-50000",
    "article": "/desk/articles/bench-5",
    "search": "/desk/search?q=%E8%8E%B7%E5%A5%96",
    "api_articles": "/api/articles?state=all",
    "editions": "/desk/editions",
    "runs": "/desk/runs",
    "audit": "/desk/audit",
    "readers": "/desk/readers",
    "sources": "/desk/sources",
    "awards_for_readers": "/awards",
    "awards_of_a_year": "/awards?year=2016",
    "archive_for_readers": "/editions",
}


def publish(context: Context) -> None:
    """Publish the oldest articles, so that readers' lists have what to show."""
    digest = context.config.digests[0]
    with context.store.transaction() as tx:
        _, begun = edition_rows.numbers_for(tx, digest.key, YEAR)  # the archive may be from an earlier run
        for number in range(begun, EDITIONS + 1):
            first = (number - 1) * ITEMS
            reports = [articles.get(tx, f"bench-{article}") for article in range(first, first + ITEMS)]
            draft = editions.draft(reports, {}, digest, context.config.themes)
            edition = editions.compose(
                draft,
                digest,
                context.config.publication,
                numbers=(number, number),
                published_on=f"{YEAR}-{1 + number // 28:02}-{1 + number % 28:02}",
            )
            edition_rows.add(tx, edition, draft.report_ids)
            edition_rows.mark_published(tx, digest.key, number, "")


def serve(root: str, count: int, pipe: Connection) -> None:
    """Fill an archive, serve the desk over it, tell processor seconds on request."""
    desk = Desk(Path(root))
    with desk.opened() as context:
        rate = fill(context.store, count)
        publish(context)
        add_users(context)
        with context.store.transaction() as tx:
            cookie = sessions.begin(tx, user_rows.get(tx, Role.ADMIN.value))
        with served(create_application(context)) as address:
            pipe.send((address.removeprefix("http://"), cookie, rate))
            while pipe.recv():
                used = resource.getrusage(resource.RUSAGE_SELF)
                pipe.send(used.ru_utime + used.ru_stime)


@contextmanager
def server(root: str, count: int) -> Iterator[tuple[str, str, Connection]]:
    """Start the server's process; give its address, a cookie and the pipe."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(root, count, theirs))
    process.start()
    try:
        address, cookie, _rate = ours.recv()
        yield address, cookie, ours
    finally:
        ours.send(None)
        process.join(30)


def ask(address: str, cookie: str, path: str, times: int, taken: list[float], sizes: list[int]) -> None:
    """Ask for a page again and again over one connection."""
    connection = http.client.HTTPConnection(address, timeout=60)
    for _ in range(times):
        begin = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": f"kexie={cookie}"})
        answer = connection.getresponse()
        body = answer.read()
        taken.append((time.perf_counter() - begin) * 1000)
        sizes.append(len(body))
        if answer.status != http.HTTPStatus.OK:
            raise RuntimeError(f"{path}: {answer.status}")
    connection.close()


def measure(address: str, cookie: str, pipe: Connection, path: str) -> dict[str, float]:
    """Measure one page: latency seen by all clients together, processor time of the server."""
    ask(address, cookie, path, 5, [], [])
    taken: list[float] = []
    sizes: list[int] = []
    before = _seconds(pipe)
    threads = [
        threading.Thread(target=ask, args=(address, cookie, path, PAGES_A_CLIENT, taken, sizes))
        for _ in range(CLIENTS)
    ]
    begin = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wall = time.perf_counter() - begin
    return {
        "p50_ms": round(statistics.median(taken), 1),
        "p95_ms": round(statistics.quantiles(taken, n=20)[18], 1),
        "pages_per_second": round(len(taken) / wall, 1),
        "processor_ms_a_page": round((_seconds(pipe) - before) / len(taken) * 1000, 2),
        "kilobytes": round(max(sizes) / 1000, 1),
    }


def _seconds(pipe: Connection) -> float:
    pipe.send("seconds")
    return float(pipe.recv())


def main(count: int = ARTICLES, folder: str | None = None) -> None:
    """Build, measure, write."""
    with (
        tempfile.TemporaryDirectory() as temporary,
        server(folder or temporary, count) as (address, cookie, pipe),
    ):
        results = {
            "articles": count,
            "clients": CLIENTS,
            "machine": f"{platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors",
            "load_before": [round(value, 1) for value in os.getloadavg()],
            "pages": {name: measure(address, cookie, pipe, path) for name, path in PAGES.items()},
        }
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(*(int(word) if word.isdigit() else word for word in sys.argv[1:]))  # type: ignore[arg-type]  # count, folder
