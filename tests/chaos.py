"""Chaos for two nodes of the program: kill, stop, wrong clocks, full disks, and the count at the end.

The nodes (``chaos_node.py``) share a database, an output folder, a drop folder and a clock in a
file that runs 1,800 times as fast: an hour of theirs is two seconds of ours. On PostgreSQL they
take themselves for two hosts.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from chaos_node import LEASE, SPEED, SharedClock
from kexie_digest import config
from kexie_digest.editions.periods import due_between
from kexie_digest.errors import StoreError
from kexie_digest.model import Edition, EditionState, PeriodRun, PeriodState, WaiveReason
from kexie_digest.store import Store, editions, periods

from postgres import Server

#: The night before New Year in a zone whose clocks go back on 12 January: the numbers of a
#: year begin anew, and an hour comes twice.
BEGIN = datetime(2019, 12, 31, 8, 30, tzinfo=UTC)
YAML = """
publication: {name: 混乱报, timezone: Pacific/Fiji}
drops: {inbox: {path: PLACE/drops}}
digests:
  each: {title: 逐期, catch_up: each, empty: notice, schedule: {cron: "0 * * * *"}}
  one: {title: 合期, catch_up: one, schedule: {cron: "20 * * * *"}}
  skip: {title: 不补, catch_up: skip, schedule: {cron: "40 * * * *"}}
