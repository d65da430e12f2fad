"""A round of polls: many sources at once, each host politely one after the other.

Takes sources with their states, gives each outcome as it arrives, so that one dead or
slow source delays nobody else. It stores nothing and decides nothing about time.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from urllib.parse import urlsplit

from kexie_digest.model import Source, SourceState
from kexie_digest.sources import fetch
from kexie_digest.sources.contract import Fetched, Tools

#: Hosts asked at the same time.
WORKERS = 8

Asked = tuple[Source, SourceState]
Outcome = tuple[Source, Fetched]


def fetch_all(asked: Iterable[Asked], tools: Tools, *, workers: int = WORKERS) -> Iterator[Outcome]:
    """Poll many sources.

    Args:
        asked: Sources that are due, with what we remember of each.
        tools: Client and clock, shared by all.
        workers: Most hosts at the same time.

    Yields:
        Each source with its outcome, in the order they arrive; outcomes not yet taken
        hold back further polls, so that memory stays bounded.
    """
    waiting = deque(_by_host(asked))
    running: set[Future[list[Outcome]]] = set()
    with ThreadPoolExecutor(workers, thread_name_prefix="poll") as pool:
        while waiting or running:
            while waiting and len(running) < workers * 2:
                running.add(pool.submit(_poll_host, waiting.popleft(), tools))
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for finished in done:
                yield from finished.result()


def _by_host(asked: Iterable[Asked]) -> list[list[Asked]]:
    hosts: dict[str, list[Asked]] = {}
    for source, seen in asked:
        hosts.setdefault(urlsplit(source.url).hostname or "", []).append((source, seen))
    return list(hosts.values())


def _poll_host(asked: list[Asked], tools: Tools) -> list[Outcome]:
    return [(source, fetch(source, seen, tools)) for source, seen in asked]
