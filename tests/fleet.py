"""Workers and a scheduler on one PostgreSQL, the sites they read and the server they mail to.

``opened_fleet`` lays it all out with nobody at work yet; :class:`Fleet` starts processes and asks
the database how far they are. What it all must come to in the end is in ``check_whole``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import psycopg

import counting_sink
from kexie_digest import mailings
from kexie_digest.clock import SystemClock
from kexie_digest.model import Consent, DeliveryState, Recipient
from kexie_digest.store import Store, periods, readers

#: Entries of each feed.
ENTRIES = 2
#: Sources whose entries are news; those of the others are kept, and too old for an edition.
NEWS = 10
#: Providers that readers are at: one is sent to by one worker at a time.
PROVIDERS = 6
#: What a failure is told with.
_TELLING = (
    "SELECT state, count(*) FROM documents GROUP BY 1",
    "SELECT digest, period, state, total_number, lease_owner, lease_until FROM period_runs",
    "SELECT digest, total_number, state FROM editions",
    "SELECT state, lease_owner, last_text, count(*), max(lease_until) FROM deliveries GROUP BY 1, 2, 3",
)
WEEKLY = '{every: week, on: monday, at: "08:00"}'
TESTS = Path(__file__).parent
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("KEXIE_")}  # noqa: TID251 - for children


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much there is to do."""

    sources: int
    editions: int
    messages: int

    @property
    def patience(self) -> int:
        """Seconds for each phase: a busy machine may take long, a lost job would take for ever."""
        return 300 + self.sources // 2 + self.editions * 4 + self.messages // 25


def _on_loopback(number: int) -> str:
    return f"127.0.{number // 250}.{number % 250 + 1}"


