"""Workers and a scheduler on one PostgreSQL: killed, stopped past their leases, cut off, told to end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import psycopg
import pytest

from kexie_digest import mailings
from kexie_digest.clock import SystemClock
from kexie_digest.model import Consent, DeliveryState, Recipient
from kexie_digest.store import Store, periods, readers
from wire import laid

from postgres import Server

pytestmark = pytest.mark.slow


def _knob(name: str, default: int) -> int:
    return int(os.environ.get(name, default))  # noqa: TID251 - a test's own knob


#: `make prove` sets 1,000 sources, 200 editions and 100,000 messages.
SOURCES, EDITIONS, MESSAGES = (
    _knob("PROVE_SOURCES", 6),
    _knob("PROVE_EDITIONS", 3),
    _knob("PROVE_JOB_MESSAGES", 300),
)
#: Entries of each feed.
ENTRIES = 2
#: Sources whose entries are news; those of the others are kept, and too old for an edition.
NEWS = 10
#: Providers that readers are at: one is sent to by one worker at a time.
PROVIDERS = 6
#: Connections that may be cut short: of the stopped and of the cut-off worker, each at four lots at a time.
CUT_SHORT = 2 * 4 * 4
#: Seconds for each phase: a busy machine may take long, a lost job would take for ever.
PATIENCE = 300 + SOURCES // 2 + EDITIONS * 4 + MESSAGES // 25

#: What a failure is told with.
_TELLING = (
    "SELECT state, count(*) FROM documents GROUP BY 1",
    "SELECT digest, period, state, total_number, lease_owner, lease_until FROM period_runs",
    "SELECT digest, total_number, state FROM editions",
    "SELECT state, lease_owner, last_text, count(*), max(lease_until) FROM deliveries GROUP BY 1, 2, 3",
)
WEEKLY = '{every: week, on: monday, at: "08:00"}'
TESTS = Path(__file__).parents[1]
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("KEXIE_")}  # noqa: TID251 - for children


def _feed(number: int) -> bytes:
    items = "".join(
        f"<item><guid>n{number}-{entry}</guid><title>第{number}号村第{entry}场科普活动</title>"
        f"<link>https://example.org/{number}/{entry}</link><pubDate>2026年03月05日 08:00</pubDate>"
        f"<description>&lt;p&gt;3月4日，第{number}号村举办第{entry}场科普活动，{number + 40}名村民参加。"
        "讲解员演示了雨量筒的用法。&lt;/p&gt;</description></item>"
        for entry in range(1, ENTRIES + 1)
    )
    head = "<title>云岭气象报</title><link>https://example.org/</link><description>新闻</description>"
    channel = f"<channel>{head}{items}</channel>"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0">{channel}</rss>'.encode()


@contextmanager
def _site() -> Iterator[int]:
    """Serve every feed on every address of loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if not self.path.endswith(".xml"):
                self.send_error(404)
                return
            body = _feed(int(self.path.strip("/").removesuffix(".xml")))
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the base class
            """Keep the test output clean."""

    server = ThreadingHTTPServer(("", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield int(server.server_address[1])
    server.shutdown()
    thread.join(60)
    server.server_close()


def _configuration(port: int) -> str:
    hosts = [f"127.0.{number // 250}.{number % 250 + 1}" for number in range(SOURCES)]
    sources = "".join(
        f"  s{number}: {{kind: feed, url: 'http://{host}:{port}/{number}.xml', "
        f"rights: full, every: 6h, backlog_days: {3650 if number < NEWS else 1}, allow_private: [{host}]}}\n"
        for number, host in enumerate(hosts)
    )
    digests = "".join(
        f"  d{number}: {{title: 第{number}号周报, schedule: {WEEKLY}, recipients: [list{number}]}}\n"
        for number in range(EDITIONS)
    )
    return f"sources:\n{sources}digests:\n{digests}"


def _enter_readers(url: str) -> None:
    """Put a list of readers for each digest into the store: a configuration has no room for so many."""
    clock = SystemClock()
    consent = Consent("test", clock.now(), "test")
    with Store.open(url, clock=clock) as store:
        for number in range(EDITIONS):
            addresses = [
                f"r{number}x{reader}@p{reader % PROVIDERS}.example.org"
                for reader in range(MESSAGES // EDITIONS)
            ]
            people = [readers.NewReader(Recipient(one), mailings.mark_of(one), consent) for one in addresses]
            with store.transaction() as tx:
                readers.enter(tx, people, f"list{number}")


class Fleet:
    """The processes, and what the database says meanwhile."""

    def __init__(self, root: Path, url: str, smtp_url: str, stack: ExitStack) -> None:
        self._root = root
        self._arguments = (str(root), url, smtp_url)
        self._processes: list[subprocess.Popen[str]] = []
        self._database = url.replace("postgresql+psycopg", "postgresql")
        self._stack = stack

    def start(self, role: str, url: str = "") -> subprocess.Popen[str]:
        """Start a worker or the scheduler; it is killed at the end whatever it is at."""
        root, usual, smtp_url = self._arguments
        words = (role, root, url or usual, smtp_url)
        command = [sys.executable, Path(__file__).with_name("job_worker.py"), *words]
        with self._log(len(self._processes)).open("wb") as log:
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, env=CLEAN)
        self._stack.callback(_end, process)
        self._processes.append(process)
        return process

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Add to a failure what the processes said and what the database holds."""
        try:
            yield
        except BaseException as error:
            error.add_note("\n".join(self._told()))
            raise

    def _told(self) -> Iterator[str]:
        for query in _TELLING:
            yield f"{query}: {self.ask(query)}"
        for number, process in enumerate(self._processes):
            said = self._log(number).read_text("utf-8", "replace").splitlines()
            yield f"process {process.pid}, exit code {process.poll()}, its last lines:"
            yield from said[-60:]

    def _log(self, number: int) -> Path:
        return self._root / f"process-{number}.log"

    def ask(self, query: str) -> list[tuple[object, ...]]:
        """Ask the database."""
        with psycopg.connect(self._database, autocommit=True) as connection:
            return list(connection.execute(query))  # type: ignore[arg-type]  # constants of this file

    def count(self, query: str) -> int:
        """Ask the database how many."""
        return int(str(self.ask(f"SELECT count(*) FROM {query}")[0][0]))  # noqa: S608 - of this file

    def wait(self, query: str, least: int) -> None:
        """Wait until there are so many."""
        _wait(lambda: self.count(query) >= least, f"{least} of {query}")


def _wait(is_done: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_done():
        assert time.monotonic() < deadline, f"not in time: {what}"
        time.sleep(0.1)


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()
    if process.stdout:
        process.stdout.close()


@contextmanager
def _sink(file: Path) -> Iterator[int]:
    command = [sys.executable, TESTS / "counting_sink.py", file, "0.002"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


@contextmanager
def opened_fleet(root: Path, url: str) -> Iterator[Fleet]:
    """A configured site with feeds, a sink for mail, and nobody at work yet."""
    with ExitStack() as stack:
        port, sink = stack.enter_context(_site()), stack.enter_context(_sink(root / "received"))
        (root / "sources.yaml").write_text(_configuration(port), "utf-8")
        _enter_readers(url)
        smtp_url = f"smtp://127.0.0.1:{sink}?connections=4&per_connection=100"
        yield Fleet(root, url, smtp_url, stack)


@pytest.fixture
def fleet(tmp_path: Path, postgresql_url: str) -> Iterator[Fleet]:
    """A fleet on a fresh database."""
    with opened_fleet(tmp_path, postgresql_url) as fleet:
        yield fleet


def owe_editions(url: str) -> None:
    """Enter one due period for each digest, as a scheduler does when its hour comes."""
    clock = SystemClock()
    with Store.open(url, clock=clock) as store, store.transaction() as tx:
        for number in range(EDITIONS):
            periods.announce(tx, f"d{number}", [("due", clock.now())])


@pytest.mark.timeout(PATIENCE * 5)
def test_killed_stopped_and_cut_off_workers_lose_and_double_nothing(
    fleet: Fleet, tmp_path: Path, postgresql_url: str, postgresql_server: Server
) -> None:
    """Every source is read, every period has one edition, every reader one copy or is named as in doubt.

    The one that is cut off from the database goes on with its mail: what it had in hand others
    take over meanwhile, and what it tells when it is back is refused or fits.
    """
    with fleet.telling(), laid(postgresql_server.folder) as wire:
        over_wire = postgresql_url.replace(str(postgresql_server.folder), str(wire.folder))
        killed, stopped, steady = (fleet.start("worker") for _ in range(3))
        cut_off = fleet.start("worker", over_wire)
        for worker in (killed, stopped, steady, cut_off):
            assert worker.stdout
            assert worker.stdout.readline() == "ready\n"
        scheduler = fleet.start("scheduler")

        fleet.wait("documents WHERE state = 'done'", 1)
        killed.kill()
        fleet.wait("documents WHERE state = 'done'", SOURCES * ENTRIES)
        fleet.wait("period_runs", EDITIONS)  # each digest was seen once

        owe_editions(postgresql_url)
        fleet.wait("period_runs WHERE total_number IS NOT NULL", 1)
        stopped.send_signal(signal.SIGSTOP)
        theirs = f"lease_owner LIKE '%|{cut_off.pid}|%'"
        fleet.wait(f"deliveries WHERE {theirs} OR state = 'sent'", 1)
        wire.cut()
        fleet.wait("editions WHERE state = 'published'", EDITIONS)
        unsent = "deliveries WHERE state NOT IN ('sent', 'uncertain')"
        fleet.wait("deliveries", MESSAGES)
        _wait(lambda: fleet.count(unsent) == 0, "every copy settled")
        stopped.send_signal(signal.SIGCONT)
        wire.mend()
        _told_to_end(scheduler, stopped, steady, cut_off)
        _is_whole(fleet, tmp_path)


def _is_whole(fleet: Fleet, root: Path) -> None:
    assert fleet.count("documents") == SOURCES * ENTRIES
    assert fleet.count("articles") == SOURCES * ENTRIES
    assert fleet.count("editions") == EDITIONS
    assert fleet.count("period_runs WHERE state = 'due'") == 0
    assert fleet.count("deliveries") == MESSAGES
    states = dict(fleet.ask("SELECT recipient, state FROM deliveries"))
    arrived = Counter(line.split()[0] for line in (root / "received").read_text("ascii").splitlines())
    sent = {str(reader) for reader, state in states.items() if state == DeliveryState.SENT}
    assert max(arrived.values()) == 1
    assert sent <= set(arrived)
    assert len(states) - len(sent) <= CUT_SHORT, "at most one copy a connection of those that were cut short"
    for number in range(EDITIONS):
        assert [one.name for one in (root / "output" / f"d{number}").iterdir()] == ["1"]


def _told_to_end(*processes: subprocess.Popen[str]) -> None:
    """SIGTERM: what is in hand is finished or given back within ten seconds."""
    for process in processes:
        process.terminate()
    for process in processes:
        assert process.wait(timeout=60) == 0
