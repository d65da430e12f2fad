"""Which periods of a digest's schedule were settled, with an edition or without.

Takes digest and period keys, gives yes or no. The row is written in the transaction
that composes the edition, so a period never has two editions.
"""

from sqlmodel import col, select

from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import PeriodRow


def is_known(tx: Transaction, digest: str) -> bool:
    """Tell whether any period of a digest was ever settled.

    Args:
        tx: The unit of work.
        digest: The digest's key.

    Returns:
        False for a digest the scheduler has never seen.
    """
    return (
        tx.session.exec(select(PeriodRow.period).where(col(PeriodRow.digest) == digest)).first() is not None
    )


def is_settled(tx: Transaction, digest: str, period: str) -> bool:
    """Tell whether a period was settled.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        period: The period's key.

    Returns:
        Whether there is nothing left to do for it.
    """
    return tx.session.get(PeriodRow, (digest, period)) is not None


def settle(tx: Transaction, digest: str, period: str) -> bool:
    """Settle a period; one already settled stays as it is.

    Args:
        tx: The unit of work that also adds the edition, if there is one.
        digest: The digest's key.
        period: The period's key.

    Returns:
        Whether it was open.
    """
    row = {"digest": digest, "period": period, "settled_at": tx.now}
    return bool(tx.insert_new(PeriodRow, [row]))
