"""Find the reports of one happening.

Takes a report and a shelf of those placed before, gives the events that change by it:
every report in exactly one, each tie with a reason in Chinese, editors' rulings above
all. It deletes nothing and leads nothing: which report is printed is for ``editions``.
"""

from kexie_digest.events.clusters import strongest
from kexie_digest.events.filings import Filings
from kexie_digest.events.grouping import group
from kexie_digest.events.index_keys import CROWD, Asked, IndexKeys, candidates, index_keys, limit
from kexie_digest.events.placing import place, settle
from kexie_digest.events.shelf import Shelf
from kexie_digest.events.signature import sign
from kexie_digest.events.signature.traits import Signature, from_traits, to_traits

__all__ = [
    "CROWD",
    "Asked",
    "Filings",
    "IndexKeys",
    "Shelf",
    "Signature",
    "candidates",
    "from_traits",
    "group",
    "index_keys",
    "limit",
    "place",
    "settle",
    "sign",
    "strongest",
    "to_traits",
]
