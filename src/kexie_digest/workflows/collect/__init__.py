"""Collect: dropped files and polled sources become stored reports.

Takes drops and sources, gives reports in the store. The order survives a kill after any
step: bytes are kept and claimed first, articles are committed together with "done", a
dropped file is moved last. Items fail alone and are recorded in the journal.
"""

from collections.abc import Sequence

from kexie_digest.model import Drop, Source
from kexie_digest.workflows.collect.drops import collect_drop
from kexie_digest.workflows.collect.polls import collect_sources, read_unfinished
from kexie_digest.workflows.collect.watch import Watch
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.journal import Journal

__all__ = ["Watch", "collect", "read_unfinished"]


def collect(
    context: Context,
    drops: Sequence[Drop],
    polled: Sequence[Source],
    journal: Journal,
    watch: Watch | None = None,
) -> None:
    """Take in everything new.

    Args:
        context: The program.
        drops: Folders to empty.
        polled: Sources to ask.
        journal: Told counts, warnings and failures.
        watch: Of a scheduler, which looks again and again and polls what is due; None
            for a manual run, which looks twice and polls everything.
    """
    for drop in drops:
        collect_drop(context, drop, journal, watch)
    collect_sources(context, polled, journal, watch)
