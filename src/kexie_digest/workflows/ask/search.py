"""Search the archive for words.

Takes the store, words and a scope, gives hits, in one snapshot beside a run that may be
writing.
"""

from collections.abc import Sequence

from kexie_digest.model import SearchHit, SearchScope
from kexie_digest.store import Store
from kexie_digest.store import search as index


def find(store: Store, words: str, scope: SearchScope, *, limit: int) -> Sequence[SearchHit]:
    """Find reports that hold every word.

    Args:
        store: The archive.
        words: Words separated by spaces.
        scope: Which reports to look at.
        limit: The most to give.

    Returns:
        The best first.

    Raises:
        StoreError: There is nothing to look for, or the store failed.
    """
    with store.reading() as tx:
        return index.search(tx, words, scope, limit=limit)
