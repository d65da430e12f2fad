"""Nodes for the proof by chaos: real processes of the program on a clock that a file tells.

Usage: python chaos_node.py PLAN. Reads lines from standard input: ``start NAME`` forks a node
and answers with its process id. It forks instead of starting Python anew, so that a thousand
starts cost a thousand forks. Ends, with all nodes, when its input ends.

Only this program, which no wheel holds, can make a node believe a file's clock.
"""

from __future__ import annotations

import faulthandler
import json
import logging
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from kexie_digest import app, config, renderers, scheduler
from kexie_digest.config import Settings
from kexie_digest.model import Digest, Edition, Rendition
from kexie_digest.renderers import Tools
from kexie_digest.store import blobs
from kexie_digest.workflows import publish, run
from kexie_digest.workflows.collect import Watch
from kexie_digest.workflows.rendering import Limits
from kexie_digest.workflows.rendering.confinement import die_with_parent

import launcher

#: What nodes render: no paper, in their own process.
OUTPUTS = ("email.html", "email.txt", "edition.json")
#: The clock's seconds in one of ours.
SPEED = 1800.0
#: Real seconds between two ticks, and fake time a node that is not heard of keeps its work.
TICK = 0.15
LEASE = timedelta(minutes=50)

_log = logging.getLogger("chaos")


class SharedClock:
    """A clock that every process reads from one file: where it stood, when, and how fast it goes."""

    def __init__(self, file: Path) -> None:
        """Read from a file that :meth:`set` writes."""
        self.file = file

    def now(self) -> datetime:
        """Return the instant that all nodes agree on."""
        told = json.loads(self.file.read_text("ascii"))
        passed = (time.monotonic() - told["at"]) * told["speed"]
        return datetime.fromtimestamp(told["stood"] + passed, UTC)

    def monotonic(self) -> float:
        """Return seconds that pass as fast as the clock usually does, whatever it jumps."""
        return time.monotonic() * SPEED

    def sleep(self, seconds: float) -> None:
        """Pause for some of the clock's seconds."""
        time.sleep(seconds / SPEED)

    def set(self, instant: datetime, speed: float) -> None:
        """Put the clock to an instant; it goes on from there."""
        told = {"stood": instant.timestamp(), "at": time.monotonic(), "speed": speed}
        draft = self.file.with_suffix(".draft")
        draft.write_text(json.dumps(told), "ascii")
        draft.replace(self.file)


def render_here(
    names: Sequence[str], edition: Edition, digest: Digest, tools: Tools, limits: Limits
) -> Iterator[tuple[str, Rendition]]:
    """Render without a process of one's own."""
    del limits
    for name in names:
        yield name, renderers.render(name, edition, digest, tools)
    obey("rendering")


#: The file in which the test asks the next node that comes to a point to end or stop there.
WISH = [Path("/nonexistent")]


def obey(point: str) -> None:
    """Send this process the signal that is wished for at a point of its work."""
    wish = WISH[0]
    try:
        wanted, name = wish.read_text("ascii").split()
        if wanted != point:
            return
        wish.rename(wish.with_suffix(f".{os.getpid()}"))  # only one of two gets it
    except (OSError, ValueError):
        return
    os.kill(os.getpid(), signal.Signals[name])


def _with_points() -> None:
    """Make a node's work visible at three points: claimed, rendered, written but not committed."""
    composing, writing = run.compose, publish.write_whole

    def compose(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - passed on as they come
        obey("composing")
        return composing(*arguments, **options)

    def write_whole(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - passed on as they come
        written = writing(*arguments, **options)
        obey("written")
        return written

    run.compose, publish.write_whole, publish.render_all = compose, write_whole, render_here  # type: ignore[assignment] # wrapped
    renderers.RENDERERS = {name: renderers.RENDERERS[name] for name in OUTPUTS}


def node(plan: dict[str, Any], name: str) -> None:
    """Tick until killed."""
    root, place = Path(plan["root"]), Path(plan["place"])
    _listen(root / f"{name}.log")
    if plan["hosts"]:
        socket.gethostname = lambda: f"host-{name}"
    var = place / (f"var-{name}" if plan["hosts"] else "var")
    settings = Settings(
        var_dir=var, database_url=SecretStr(plan["url"]), public_url="https://digest.example.org"
    )
    clock, watch = SharedClock(root / "clock.json"), Watch()
    WISH[0] = root / "wish"
    while True:
        try:
            loaded = config.load(root / "sources.yaml", kinds=("feed",))
            with app.opened(loaded, settings=settings, output=place / "out", clock=clock) as opened:
                context = replace(opened, lease=LEASE, blobs=blobs.Blobs(place / "originals"))
                while True:
                    scheduler.tick(context, watch, is_sending=False)
                    time.sleep(TICK)
        except Exception as error:  # noqa: BLE001 - as systemd would start it again
            _log.warning("ended: %s: %s", type(error).__name__, error)
            time.sleep(TICK)


def _listen(file: Path) -> None:
    handler = logging.FileHandler(file, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(process)d %(name)s %(message)s"))
    faulthandler.register(signal.SIGUSR1, handler.stream)
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)


def main(plan_file: str) -> None:
    """Fork nodes on demand."""
    plan = json.loads(Path(plan_file).read_text("utf-8"))
    launcher.share()
    _with_points()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries the dead at once
    parent = os.getpid()
    for line in _lines():
        child = os.fork()
        if child == 0:
            die_with_parent(parent)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            node(plan, line.split()[1])
        print(child, flush=True)  # noqa: T201 - the answer


def _lines() -> Iterator[str]:
    waiting = b""
    while True:
        select.select([0], [], [])
        chunk = os.read(0, 4096)
        if not chunk:
            return
        *lines, waiting = (waiting + chunk).split(b"\n")
        yield from (line.decode() for line in lines)


if __name__ == "__main__":
    main(sys.argv[1])
