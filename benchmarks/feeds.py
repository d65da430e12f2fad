"""How long a round of 1,000 feeds takes, beside rss2email and reader in the same run.

Run: ``python benchmarks/feeds.py [ours|rss2email|reader …]``; writes ``benchmarks/results/feeds.json``. Three
rounds each: every feed is new, every feed has one entry more, nothing has changed (most answer
304). The others are installed into a venv of their own (``benchmarks/.peers``) and only fetch,
parse and keep entries; we keep the originals, read every entry to the end, too: ``polled`` is the
part that they do as well. Hosts are told apart by loopback addresses (``feed_farm.py``).
"""

from __future__ import annotations

import json
import logging
import platform
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

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
VERSIONS = {"rss2email": "3.14", "reader": "3.26"}


@contextmanager
def farm() -> Iterator[int]:
    """Start the sites in a process of their own; give their port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    command = [sys.executable, str(HERE / "feed_farm.py"), str(port)]
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
        subprocess.run([python, "-m", "pip", "install", "--quiet", *wanted], check=True)
    return python


def rounds_of(name: str, port: int) -> list[dict[str, object]]:
    """Let one program do its rounds in a process of its own."""
    move_on(port, 1)
    with tempfile.TemporaryDirectory() as folder:
        script, python = (HERE / "feeds.py", Path(sys.executable))
        if name != "ours":
            script, python = HERE / "feed_peers.py", peers_python()
        words = [python, script, "--ours"] if name == "ours" else [python, script, name]
        done = subprocess.run([*words, str(port), folder], check=True, stdout=subprocess.PIPE, text=True)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    for one in found:
        print(f"{name:10} {one}")
    return found


# ---------------------------------------------------------------- ours


def configured(port: int, root: Path) -> Config:
    """A desk with a thousand feeds."""
    sources = tuple(
        Source(name, "feed", address, allow_private=(address.partition("//")[2].partition(":")[0],))
        for name, address in addresses(port)
    )
    return replace(config.load(None, kinds=("feed",), folder=root), sources=sources)


def known(context: Context) -> int:
    """Count the entries that are in the store."""
    with context.store.reading() as tx:
        return int(tx.session.connection().execute(text("SELECT COUNT(*) FROM documents")).scalar_one())


def ours(port: int, root: Path) -> None:
    """Collect as a run does, three times."""
    logging.disable(logging.CRITICAL)
    settings = Settings(var_dir=root / "var", database_url=SecretStr(f"sqlite:///{root / 'kexie.db'}"))
    with app.opened(configured(port, root), settings=settings) as context:
        for title, generation in ROUNDS:
            move_on(port, generation)

            def work() -> int:
                collect(context, (), context.config.sources, Journal("bench", context.clock))
                return known(context)

            print(json.dumps(measured(title, work)), flush=True)


def main() -> None:
    """Run ourselves and the others one after the other and write the figures."""
    names = sys.argv[1:] or ["ours", *VERSIONS]
    began = time.perf_counter()
    with farm() as port:
        print(f"1,000 feeds are drawn ({time.perf_counter() - began:.0f} s)")
        results = {name: rounds_of(name, port) for name in names}
    if len(names) > 1:
        machine = f"{platform.machine()}, Python {platform.python_version()}"
        RESULTS.write_text(json.dumps({"machine": machine, "programs": results}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if sys.argv[1:2] == ["--ours"]:
        ours(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
