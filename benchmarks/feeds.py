"""How long a round of 1,000 feeds takes, beside rss2email and reader in the same run.

Run: ``python benchmarks/feeds.py [--feeds N] [ours|rss2email|reader …]``; all programs with all
feeds write ``benchmarks/results/feeds.json``. Three rounds each: every feed is new, every feed has
one entry more, nothing has changed (most answer 304). The others are installed into a venv of
their own (``benchmarks/.peers``) and only fetch, parse and keep entries; we keep the originals and
read every entry to the end, too: ``polled`` is the part that they do as well. Hosts are told apart
by loopback addresses (``feed_farm.py``).
"""

from __future__ import annotations

import argparse
import json
import logging
import platform
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from feed_peers import ROUNDS, addresses, measured, move_on
from pydantic import SecretStr
from sqlalchemy import text

from kexie_digest import app, config
from kexie_digest.config import Settings
from kexie_digest.model import Config, Source
from kexie_digest.workflows.collect import collect
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.journal import Journal

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "feeds.json"
PEERS = HERE / ".peers"
FEEDS = 1000
#: Seconds a round may take, and megabytes: issue 8. In the first round every entry is read to the end,
#: which is no polling; it has no limit.
LIMITS = {"changed": 60, "unchanged": 15}
MEMORY = 300
VERSIONS = {"rss2email": "3.14", "reader": "3.26"}
#: reader 3.26 brings feedparser 6.0.11, whose parser for broken markup it does not name.
ALSO = ("sgmllib3k==1.0.0",)


@contextmanager
def farm(count: int) -> Iterator[int]:
    """Start the sites in a process of their own; give their port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    command = [sys.executable, str(HERE / "feed_farm.py"), str(port), str(count)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        try:
            if process.stdout is None or process.stdout.readline() != b"ready\n":
                raise SystemExit("the sites did not start")
            yield port
        finally:
            process.kill()


def peers_python() -> Path:
    """Install the others where our dependencies are not touched."""
    python = PEERS / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", PEERS], check=True)
        wanted = [f"{name}=={version}" for name, version in VERSIONS.items()]
        subprocess.run([python, "-m", "pip", "install", "--quiet", *wanted, *ALSO], check=True)
    return python


def rounds_of(name: str, port: int, count: int) -> list[dict[str, object]]:
    """Let one program do its rounds in a process of its own."""
    move_on(port, 1)
    with tempfile.TemporaryDirectory() as folder:
        script, python = (HERE / "feeds.py", Path(sys.executable))
        if name != "ours":
            script, python = HERE / "feed_peers.py", peers_python()
        words = [python, script, "--ours"] if name == "ours" else [python, script, name]
        command = [*words, str(port), str(count), folder]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            found = []
            for line in process.stdout or ():
                found.append(json.loads(line))
                print(f"{name:10} {found[-1]}", flush=True)
    if process.returncode:
        raise SystemExit(f"{name} failed")
    return found


# ---------------------------------------------------------------- ours


def configured(port: int, count: int, root: Path) -> Config:
    """A desk with a thousand feeds."""
    sources = tuple(
        Source(name, "feed", address, allow_private=(address.partition("//")[2].partition(":")[0],))
        for name, address in addresses(port, count)
    )
    return replace(config.load(None, kinds=("feed",), folder=root), sources=sources)


def known(context: Context) -> int:
    """Count the entries that are in the store."""
    with context.store.reading() as tx:
        return int(tx.session.connection().execute(text("SELECT COUNT(*) FROM documents")).scalar_one())


def ours(port: int, count: int, root: Path) -> None:
    """Collect as a run does, three times."""
    logging.disable(logging.CRITICAL)
    settings = Settings(var_dir=root / "var", database_url=SecretStr(f"sqlite:///{root / 'kexie.db'}"))
    with app.opened(configured(port, count, root), settings=settings) as context:
        for title, generation in ROUNDS:
            move_on(port, generation)

            began, polled = time.perf_counter(), [0.0]

            def told(_stage: str, _done: int, total: int) -> None:
                if total == count:
                    polled[0] = time.perf_counter() - began  # noqa: B023 - as above

            def work() -> int:
                asking = replace(context, notify=told)
                collect(asking, (), context.config.sources, Journal("bench", context.clock))
                return known(context)

            print(json.dumps({**measured(title, work), "polled": round(polled[0], 2)}), flush=True)


def main() -> None:
    """Run ourselves and the others one after the other and write the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--feeds", type=int, default=FEEDS)
    parser.add_argument("names", nargs="*", choices=[[], "ours", *VERSIONS])
    options = parser.parse_args()
    names = options.names or ["ours", *VERSIONS]
    with farm(options.feeds) as port:
        results = {name: rounds_of(name, port, options.feeds) for name in names}
    if len(names) == len(VERSIONS) + 1 and options.feeds == FEEDS:
        machine = f"{platform.machine()}, Python {platform.python_version()}"
        told = {"machine": machine, "programs": results, "ratios": list(ratios(results))}
        RESULTS.write_text(json.dumps(told, indent=1) + "\n", "utf-8")


def ratios(results: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[dict[str, object]]:
    """Compare our rounds with the limits and with the others' rounds, by the clock and by the processor."""
    rounds = {(name, one["round"]): one for name, found in results.items() for one in found}
    for title, limit in LIMITS.items():
        spent = rounds["ours", title]["seconds"]
        name = f"1,000 feeds, {title}"
        yield {"name": name, "ours": spent, "peer": limit, "against": "the limit", "unit": "s", "goal": 1}
    peak = max(one["peak_mb"] for one in results["ours"])
    yield {
        "name": "1,000 feeds, memory",
        "ours": peak,
        "peer": MEMORY,
        "against": "the limit",
        "unit": "MB",
        "goal": 1,
    }
    for peer in (name for name in results if name != "ours"):
        for title, _ in ROUNDS:
            for figure, unit in (("seconds", "s"), ("cpu", "s CPU")):
                ours, theirs = rounds["ours", title][figure], rounds[peer, title][figure]
                name = f"1,000 feeds, {title}"
                yield {"name": name, "ours": ours, "peer": theirs, "against": peer, "unit": unit}


if __name__ == "__main__":
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if sys.argv[1:2] == ["--ours"]:
        ours(int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
    else:
        main()
