"""A round of polls: many sources at once, each host politely one after the other.

Takes sources with their states, gives each outcome as it arrives, so that one dead or
slow source delays nobody else. Between two sources of one host there is a pause. It stores
nothing and decides nothing about the time of the next poll.
"""

import heapq
import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from urllib.parse import urlsplit

from kexie_digest.errors import KexieDigestError, SourceError
from kexie_digest.model import Source, SourceState
from kexie_digest.sources import fetch
from kexie_digest.sources.contract import Fetched, Tools
from kexie_digest.sources.outcomes import failed

_log = logging.getLogger(__name__)

#: Hosts asked at the same time.
WORKERS = 8

Asked = tuple[Source, SourceState]
Outcome = tuple[Source, Fetched]
_Host = deque[Asked]


def as_it_came(fetched: Fetched) -> Fetched:
    """Do nothing with an outcome."""
    return fetched


def fetch_all(
    asked: Iterable[Asked],
    tools: Tools,
    *,
    workers: int = WORKERS,
    prepare: Callable[[Fetched], Fetched] = as_it_came,
) -> Iterator[Outcome]:
    """Poll many sources.

    Args:
        asked: Sources that are due, with what we remember of each.
        tools: Client and clock, shared by all; ``spacing`` is the pause between sources of a host.
        workers: Most hosts at the same time.
        prepare: Done with each outcome beside the other polls, such as keeping its bytes.

    Yields:
        Each source with its outcome, in the order they arrive; outcomes not yet taken
        hold back further polls, so that memory stays bounded.
    """
    hosts = _Hosts(deque(_by_host(asked)), tools)
    running: dict[Future[Outcome], tuple[_Host, Asked]] = {}
    with ThreadPoolExecutor(workers, thread_name_prefix="poll") as pool:
        while running or hosts.are_waiting:
            for host in hosts.ready(workers * 2 - len(running)):
                one = host.popleft()
                running[pool.submit(_poll, one, tools, prepare)] = host, one
            if not running:
                hosts.sleep()
                continue
            pause = hosts.pause() if len(running) < workers * 2 else None
            for finished in wait(running, timeout=pause, return_when=FIRST_COMPLETED).done:
                host, one = running.pop(finished)
                hosts.rest(host)
                yield _outcome(one, finished, tools)


class _Hosts:
    """Hosts with sources to ask: those that may be asked now, and those that were asked just now."""

    def __init__(self, fresh: deque[_Host], tools: Tools) -> None:
        self._ready, self._tools = fresh, tools
        self._resting: list[tuple[float, int, _Host]] = []
        self._count = 0

    @property
    def are_waiting(self) -> bool:
        """Whether any host has a source left."""
        return bool(self._ready or self._resting)

    def ready(self, most: int) -> Iterator[_Host]:
        """Give hosts that may be asked now."""
        now = self._tools.clock.monotonic()
        while self._resting and self._resting[0][0] <= now:
            self._ready.append(heapq.heappop(self._resting)[2])
        for _ in range(min(most, len(self._ready))):
            yield self._ready.popleft()

    def pause(self) -> float | None:
        """Say in how many seconds the next host may be asked; None where none is resting."""
        if not self._resting:
            return None
        return max(self._resting[0][0] - self._tools.clock.monotonic(), 0.0)

    def sleep(self) -> None:
        """Wait for the next host."""
        self._tools.clock.sleep(self.pause() or 0.0)

    def rest(self, host: _Host) -> None:
        """Leave a host in peace for a while, if there is more to ask it."""
        if host:
            self._count += 1
            until = self._tools.clock.monotonic() + self._tools.spacing
            heapq.heappush(self._resting, (until, self._count, host))


def _by_host(asked: Iterable[Asked]) -> list[_Host]:
    hosts: dict[str, _Host] = {}
    for source, seen in asked:
        hosts.setdefault(urlsplit(source.url).hostname or "", deque()).append((source, seen))
    return list(hosts.values())


def _outcome(asked: Asked, finished: Future[Outcome], tools: Tools) -> Outcome:
    """Give what a poll brought; one that the program itself failed at is a failed poll of that source."""
    error = finished.exception()
    if error is None or not isinstance(error, Exception):  # SystemExit and the like end the program
        return finished.result()
    if isinstance(error, KexieDigestError) and not isinstance(error, SourceError):
        return finished.result()  # a full disk, say, is no fault of the source
    if not isinstance(error, SourceError):
        _log.error("the program failed on %s", asked[0].url, exc_info=error)
        cause, error = (
            error,
            SourceError(
                "程序读这个来源时出错 (the program failed on this source)",
                subject=asked[0].url,
                code="internal_error",
                advice="其他来源不受影响，程序会自动重试；请把这条信息和日志一起报给开发者。",
            ),
        )
        error.__cause__ = cause
    return asked[0], failed(*asked, tools, error)


def _poll(asked: Asked, tools: Tools, prepare: Callable[[Fetched], Fetched]) -> Outcome:
    source, seen = asked
    return source, prepare(fetch(source, seen, tools))
