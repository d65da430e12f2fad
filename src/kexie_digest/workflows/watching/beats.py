"""Who is expected to be heard of: schedulers, by their machine.

Takes the Context, writes and reads beats. A scheduler that ends on SIGTERM is expected no
more; one that hangs, or was killed, is missed.
"""

import datetime as dt
import logging
import socket
from collections.abc import Callable, Mapping

from kexie_digest.errors import KexieDigestError
from kexie_digest.store import Transaction
from kexie_digest.store.watching import heartbeats
from kexie_digest.workflows.context import Context

#: A scheduler ticks every few seconds, but finishes a long run first.
PATIENCE = dt.timedelta(minutes=15)
#: Seconds between two beats: each one is a write.
EVERY = 30.0
_SCHEDULER = "scheduler@"

#: Name → last beat.
Beats = Mapping[str, dt.datetime]

_log = logging.getLogger(__name__)


def own_scheduler() -> str:
    """Name this machine's scheduler."""
    return _SCHEDULER + socket.gethostname()


class Heart:
    """Lets a scheduler be heard of, and says when it ends on purpose."""

    def __init__(self, context: Context) -> None:
        """Begin; nobody is expected before the first beat.

        Args:
            context: The store.
        """
        self._context = context
        self._last: float | None = None

    def beat(self) -> None:
        """Be heard of, now and then; a store that is busy or down hears nothing: that is to be noticed."""
        now = self._context.clock.monotonic()
        if self._last is None or now - self._last >= EVERY:
            self._last = now
            self._change(heartbeats.beat)

    def stop(self) -> None:
        """End on purpose: nobody is to be missed."""
        self._change(heartbeats.stop)

    def _change(self, change: Callable[[Transaction, str], None]) -> None:
        try:
            with self._context.store.transaction() as tx:
                change(tx, own_scheduler())
        except KexieDigestError as error:
            _log.warning("no heartbeat: %s", error)


def silent(beats: Beats, now: dt.datetime) -> dict[str, dt.datetime]:
    """Say which schedulers are missed.

    Args:
        beats: Name → last beat.
        now: The present instant.

    Returns:
        Machine → when it was last heard of.
    """
    return {name.removeprefix(_SCHEDULER): at for name, at in silent_names(beats, now).items()}


def silent_names(beats: Beats, now: dt.datetime) -> dict[str, dt.datetime]:
    """Say which schedulers are missed, by the names they beat under.

    Args:
        beats: Name → last beat.
        now: The present instant.

    Returns:
        Name → when it was last heard of.
    """
    return {name: at for name, at in beats.items() if name.startswith(_SCHEDULER) and now - at > PATIENCE}
