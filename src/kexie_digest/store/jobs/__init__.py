"""Jobs on PostgreSQL: put into the caller's transaction, carried to workers by Procrastinate.

Takes Jobs, gives rows of Procrastinate's tables, which are ours to write and never to believe:
what is to be done stands in our own rows. ``queueing`` writes and clears them, ``carrying`` calls
tasks, ``workers`` says who serves which queue, ``schema`` makes the tables.
"""

from kexie_digest.store.jobs.queueing import (
    after_commit,
    clear_stalled,
    defer,
    give_back,
)
from kexie_digest.store.jobs.schema import prepare
from kexie_digest.store.jobs.workers import Working, list_working, served

__all__ = [
    "Working",
    "after_commit",
    "clear_stalled",
    "defer",
    "give_back",
    "list_working",
    "prepare",
    "served",
]