def _at_once(_: str) -> None:
    """Answer without waiting."""


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
def _site(wait: Callable[[str], None]) -> Iterator[int]:
    """Serve every feed on every address of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if not self.path.endswith(".xml"):
                self.send_error(404)
                return
            wait(self.client_address[0])
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


def _configuration(hosts: list[str], port: int, sizes: Sizes) -> str:
    sources = "".join(
        f"  s{number}: {{kind: feed, url: 'http://{host}:{port}/{number}.xml', "
        f"rights: full, every: 6h, backlog_days: {3650 if number < NEWS else 1}, allow_private: [{host}]}}\n"
        for number, host in enumerate(hosts)
    )
    digests = "".join(
        f"  d{number}: {{title: 第{number}号周报, schedule: {WEEKLY}, recipients: [list{number}]}}\n"
        for number in range(sizes.editions)
    )
    return f"sources:\n{sources}digests:\n{digests}"


def _enter_readers(url: str, sizes: Sizes) -> None:
    """Put a list of readers for each digest into the store: a configuration has no room for so many."""
    clock = SystemClock()
    consent = Consent("test", clock.now(), "test")
    with Store.open(url, clock=clock) as store:
        for number in range(sizes.editions):
            addresses = [
                f"r{number}x{reader}@p{reader % PROVIDERS}.example.org"
                for reader in range(sizes.messages // sizes.editions)
            ]
            people = [readers.NewReader(Recipient(one), mailings.mark_of(one), consent) for one in addresses]
            with store.transaction() as tx:
                readers.enter(tx, people, f"list{number}")


class Fleet:
    """The processes, and what the database says meanwhile."""

    def __init__(self, root: Path, url: str, smtp_url: str, sizes: Sizes, stack: ExitStack) -> None:
        self.root, self.sizes = root, sizes
        self._arguments = (str(root), url, smtp_url)
        self._processes: list[subprocess.Popen[str]] = []
        self.database = url.replace("postgresql+psycopg", "postgresql")
        self._stack = stack

    def start(self, role: str, url: str = "", prefix: Collection[str] = ()) -> subprocess.Popen[str]:
        """Start a worker or the scheduler; it is killed at the end whatever it is at.

        Args:
            role: ``worker`` or ``scheduler``.
            url: Where it finds the database, if not where all others do.
            prefix: What its command begins with, to be run elsewhere.

        Returns:
            The process.
        """
        root, usual, smtp_url = self._arguments
        words = (role, root, url or usual, smtp_url)
        command = [*prefix, sys.executable, TESTS / "walk" / "job_worker.py", *words]
        with self._log(len(self._processes)).open("wb") as log:
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, env=CLEAN)
        self._stack.callback(_end, process)
        self._processes.append(process)
        return process

    def said(self, process: subprocess.Popen[str]) -> str:
        """What a process said so far."""
        return self._log(self._processes.index(process)).read_text("utf-8", "replace")

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
        for process in self._processes:
            yield f"process {process.pid}, exit code {process.poll()}, its last lines:"
            yield from self.said(process).splitlines()[-60:]

    def _log(self, number: int) -> Path:
        return self.root / f"process-{number}.log"

    def ask(self, query: str) -> list[tuple[object, ...]]:
        """Ask the database."""
        with psycopg.connect(self.database, autocommit=True) as connection:
            return list(connection.execute(query))  # type: ignore[arg-type]  # constants of this file

    def count(self, query: str) -> int:
        """Ask the database how many."""
        return int(str(self.ask(f"SELECT count(*) FROM {query}")[0][0]))  # noqa: S608 - of this file

    def wait(self, query: str, least: int) -> None:
        """Wait until there are so many."""
        self.wait_for(lambda: self.count(query) >= least, f"{least} of {query}")

    def wait_for(self, is_done: Callable[[], bool], what: str) -> None:
        """Wait until something is done."""
        deadline = time.monotonic() + self.sizes.patience
        while not is_done():
            assert time.monotonic() < deadline, f"not in time: {what}"
            time.sleep(0.1)


def ready(*workers: subprocess.Popen[str]) -> None:
    """Wait until workers have begun."""
    for worker in workers:
        assert worker.stdout
        assert worker.stdout.readline() == "ready\n"


def told_to_end(*processes: subprocess.Popen[str]) -> None:
    """SIGTERM: what is in hand is finished or given back within ten seconds."""
    for process in processes:
        process.terminate()
    for process in processes:
        assert process.wait(timeout=200) == 0


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()
    if process.stdout:
        process.stdout.close()


@contextmanager
def opened_fleet(
    root: Path,
    url: str,
    sizes: Sizes,
    *,
    host: Callable[[int], str] = _on_loopback,
    wait: Callable[[str], None] = _at_once,
) -> Iterator[Fleet]:
    """Lay out a configured site with feeds, a server that takes mail, and nobody at work yet.

    Args:
        root: A folder.
        url: Of an empty store on PostgreSQL.
        sizes: How much there is to do.
        host: Gives the address of each source; the first one's is the mail server's, too.
        wait: Told the address of who asks for a feed, before it is answered.
    """
    with ExitStack() as stack:
        port = stack.enter_context(_site(wait))
        mail = stack.enter_context(counting_sink.running(root / "received", 0.002, host=host(0)))
        hosts = [host(number) for number in range(sizes.sources)]
        (root / "sources.yaml").write_text(_configuration(hosts, port, sizes), "utf-8")
        _enter_readers(url, sizes)
        smtp_url = f"smtp://{host(0)}:{mail}?connections=4&per_connection=100"
        yield Fleet(root, url, smtp_url, sizes, stack)


def owe_editions(url: str, digests: Collection[int]) -> None:
    """Enter one due period for each digest, as a scheduler does when its hour comes."""
    clock = SystemClock()
    with Store.open(url, clock=clock) as store, store.transaction() as tx:
        for number in digests:
            periods.announce(tx, f"d{number}", [("due", clock.now())])


def check_whole(fleet: Fleet, cut_short: int) -> None:
    """Every source is read, every period has one edition, every reader one copy or is named as in doubt.

    Args:
        fleet: When all is done.
        cut_short: Connections to the mail server that may have been cut short: one copy each.
    """
    sizes = fleet.sizes
    assert fleet.count("documents") == sizes.sources * ENTRIES
    assert fleet.count("articles") == sizes.sources * ENTRIES
    assert fleet.count("editions") == sizes.editions
    assert fleet.count("period_runs WHERE state = 'due'") == 0
    assert fleet.count("deliveries") == sizes.messages
    states = dict(fleet.ask("SELECT recipient, state FROM deliveries"))
    arrived = Counter(line.split()[0] for line in (fleet.root / "received").read_text("ascii").splitlines())
    sent = {str(reader) for reader, state in states.items() if state == DeliveryState.SENT}
    assert max(arrived.values()) == 1
    assert sent <= set(arrived)
    assert len(states) - len(sent) <= cut_short, "at most one copy a connection of those that were cut short"
    for number in range(sizes.editions):
        assert [one.name for one in (fleet.root / "output" / f"d{number}").iterdir()] == ["1"]
