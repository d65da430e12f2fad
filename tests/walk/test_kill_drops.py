"""kill -9 at random moments of ``schedule`` while people work in its folder: nothing lost, nothing twice."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desk import Desk
from stores import ask

pytestmark = pytest.mark.slow

#: How many kills, and how many files lie there at once; `make prove` sets more.
KILLS = int(os.environ.get("PROVE_DROP_KILLS", "3"))  # noqa: TID251 - a test's own knob
FILES = int(os.environ.get("PROVE_DROP_FILES", "12"))  # noqa: TID251 - as above
#: Seconds between two ticks, and that a file must stand still.
TICK, WAIT = 0.3, 1.0
YAML = "digests:\n  weekly: {title: 周报}\ndrops:\n  inbox: {path: drops}\n"
WORKER = Path(__file__).parent / "drops_worker.py"


@dataclass
class Office:
    """People who write, rename, replace and delete in a folder, and what they may expect.

    ``kept`` are names of contents (in their titles) that must be taken; ``gone`` were replaced or
    deleted, perhaps before somebody looked.
    """

    drops: Path
    chance: random.Random
    kept: dict[str, bytes] = field(default_factory=dict)
    gone: dict[str, bytes] = field(default_factory=dict)
    waiting: dict[Path, str] = field(default_factory=dict)
    count: int = 0

    def page(self) -> tuple[str, bytes]:
        """Think of a page; every eighth is of a kind that nobody reads."""
        self.count += 1
        title = f"临江科协举办第{self.count}场科普讲座"
        words = f"本报讯 3月2日，临江市科协举办第{self.count}场讲座，{self.count + 40}名市民到场。"
        return title, f"# {title}\n\n{words * self.chance.randint(1, 4)}\n".encode()

    def put(self) -> None:
        """Copy a whole page in under another name, then give it its own."""
        self._place(self.drops / f"{self.count + 1:05}.txt", *self.page())

    def put_what_nobody_reads(self) -> None:
        """Drop a picture of no page's, in a format we do not read."""
        self.count += 1
        self._place(self.drops / f"{self.count:05}.psd", f"{self.count}", b"8BPS" + os.urandom(40))

    def _place(self, path: Path, title: str, content: bytes) -> None:
        draft = path.with_suffix(".part")
        draft.write_bytes(content)
        draft.replace(path)
        self.kept[title] = content
        self.waiting[path] = title

    def write_slowly(self) -> None:
        """Write a page in two halves under its own name."""
        title, content = self.page()
        path = self.drops / f"{self.count:05}.txt"
        began = time.monotonic()
        with path.open("wb", buffering=0) as stream:
            stream.write(content[:20])
            time.sleep(0.05)
            stream.write(content[20:])
        is_slow = time.monotonic() - began > WAIT / 2  # on a busy machine half a page may have been taken
        (self.gone if is_slow else self.kept)[title] = content
        self.waiting[path] = title

    def rename(self) -> None:
        """Call a waiting file something else."""
        path = self._one()
        if path is not None:
            title = self.waiting.pop(path)
            moved = path.with_name(f"改名{path.name}")
            try:
                path.rename(moved)
            except FileNotFoundError:  # taken already
                return
            self.waiting[moved] = title

    def replace(self) -> None:
        """Put another page under the name of a waiting one."""
        path = self._one()
        if path is not None and path.suffix == ".txt":
            before = self.waiting.pop(path)
            self._forget(before)
            self._place(path, *self.page())

    def delete(self) -> None:
        """Take a waiting file away."""
        path = self._one()
        if path is not None:
            self._forget(self.waiting.pop(path))
            path.unlink(missing_ok=True)

    def _one(self) -> Path | None:
        here = [path for path in self.waiting if path.exists()]
        return self.chance.choice(here) if here else None

    def _forget(self, title: str) -> None:
        if title in self.kept:
            self.gone[title] = self.kept.pop(title)

    def act(self, seconds: float) -> None:
        """Work for a while."""
        acts: list[Callable[[], None]] = [self.put, self.write_slowly, self.rename, self.replace, self.delete]
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.chance.choices([*acts, self.put_what_nobody_reads], [6, 2, 2, 2, 1, 1])[0]()
            time.sleep(self.chance.uniform(0, 0.1))

    @property
    def left(self) -> list[str]:
        """Files that wait to be taken."""
        return [path.name for path in self.drops.iterdir() if path.is_file()]


@dataclass
class Nursery:
    """Starts ``schedule``, and kills it."""

    process: subprocess.Popen[str]
    alive: int = 0

    def ask(self, words: str = "\n") -> str:
        """Write a line, unless it is empty, and read one."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(words)
        self.process.stdin.flush()
        return self.process.stdout.readline()

    def start(self) -> None:
        """Let a new process begin."""
        self.alive = int(self.ask())

    def kill(self) -> None:
        """End the process as no program expects it, and wait until it is dead."""
        os.kill(self.alive, signal.SIGKILL)
        self.alive = 0
        assert self.ask("") == "\n"


@contextmanager
def nursery(desk: Desk) -> Iterator[Nursery]:
    """Get ready to start ``schedule`` at a desk."""
    command = [sys.executable, str(WORKER), str(TICK), str(WAIT)]
    with subprocess.Popen(
        command,
        cwd=desk.root,
        env=desk.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        opened = Nursery(process)
        try:
            yield opened
        finally:
            if opened.alive:
                opened.kill()


def _settled(desk: Desk) -> Counter[str]:
    """Count the contents that lie in done/ and failed/."""
    files = [path for name in ("done", "failed") for path in (desk.drops / name).iterdir()]
    told = (".error.txt", ".warnings.txt")
    return Counter(
        hashlib.sha256(path.read_bytes()).hexdigest() for path in files if not path.name.endswith(told)
    )


def _articles(desk: Desk) -> Counter[str]:
    return Counter(str(title) for (title,) in ask(desk.root / "var", "SELECT title FROM articles"))


@pytest.mark.timeout(300 + 20 * KILLS + FILES)
def test_every_file_of_a_killed_scheduler_is_settled_once(
    tmp_path: Path, record_property: pytest.RecordProperty
) -> None:
    """Files that came while it was killed again and again: each in one place, its article once."""
    desk = Desk(tmp_path)
    (desk.root / "sources.yaml").write_text(YAML, "utf-8")
    office = Office(desk.drops, random.Random(8))  # noqa: S311 - moments, not secrets
    with nursery(desk) as opened:
        for number in range(KILLS):
            opened.start()
            if number == KILLS // 2:
                for _ in range(FILES):
                    office.put()
            office.act(office.chance.uniform(0.2, WAIT + 3 * TICK))
            opened.kill()
        opened.start()
        until = time.monotonic() + 200 + FILES
        while office.left and time.monotonic() < until:
            time.sleep(TICK)
        opened.kill()
    record_property("tries", KILLS)
    _check(desk, office)


def _check(desk: Desk, office: Office) -> None:
    assert office.left == []
    settled, articles = _settled(desk), _articles(desk)
    assert len(office.kept) > FILES
    for title, content in office.kept.items():
        assert settled[hashlib.sha256(content).hexdigest()] == 1, title
        assert articles[title] == (1 if content.startswith(b"#") else 0), title
    for title, content in office.gone.items():
        assert settled[hashlib.sha256(content).hexdigest()] <= 1, title
        assert articles[title] <= 1, title
    assert set(articles) <= {*office.kept, *office.gone}
