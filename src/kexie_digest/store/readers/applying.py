"""Sign-ups that wait for their address to confirm them.

Takes Applications with their tokens, gives them back.
"""

from datetime import datetime

from sqlalchemy import func
from sqlmodel import col, delete, select, update

from kexie_digest.model import Application
from kexie_digest.model.serialization import from_json, to_json
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import ApplicationRow


def add_application(tx: Transaction, token: str, mark: str, application: Application) -> None:
    """Keep a sign-up until it is confirmed; what ran out before is thrown away.

    Args:
        tx: The unit of work.
        token: What the confirmation link holds.
        mark: The hash of the address.
        application: What was asked for.
    """
    tx.change(delete(ApplicationRow).where(col(ApplicationRow.expires_at) <= tx.now))
    times = {"requested_at": application.requested_at, "expires_at": application.expires_at}
    row = {"token": token, "mark": mark, "application": to_json(application), "confirmed_at": None, **times}
    tx.insert_new(ApplicationRow, [row])


def get_application(tx: Transaction, token: str) -> Application | None:
    """Give a sign-up that has not run out.

    Args:
        tx: The unit of work.
        token: From the link.

    Returns:
        The application, or None.
    """
    row = tx.session.get(ApplicationRow, token)
    if row is None or row.expires_at <= tx.now:
        return None
    return from_json(Application, {**row.application, "confirmed_at": row.confirmed_at})


def mark_confirmed(tx: Transaction, token: str) -> bool:
    """Note that the address confirmed.

    Args:
        tx: The unit of work.
        token: From the link.

    Returns:
        Whether it was the first time.
    """
    waiting = (col(ApplicationRow.token) == token) & col(ApplicationRow.confirmed_at).is_(None)
    return tx.change(update(ApplicationRow).where(waiting).values(confirmed_at=tx.now)) == 1


def count_applications(tx: Transaction, mark: str, since: datetime) -> int:
    """Count the sign-ups of one address, so that nobody's mailbox is flooded.

    Args:
        tx: The unit of work.
        mark: The hash of the address.
        since: From when on.

    Returns:
        How many.
    """
    mine = (col(ApplicationRow.mark) == mark) & (col(ApplicationRow.requested_at) > since)
    return tx.session.exec(select(func.count()).select_from(ApplicationRow).where(mine)).one()


def applications_of(tx: Transaction, mark: str) -> list[Application]:
    """List the sign-ups of one address, confirmed or not, run out or not.

    Args:
        tx: The unit of work.
        mark: The hash of the address.

    Returns:
        Sign-ups, the oldest first.
    """
    mine = select(ApplicationRow).where(col(ApplicationRow.mark) == mark)
    return [
        from_json(Application, {**row.application, "confirmed_at": row.confirmed_at})
        for row in tx.session.exec(mine.order_by(col(ApplicationRow.requested_at)))
    ]


def forget_applications(tx: Transaction, mark: str) -> None:
    """Delete the sign-ups of one address.

    Args:
        tx: The unit of work.
        mark: The hash of the address.
    """
    tx.change(delete(ApplicationRow).where(col(ApplicationRow.mark) == mark))
