"""Preview again whenever a template or the configuration changes.

Takes the places to look at and a way to preview, gives one outcome a change. Files are
compared once a second by time and size: that works on every disk and network share, and
templates are few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kexie_digest.clock import Clock
from kexie_digest.errors import KexieDigestError
from kexie_digest.workflows.preview import Previewed

#: Seconds between two looks.
PAUSE = 1.0

Stamps = dict[Path, tuple[int, int]]


def watch(
    places: Sequence[Path], render: Callable[[], Previewed], clock: Clock
) -> Iterator[Previewed | KexieDigestError]:
    """Preview now and after every change, until the caller stops.

    Args:
        places: Files, and folders with all that is in them; they may come and go.
        render: Previews once, with everything read anew.
        clock: Pauses between looks.

    Yields:
        What was written, or why nothing could be; the next change is waited for either way.
    """
    seen: Stamps | None = None
    while True:
        now = _stamps(places)
        if now == seen:
            clock.sleep(PAUSE)
            continue
        seen = now
        try:
            yield render()
        except KexieDigestError as error:
            yield error


def _stamps(places: Sequence[Path]) -> Stamps:
    """Give time and size of every file; one that vanishes while we look is left out."""
    stamps = {}
    for place in places:
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            try:
                facts = path.stat()
            except OSError:
                continue
            stamps[path] = (facts.st_mtime_ns, facts.st_size)
    return stamps
