"""The trail of acts: who changed what, when, from what to what.

Takes and gives Acts, in the transaction that makes the change; nothing is ever altered
or taken out, but the address of a reader who asked for it.
"""

from sqlmodel import col, or_, select

from kexie_digest.model.desk.user import AuditEntry
from kexie_digest.store._redacting import without
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import ActRow

#: Longer texts are cut in the trail; the thing itself keeps them whole.
LONGEST = 2000


def add(tx: Transaction, act: AuditEntry) -> None:
    """Write an act down.

    Args:
        tx: The unit of work that makes the change.
        act: What is done; its instant is the store's.
    """
    row = {
        "at": tx.now,
        "who": act.who,
        "action": act.action,
        "subject": act.subject,
        "before": act.before[:LONGEST],
        "after": act.after[:LONGEST],
        "address": act.address,
    }
    tx.insert_new(ActRow, [row])


def make_nameless(tx: Transaction, address: str, alias: str) -> None:
    """Take a reader's address out of the trail; who did what and when stays.

    Args:
        tx: The unit of work.
        address: The address; case does not matter.
        alias: What stands in its place.
    """
    columns = (ActRow.subject, ActRow.before, ActRow.after)
    named = or_(*(col(column).icontains(address, autoescape=True) for column in columns))
    nameless = without(address, alias)
    for row in tx.session.exec(select(ActRow).where(named)).all():
        row.subject, row.before, row.after = map(nameless, (row.subject, row.before, row.after))


def list_page(
    tx: Transaction, *, who: str = "", action: str = "", subject: str = "", before: int = 0, limit: int = 50
) -> list[AuditEntry]:
    """List acts, the latest first.

    Args:
        tx: The unit of work.
        who: Only of this account.
        action: Only of this kind.
        subject: Only on this thing.
        before: Only older ones than the act of this number.
        limit: The most to give.

    Returns:
        The acts.
    """
    query = select(ActRow).order_by(col(ActRow.id).desc()).limit(limit)
    for column, value in ((ActRow.who, who), (ActRow.action, action), (ActRow.subject, subject)):
        if value:
            query = query.where(col(column) == value)
    if before:
        query = query.where(col(ActRow.id) < before)
    return [_act(row) for row in tx.session.exec(query)]


def _act(row: ActRow) -> AuditEntry:
    return AuditEntry(
        who=row.who,
        action=row.action,
        subject=row.subject,
        before=row.before,
        after=row.after,
        address=row.address,
        at=row.at,
        id=row.id or 0,
    )
