"""Two readers from PyPI on the feeds of ``feed_farm.py``; run by ``benchmarks/feeds.py`` in their own venv.

Run: ``python feed_peers.py rss2email|reader PORT COUNT FOLDER``. Prints a JSON line a round. Both only fetch,
parse and keep entries; rss2email (one feed after another, as its command does) sends no mail here.
"""

from __future__ import annotations

import json
import logging
import resource
import socket
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path

from feed_farm import CONTROL, Feed

#: What each round is called, and the generation of the feeds in it.
ROUNDS = (("first", 1), ("changed", 2), ("unchanged", 2))
WORKERS = 8


def addresses(port: int, count: int) -> list[tuple[str, str]]:
    """Give every feed's name and address."""
    feeds = map(Feed, range(count))
    return [(f"f{feed.number}", f"http://{feed.host}:{port}{feed.path}") for feed in feeds]


def move_on(port: int, generation: int) -> None:
    """Let the sites publish."""
    connection = HTTPConnection(CONTROL, port, timeout=120)
    connection.request("GET", f"/generation/{generation}")
    connection.getresponse().read()


def measured(name: str, work: Callable[[], int]) -> dict[str, object]:
    """Do one round; give its name, seconds, seconds of CPU, the process's peak so far, entries known."""
    began, cpu = time.perf_counter(), time.process_time()
    entries = work()
    return {
        "round": name,
        "seconds": round(time.perf_counter() - began, 2),
        "cpu": round(time.process_time() - cpu, 2),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "entries": entries,
    }


def rss2email(asked: list[tuple[str, str]], folder: Path) -> Callable[[], int]:
    """``r2e run --no-send`` over all feeds."""
    from rss2email.command import run  # noqa: PLC0415 - one of two, in a venv of its own
    from rss2email.feeds import Feeds  # noqa: PLC0415 - as above

    configuration = folder / "rss2email.cfg"
    configuration.write_text("[DEFAULT]\nto = desk@digest.invalid\nfrom = desk@digest.invalid\n", "utf-8")
    feeds = Feeds(configfiles=[str(configuration)], datafile_path=str(folder / "rss2email.json"))
    feeds.load()
    for name, address in asked:
        feeds.new_feed(name=name, url=address)
    feeds.save_config()
    feeds.save_feeds()
    feeds.load()

    class Arguments:
        index: object = None
        send = clean = False

    def work() -> int:
        run(feeds, Arguments())
        feeds.load()
        return sum(len(feed.seen) for feed in feeds)

    return work


def reader(asked: list[tuple[str, str]], folder: Path) -> Callable[[], int]:
    """``reader update --workers 8`` over all feeds."""
    from reader import make_reader  # noqa: PLC0415 - one of two, in a venv of its own

    opened = make_reader(str(folder / "reader.sqlite"))
    for _, address in asked:
        opened.add_feed(address)

    def work() -> int:
        opened.update_feeds(workers=WORKERS, scheduled=False)
        return int(opened.get_entry_counts().total or 0)

    return work


def main() -> None:
    """Do the rounds with one program."""
    name, port, count, folder = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])
    logging.disable(logging.CRITICAL)
    socket.setdefaulttimeout(60)
    work = {"rss2email": rss2email, "reader": reader}[name](addresses(port, count), folder)
    for title, generation in ROUNDS:
        move_on(port, generation)
        print(json.dumps(measured(title, work)), flush=True)


if __name__ == "__main__":
    main()
