"""Published editions, for pages that everybody may see.

Takes the Context, gives editions whose files stand under their final name.
"""

from collections.abc import Sequence

from kexie_digest.model import Edition
from kexie_digest.model.review import EditionState
from kexie_digest.store import editions
from kexie_digest.workflows.context import Context


def list_published(context: Context, limit: int = 50) -> Sequence[Edition]:
    """List the published editions, the latest first.

    Args:
        context: Store.
        limit: The most to give.

    Returns:
        The editions.
    """
    with context.store.reading() as tx:
        found = editions.list_standings(tx, states=(EditionState.PUBLISHED,), limit=limit)
    return [edition for edition, _standing in found]
