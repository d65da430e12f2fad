"""Editions: what was published, under which numbers, with which reports.

Takes and gives Editions. An edition is added before anything is written to disk: as
``drafting`` when its digest has reviewers, else as ``publishing``; it is marked when its
files stand under their final name, so a run that dies in between finishes the same
number. Which files and where is the caller's business.

How a digest finds its unpublished reports without looking at all that are stored:
``digest_marks`` says up to which ``seq`` it was composed, ``waiting`` names what was
held back below that. Both move in the transaction that adds the edition (``marks``).
"""

from kexie_digest.store.editions.adding import add, mark_published, numbers_for
from kexie_digest.store.editions.asking import (
    get,
    list_earlier,
    list_latest,
    list_places,
    list_report_ids,
    list_standings,
    list_unfinished,
    standing,
)
from kexie_digest.store.editions.drafting import change, finish, hold, move_on, take_back, withdraw

__all__ = [
    "add",
    "change",
    "finish",
    "get",
    "hold",
    "list_earlier",
    "list_latest",
    "list_places",
    "list_report_ids",
    "list_standings",
    "list_unfinished",
    "mark_published",
    "move_on",
    "numbers_for",
    "standing",
    "take_back",
    "withdraw",
]
