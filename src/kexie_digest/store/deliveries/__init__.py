"""The ledger of copies: who was sent which edition, and what is in doubt.

Takes recipients and outcomes, gives Deliveries and counts. A copy is claimed with a
lease, ``armed`` and committed just before the final dot, then settled by the reply; a
sender that dies in between leaves ``uncertain``, which nothing sends again by itself.
So a recipient gets an edition at most once, with every doubt named. It sends nothing.
"""

from kexie_digest.store.deliveries.leasing import Recovered, arm, claim, recover
from kexie_digest.store.deliveries.of_readers import (
    cancel_recipient,
    find_token,
    make_nameless,
    of_edition_by_address,
    of_recipient,
)
from kexie_digest.store.deliveries.outcomes import (
    mark_cancelled,
    mark_deferred,
    mark_failed,
    mark_sent,
    mark_uncertain,
)
from kexie_digest.store.deliveries.queueing import counts, get, list_of_edition, queue

__all__ = [
    "Recovered",
    "arm",
    "cancel_recipient",
    "claim",
    "counts",
    "find_token",
    "get",
    "list_of_edition",
    "make_nameless",
    "mark_cancelled",
    "mark_deferred",
    "mark_failed",
    "mark_sent",
    "mark_uncertain",
    "of_edition_by_address",
    "of_recipient",
    "queue",
    "recover",
]
