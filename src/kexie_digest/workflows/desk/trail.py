"""The trail of acts, as the desk shows it.

Takes who, what and which thing, gives a page of acts; writing them down is done in the
transactions that make the changes.
"""

from collections.abc import Sequence

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


def note(store: Store, act: AuditEntry) -> None:
    """Write down an act that has no transaction of its own.

    Args:
        store: Where they are.
        act: What was done.
    """
    with store.transaction() as tx:
        audit.add(tx, act)
