"""Whom we must not mail, by the hash of the address.

Takes and gives Suppressions. Nothing is planned or armed for an address that is here;
the rows stay when everything else about a reader is deleted.
"""

from collections.abc import Collection, Iterator

from sqlalchemy import ColumnElement, bindparam
from sqlmodel import col, delete, select, update

from kexie_digest.model import Suppression, SuppressionReason
from kexie_digest.store.database import Transaction
from kexie_digest.store.readers.people import suppression_of
from kexie_digest.store.tables import SuppressionRow

_CHUNK = 1000

_LEFT, _DEAD = SuppressionReason.UNSUBSCRIBED, SuppressionReason.HARD_BOUNCE
#: Reason → those it takes the place of: a reader may undo their leaving and prove that a dead
#: mailbox is back, but neither takes a complaint or an editor's decision away.
_MILDER = {
    _DEAD: (_LEFT,),
    SuppressionReason.COMPLAINT: (_LEFT, _DEAD),
    SuppressionReason.MANUAL: (_LEFT, _DEAD),
}

#: Built once: it is asked before every final dot.
_SUPPRESSED = select(SuppressionRow.mark, SuppressionRow.reason).where(
    col(SuppressionRow.mark).in_(bindparam("b_marks", expanding=True)),
    col(SuppressionRow.digest).in_(bindparam("b_digests", expanding=True)),
)


def suppress(tx: Transaction, suppression: Suppression) -> bool:
    """Keep mail away from an address.

    Args:
        tx: The unit of work.
        suppression: The mark, the digest (empty for all) and why. A reason that is
            there already stays, unless the new one is graver: a complaint outlasts a
            wish to leave.

    Returns:
        Whether it was new.
    """
    row = {
        "mark": suppression.mark,
        "digest": suppression.digest,
        "reason": suppression.reason.value,
        "address": suppression.address,
        "note": suppression.note,
        "at": tx.now,
    }
    if tx.insert_new(SuppressionRow, [row]):
        return True
    if suppression.reason in _MILDER:
        milder = col(SuppressionRow.reason).in_([reason.value for reason in _MILDER[suppression.reason]])
        tx.change(
            update(SuppressionRow).where(_one(suppression.mark, suppression.digest), milder).values(**row)
        )
    return False


def lift(
    tx: Transaction,
    mark: str,
    digest: str = "",
    reasons: Collection[SuppressionReason] = tuple(SuppressionReason),
) -> bool:
    """Allow mail again.

    Args:
        tx: The unit of work.
        mark: The hash of the address.
        digest: Which suppression; empty for that of all digests.
        reasons: Only when it was made for one of these.

    Returns:
        Whether there was such a one.
    """
    meant = col(SuppressionRow.reason).in_([reason.value for reason in reasons])
    return tx.change(delete(SuppressionRow).where(_one(mark, digest), meant)) == 1


def suppressed(tx: Transaction, marks: Collection[str], digest: str = "") -> dict[str, SuppressionReason]:
    """Say which addresses must not be mailed.

    Args:
        tx: The unit of work.
        marks: Hashes of addresses.
        digest: For mail of this digest; empty asks for those closed to everything.

    Returns:
        Mark → why, for those that are suppressed.
    """
    wanted, found = list(marks), dict[str, SuppressionReason]()
    for start in range(0, len(wanted), _CHUNK):
        values = {"b_marks": wanted[start : start + _CHUNK], "b_digests": ["", digest]}
        rows = tx.session.connection().execute(_SUPPRESSED, values)
        found.update((mark, SuppressionReason(reason)) for mark, reason in rows)
    return found


def list_suppressions(tx: Transaction) -> Iterator[Suppression]:
    """List everybody who must not be mailed.

    Args:
        tx: The unit of work.

    Yields:
        Suppressions, the latest first.
    """
    query = select(SuppressionRow).order_by(col(SuppressionRow.at).desc(), col(SuppressionRow.mark))
    for row in tx.session.exec(query):
        yield suppression_of(row)


def suppressions_of(tx: Transaction, mark: str) -> list[Suppression]:
    """List why an address must not be mailed.

    Args:
        tx: The unit of work.
        mark: The hash.

    Returns:
        Suppressions by digest.
    """
    mine = select(SuppressionRow).where(col(SuppressionRow.mark) == mark)
    return [suppression_of(row) for row in tx.session.exec(mine.order_by(col(SuppressionRow.digest)))]


def forget_address(tx: Transaction, mark: str) -> None:
    """Leave only the hash of a suppressed address.

    Args:
        tx: The unit of work.
        mark: The hash.
    """
    mine = col(SuppressionRow.mark) == mark
    tx.change(update(SuppressionRow).where(mine).values(address="", note=""))


def _one(mark: str, digest: str) -> ColumnElement[bool]:
    return (col(SuppressionRow.mark) == mark) & (col(SuppressionRow.digest) == digest)