"""
#: Periods that may be open before the clock is halted.
MOST_BEHIND = 12
DIGESTS = ("each", "one", "skip")


@dataclass
class Tally:
    """What was done to the nodes, and what came of it; seconds are real ones."""

    faults: Counter[str] = field(default_factory=Counter)
    recoveries: list[float] = field(default_factory=list)
    takeovers: list[float] = field(default_factory=list)
    refused: int = 0
    dropped: int = 0


class Nodes:
    """Two nodes over one store, and the hands that torment them."""

    def __init__(self, root: Path, url: str, *, place: Path, server: Server | None = None) -> None:
        """Start both nodes and wait until they have seen every digest.

        Args:
            root: Where clock, logs and configuration are; never full.
            url: The store.
            place: Where the nodes keep their files.
            server: Of the store, when it is PostgreSQL: the nodes are two hosts then.
        """
        self.root, self.place, self.server, self.tally = root, place, server, Tally()
        self.clock = SharedClock(root / "clock.json")
        self.clock.set(BEGIN, 1.0)
        self.latest = BEGIN
        self.chance = random.Random(9)  # noqa: S311 - faults, no secrets
        self.pids: dict[str, int] = {}
        (self.place / "drops").mkdir(parents=True)
        file = root / "sources.yaml"
        file.write_text(YAML.replace("PLACE", str(self.place)), "utf-8")
        self.config = config.load(file, kinds=("feed",))
        plan = {"root": str(root), "place": str(self.place), "url": url, "hosts": server is not None}
        (root / "plan.json").write_text(json.dumps(plan), "utf-8")
        self.store = Store.open(url, clock=self.clock)
        clean = {name: value for name, value in os.environ.items() if not name.startswith("KEXIE_")}  # noqa: TID251 - for the child
        script = Path(__file__).with_name("chaos_node.py")
        self.nursery: subprocess.Popen[bytes] = subprocess.Popen(
            [sys.executable, script, root / "plan.json"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=clean | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        for name in ("a", "b"):
            self.start(name)
        self.wait("the first tick", lambda: len(self._runs()) >= len(DIGESTS))
        self.clock.set(BEGIN, SPEED)

    def close(self) -> None:
        """End everything."""
        for pid in self.pids.values():
            _signal(pid, signal.SIGKILL)
        self.nursery.kill()
        self.nursery.communicate()
        self.store.close()

    def start(self, name: str) -> None:
        """Start a node."""
        assert self.nursery.stdin
        assert self.nursery.stdout
        self.nursery.stdin.write(f"start {name}\n".encode())
        self.nursery.stdin.flush()
        self.pids[name] = int(self.nursery.stdout.readline())

    def keep_pace(self) -> None:
        """Slow the clock while the nodes are behind it: a busy machine takes longer, that is all."""
        if not _asked(lambda: self._backlog() <= MOST_BEHIND):
            self.clock.set(self.clock.now(), SPEED / 20)
            self.wait("nodes that keep pace", lambda: self._backlog() <= len(DIGESTS), seconds=600)
            self.clock.set(self.clock.now(), SPEED)

    def kill(self) -> None:
        """Kill -9 a node at any moment, and start it again."""
        name = self.chance.choice(("a", "b"))
        _signal(self.pids[name], signal.SIGKILL)
        self.start(name)

    def kill_at_work(self) -> None:
        """Kill -9 a node that holds a lease, and start it again; time until that is over."""
        name, pid, died_at = self._wish("SIGKILL")
        self.start(name)
        self.wait("recovery after kill -9", lambda: not self._held_by(pid))
        self.tally.recoveries.append(time.time() - died_at)  # noqa: TID251 - as the file system counts

    def stop(self) -> None:
        """Stop a node at any moment until its leases are over, then let it go on."""
        pid = self.pids[self.chance.choice(("a", "b"))]
        _signal(pid, signal.SIGSTOP)
        time.sleep(LEASE.total_seconds() * 1.2 / SPEED)
        _signal(pid, signal.SIGCONT)

    def stop_at_work(self) -> None:
        """Stop a node that holds a lease; the other must finish its work, and it must be refused."""
        _, pid, stopped_at = self._wish("SIGSTOP")
        refused = self._refusals()
        self.wait("takeover from a stopped node", lambda: not self._held_by(pid))
        self.tally.takeovers.append(time.time() - stopped_at)  # noqa: TID251 - as the file system counts
        _signal(pid, signal.SIGCONT)
        self.wait("the refusal of a stale worker", lambda: self._refusals() > refused)

    def jump(self) -> None:
        """Put the clock hours ahead or back."""
        hours = self.chance.choice((-5, -2, -1, 1, 2, 5)) * self.chance.uniform(0.5, 1.0)
        self.latest = max(self.latest, self.clock.now())
        self.clock.set(self.clock.now() + timedelta(hours=hours), SPEED)

    def restart_database(self) -> None:
        """Let the server crash in the middle of whatever goes on, and start it again."""
        assert self.server is not None
        self.server.stop(signal.SIGQUIT)
        time.sleep(self.chance.uniform(0.0, 0.5))
        self.server.start()

    def fill_disk(self) -> None:
        """Fill the disk that holds database and editions for a while."""
        filler = self.place / "filler"
        with suppress(OSError), filler.open("wb") as file:
            while True:
                file.write(b"\0" * 65536)
                file.flush()
        time.sleep(self.chance.uniform(0.2, 0.8))
        filler.unlink()

    def limit_files(self) -> None:
        """Let a node write no file beyond some size for a while: what a quota does."""
        pid = self.pids[self.chance.choice(("a", "b"))]
        size = self.chance.choice((0, 4096, 65536))
        with suppress(ProcessLookupError):
            _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, hard))
            time.sleep(self.chance.uniform(0.2, 0.8))
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))

    def drop_news(self) -> None:
        """Put a page into the drop folder."""
        self.tally.dropped += 1
        number = self.tally.dropped
        text = (
            f"# 第{number}小学办起观星社\n\n**本报讯** 第{number}小学的{number}名学生用自制的望远镜看月亮。\n"
        )
        draft = self.root / "draft.txt"
        draft.write_text(text, "utf-8")
        with suppress(OSError):
            (self.place / "drops" / f"news-{number}.txt").write_bytes(draft.read_bytes())

    def settle(self) -> None:
        """Let the nodes finish: the clock goes to the furthest it ever was and, in the end, stands."""
        self.latest = max(self.latest, self.clock.now()) + timedelta(minutes=1)
        self.clock.set(self.latest, SPEED)
        time.sleep(LEASE.total_seconds() * 1.2 / SPEED)  # the last leases end, what failed is tried again
        self.keep_pace()
        self.clock.set(self.clock.now(), 0.0)
        self.wait("everything settled", self._is_settled, seconds=600)
        self.tally.refused = self._refusals()

    def wait(self, what: str, is_true: Callable[[], bool], *, seconds: float = 60) -> None:
        """Wait for something to come true; a busy machine may take long, never for ever."""
        until = time.monotonic() + seconds
        while not _asked(is_true):
            assert time.monotonic() < until, f"{what}: not after {seconds} s\n{self.told()}"
            time.sleep(0.02)

    def told(self) -> str:
        """Where the nodes are, what they said last, and what is open."""
        for pid in self.pids.values():
            _signal(pid, signal.SIGUSR1)
        time.sleep(0.5)
        logs = (file.read_text("utf-8").splitlines()[-40:] for file in sorted(self.root.glob("*.log")))
        open_runs = [run for run in self._runs() if run.state is PeriodState.DUE or run.lease_owner]
        states = [f"{name} {pid} {_state(pid)}" for name, pid in self.pids.items()]
        return "\n".join([str(self.clock.now()), *states, *map(str, open_runs), *map("\n".join, logs)])

    def crashes(self) -> list[str]:
        """What nodes said of errors that are bugs: a store that is away, or full, is none."""
        logs = "\n".join(file.read_text("utf-8") for file in self.root.glob("*.log"))
        ended = [line for line in logs.splitlines() if " chaos ended: " in line and "StoreError" not in line]
        return ended + [line for line in logs.splitlines() if "the program failed on this edition" in line]

    def runs_of(self, digest: str) -> list[PeriodRun]:
        """All periods of a digest."""
        with self.store.reading() as tx:
            return periods.list_latest(tx, digest, 100_000)

    def editions_of(self, digest: str) -> list[Edition]:
        """All its published editions, by number."""
        with self.store.reading() as tx:
            published = editions.list_standings(tx, digest, states=(EditionState.PUBLISHED,), limit=100_000)
        return sorted((edition for edition, _ in published), key=lambda edition: edition.total_number)

    def promised(self, digest: str, first: PeriodRun) -> list[str]:
        """The keys of the periods that the calendar knows after the first."""
        chosen = next(one for one in self.config.digests if one.key == digest)
        assert chosen.schedule
        zone = self.config.timezone_of(chosen)
        return [one.key for one in due_between(chosen.schedule, zone, first.due_at, self.clock.now())]

    def _backlog(self) -> int:
        with self.store.reading() as tx:
            return len(periods.list_due(tx)) + len(editions.list_unfinished(tx))

    def _is_settled(self) -> bool:
        """Whether every promised period is entered and done, in one look at the store."""
        with self.store.reading() as tx:
            known = {digest: periods.list_latest(tx, digest, 100_000) for digest in DIGESTS}
            is_unfinished = bool(editions.list_unfinished(tx))
        runs = [run for found in known.values() for run in found]
        if is_unfinished or any(run.state is PeriodState.DUE or run.lease_owner for run in runs):
            return False
        return all(
            set(self.promised(digest, min(found, key=lambda run: run.due_at)))
            <= {run.period for run in found}
            for digest, found in known.items()
        )

    def _runs(self) -> list[PeriodRun]:
        with suppress(StoreError):
            return [run for digest in DIGESTS for run in self.runs_of(digest)]
        return []

    def _held_by(self, pid: int) -> list[PeriodRun]:
        return [run for run in self._runs() if run.lease_owner and f"|{pid}@" in run.lease_owner]

    def _wish(self, name: str) -> tuple[str, int, float]:
        """Have the next node that comes to a point of its work end or stop there; say which, and when."""
        point = self.chance.choice(("composing", "rendering", "written"))
        draft, wish = self.root / "wish.draft", self.root / "wish"
        draft.write_text(f"{point} {name}", "ascii")
        draft.replace(wish)
        granted = {self.root / f"wish.{pid}": node for node, pid in self.pids.items()}
        self.wait(f"a node that gets {name} while {point}", lambda: any(file.exists() for file in granted))
        (node,) = (node for file, node in granted.items() if file.exists())
        state = "T" if name == "SIGSTOP" else ""
        self.wait(f"{name} of {node}", lambda: _state(self.pids[node]) == state)
        granted_at = self.root / f"wish.{self.pids[node]}"
        happened_at = granted_at.stat().st_ctime  # of its renaming
        granted_at.unlink()
        return node, self.pids[node], happened_at

    def _refusals(self) -> int:
        logs = (file.read_text("utf-8") for file in self.root.glob("*.log"))
        return sum(log.count("another worker took this period over") for log in logs)


def waived_by(runs: list[PeriodRun]) -> Counter[str]:
    """Count reasons."""
    return Counter(run.reason.value for run in runs if run.reason is not None)


def firsts(runs: list[PeriodRun]) -> PeriodRun:
    """The period that was there when the digest was first seen."""
    (first,) = (run for run in runs if run.reason is WaiveReason.FIRST)
    return first


def _asked(is_true: Callable[[], bool]) -> bool:
    try:
        return is_true()
    except StoreError:  # the database is away, or the disk is full
        return False


def _signal(pid: int, name: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, name)


def _state(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text("ascii", errors="replace").rpartition(")")[2].split()[0]
    return ""
