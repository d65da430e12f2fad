"""The trail of acts, as the desk shows it.

Takes who, what and which thing, gives a page of acts; writing them down is done in the
transactions that make the changes.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from kexie_digest.model.desk.user import AuditEntry
from kexie_digest.store import Store
from kexie_digest.store.desk import audit


def list_page(
    store: Store, *, who: str = "", action: str = "", subject: str = "", before: int = 0, limit: int = 50
) -> Sequence[AuditEntry]:
    """List acts, the latest first.

    Args:
        store: Where they are.
        who: Only of this account.
        action: Only of this kind.
        subject: Only on this thing.
        before: Only older ones than the act of this number.
        limit: The most to give.

    Returns:
        The acts.
    """
    with store.reading() as tx:
        return audit.list_page(tx, who=who, action=action, subject=subject, before=before, limit=limit)


@contextmanager
def recorded(store: Store) -> Iterator[tuple[Store, Callable[[AuditEntry], None]]]:
    """Carry out an act and write it down in one unit of work.

    There is no act without its line, and no line without its act: whatever the workflows
    called inside begin is part of this unit of work.

    Args:
        store: Where acts and lines are.

    Yields:
        The store to be used inside, and what writes a line.
    """
    with store.transaction() as tx:
        yield store.within(tx), partial(audit.add, tx)
