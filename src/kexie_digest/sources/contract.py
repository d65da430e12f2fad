"""What every kind of source takes and gives.

Takes nothing, does nothing: two values that ``fetch`` functions speak in.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kexie_digest.clock import Clock, SystemClock
from kexie_digest.errors import SourceError
from kexie_digest.model import Document, SourceState
from kexie_digest.sources._http import Client
from kexie_digest.sources._robots import Rules


@dataclass(frozen=True, slots=True)
class Tools:
    """What sources need besides the source: the guarded client and the clock.

    ``spacing`` is the pause in seconds between two pages of a host; ``accounts`` are logins of
    mailboxes, ``user:password`` by name; ``robots`` remembers sites' rules and how long they hold.
    """

    client: Client = field(default_factory=Client)
    clock: Clock = field(default_factory=SystemClock)
    spacing: float = 1.0
    accounts: Mapping[str, str] = field(default_factory=dict, repr=False)
    robots: dict[str, tuple[dt.datetime, Rules]] = field(default_factory=dict, repr=False)


def nothing_to_say() -> None:
    """Acknowledge nothing: most sources do not hear what became of their items."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """The outcome of one poll.

    ``state`` must be kept in the same transaction as the documents: its validators
    say that they have been taken. ``original`` is the reply as it came, to be kept
    for reading again after a fix. ``error`` is set when the poll failed; the state
    then says when to try again. ``notes`` are stable words such as ``charset_doubt``.
    """

    state: SourceState
    documents: tuple[Document, ...] = ()
    original: Document | None = None
    error: SourceError | None = None
    notes: tuple[str, ...] = ()
    warnings: tuple[SourceError, ...] = ()
    acknowledge: Callable[[], None] = nothing_to_say
