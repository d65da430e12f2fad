"""What events are formed from: reports under keys, ties between them, editors' rulings.

Takes and gives what ``events`` made, without a look inside: keys and days are numbers,
traits are JSON. Which event a report tells stands in ``articles``.
"""

from kexie_digest.store.events.index import (
    Filed,
    add,
    first_since,
    forget,
    holders,
    last_placed,
    list_forgotten,
    list_unplaced,
    reports_at,
    traits,
)
from kexie_digest.store.events.keys import events_at, is_used, keys_of, members
from kexie_digest.store.events.rulings import has_rulings, list_rulings, rule, rulings_of, undo
from kexie_digest.store.events.ties import add_ties, ties_at, ties_of

__all__ = [
    "Filed",
    "add",
    "add_ties",
    "events_at",
    "first_since",
    "forget",
    "has_rulings",
    "holders",
    "is_used",
    "keys_of",
    "last_placed",
    "list_forgotten",
    "list_rulings",
    "list_unplaced",
    "members",
    "reports_at",
    "rule",
    "rulings_of",
    "ties_at",
    "ties_of",
    "traits",
    "undo",
]
