"""The store: the only package that knows the database.

Takes and gives frozen values of ``model`` through module functions whose first
argument is a unit of work::

    with store.transaction() as tx:
        articles.add(tx, document_id, reports)
        documents.mark_done(tx, document_id)

No row and no session leaves this package, and no stage imports it: workflows fetch
values here and hand them on.
"""

from kexie_digest.store.blobs import Blobs, SharedBlobs
from kexie_digest.store.database import Store, Transaction
from kexie_digest.store.objects import Objects

__all__ = ["Blobs", "Objects", "SharedBlobs", "Store", "Transaction"]
