"""What ``sources.yaml`` defines, with the line that owns each item.

Takes the Context, gives sources, drops, themes and digests as the desk shows them: to be
read here and changed there.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kexie_digest.clock import Clock
from kexie_digest.config.yaml_tree import read_tree
from kexie_digest.model import Digest, Drop, Edition, Source, SourceState
from kexie_digest.store import editions
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.due import Appearance, Past, coming, past, warning
from kexie_digest.workflows.sources.watching import Watched, watch


@dataclass(frozen=True, slots=True)
class Owner:
    """Who owns an item: a file and a line; no file means that it is built in."""

    file: str = ""
    line: int = 0

    @property
    def words(self) -> str:
        """How the desk says it."""
        if not self.file:
            return "内置"
        return f"{self.file} 第 {self.line} 行" if self.line else self.file


@dataclass(frozen=True, slots=True)
class WatchedSource:
    """A source, how it is doing, and who owns it."""

    watched: Watched
    owner: Owner

    @property
    def source(self) -> Source:
        """The source."""
        return self.watched.source

    @property
    def state(self) -> SourceState:
        """What is remembered of it."""
        return self.watched.state


@dataclass(frozen=True, slots=True)
class WatchedDrop:
    """A drop folder: whether it is there, and how many files wait in it."""

    drop: Drop
    waiting: int | None
    failed: int
    owner: Owner


@dataclass(frozen=True, slots=True)
class PlannedDigest:
    """A digest, its next dates and what is not sure about them, its latest edition, who owns it.

    ``past`` says what became of its latest appearances.
    """

    digest: Digest
    dates: Sequence[Appearance]
    timezone: str
    latest: Edition | None
    owner: Owner
    past: Sequence[Past] = ()

    @property
    def next_at(self) -> dt.datetime | None:
        """When it appears next; None when it does not by itself."""
        return self.dates[0].at if self.dates else None

    @property
    def warning(self) -> str:
        """What is not sure about the dates; empty when everything is known."""
        return warning(self.dates)


def owners(context: Context, section: str) -> dict[str, Owner]:
    """Find the line of each item of a section.

    Args:
        context: Whose configuration file is read.
        section: ``sources``, ``drops``, ``themes`` or ``digests``.

    Returns:
        Key → owner, for the items that stand in the file.
    """
    if context.config.file is None:
        return {}
    path = Path(context.config.file)
    try:
        tree = read_tree(path.read_bytes(), path.name)
    except OSError:  # taken away since the start: the items still hold
        return {}
    found = (place for place in tree.places.items() if len(place[0]) == 2 and place[0][0] == section)  # noqa: PLR2004 - section and key
    return {str(keys[1]): Owner(path.name, place.line) for keys, place in found}


def list_sources(context: Context) -> Sequence[WatchedSource]:
    """List the polled sources.

    Args:
        context: Configuration and store.

    Returns:
        Them, in the order of the file.
    """
    known = owners(context, "sources")
    watched = watch(context.store, context.config.sources, context.clock.now())
    return [WatchedSource(one, known.get(one.source.key, Owner())) for one in watched]


def list_drops(context: Context) -> Sequence[WatchedDrop]:
    """List the drop folders.

    Args:
        context: Configuration.

    Returns:
        Them, in the order of the file.
    """
    known = owners(context, "drops")
    return [
        WatchedDrop(
            drop,
            _files(Path(drop.path)),
            _files(Path(drop.path) / "failed") or 0,
            known.get(drop.key, Owner()),
        )
        for drop in context.config.drops
    ]


def list_digests(context: Context, clock: Clock) -> Sequence[PlannedDigest]:
    """List the digests.

    Args:
        context: Configuration and store.
        clock: Says from when on the next one is looked for.

    Returns:
        Them, in the order of the file.
    """
    known = owners(context, "digests")
    with context.store.reading() as tx:
        return [
            PlannedDigest(
                digest,
                coming(context.config, digest, clock.now()),
                context.config.timezone_of(digest),
                next(iter(editions.list_latest(tx, digest.key, 1)), None),
                known.get(digest.key, Owner()),
                past(tx, context.config, digest),
            )
            for digest in context.config.digests
        ]


def _files(folder: Path) -> int | None:
    """Count the visible files of a folder; None where there is no folder."""
    try:
        return sum(1 for entry in folder.iterdir() if entry.is_file() and not entry.name.startswith("."))
    except OSError:
        return None
