"""What sending has learnt: each provider's pace, each account's day, each address's failures.

Takes and gives Paces, counts and dates.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, func
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, delete, select, update

from kexie_digest.model import Pace
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import AccountDayRow, BounceRow, PaceRow


def _counting(insert: Callable[..., Any]) -> Executable:
    new = insert(AccountDayRow)
    more = new.on_conflict_do_update(
        index_elements=["account", "day"], set_={"sent": col(AccountDayRow.sent) + new.excluded.sent}
    )
    counted: Executable = more.returning(col(AccountDayRow.sent))
    return counted


#: Built once: rendering a statement costs more than running it.
_COUNTED = {"sqlite": _counting(sqlite.insert), "postgresql": _counting(postgresql.insert)}


def list_paces(tx: Transaction) -> dict[str, Pace]:
    """Give the paces that differ from where buckets begin.

    Args:
        tx: The unit of work.

    Returns:
        Bucket → pace.
    """
    return {
        row.bucket: Pace(
            row.connections, row.per_minute, row.per_connection, row.closed_until, row.changed_at
        )
        for row in tx.session.exec(select(PaceRow))
    }


def keep_pace(tx: Transaction, bucket: str, pace: Pace) -> None:
    """Remember a provider's pace.

    Args:
        tx: The unit of work.
        bucket: The provider.
        pace: Its pace from now on.
    """
    values = {
        "connections": pace.connections,
        "per_minute": pace.per_minute,
        "per_connection": pace.per_connection,
        "closed_until": pace.closed_until,
        "changed_at": tx.now,
    }
    if not tx.insert_new(PaceRow, [{"bucket": bucket, **values}]):
        tx.change(update(PaceRow).where(col(PaceRow.bucket) == bucket).values(**values))


def count_sent(tx: Transaction, account: str, day: str, by: int) -> int:
    """Count what an account sent on a day.

    Args:
        tx: The unit of work.
        account: The account's name.
        day: ISO day where the account's quota begins anew.
        by: How many more.

    Returns:
        How many that day, all processes together.
    """
    values = {"account": account, "day": day, "sent": by, "is_closed": False}
    return int(tx.session.connection().execute(_COUNTED[tx.dialect], values).scalar_one())


def close_account(tx: Transaction, account: str, day: str) -> None:
    """Note that an account's quota is used up for the day, as the server says.

    Args:
        tx: The unit of work.
        account: The account's name.
        day: ISO day.
    """
    count_sent(tx, account, day, 0)
    mine = (col(AccountDayRow.account) == account) & (col(AccountDayRow.day) == day)
    tx.change(update(AccountDayRow).where(mine).values(is_closed=True))


def sent_on(tx: Transaction, account: str, day: str) -> tuple[int, bool]:
    """Say what an account has sent on a day.

    Args:
        tx: The unit of work.
        account: The account's name.
        day: ISO day.

    Returns:
        How many, and whether the server said that this is enough.
    """
    row = tx.session.get(AccountDayRow, (account, day))
    return (row.sent, row.is_closed) if row else (0, False)


def note_failure(tx: Transaction, mark: str, edition: tuple[str, int], *, is_hard: bool, text: str) -> None:
    """Remember that an address failed in a campaign.

    Args:
        tx: The unit of work.
        mark: The hash of the address.
        edition: The digest's key and 总第N期.
        is_hard: There is no such address.
        text: What was said.
    """
    row = {
        "mark": mark,
        "digest": edition[0],
        "total_number": edition[1],
        "kind": "hard" if is_hard else "soft",
        "text": text,
        "at": tx.now,
    }
    tx.insert_new(BounceRow, [row])


def failures_of(tx: Transaction, mark: str) -> list[dict[str, object]]:
    """List what servers said of an address.

    Args:
        tx: The unit of work.
        mark: The hash of the address.

    Returns:
        Edition, ``hard`` or ``soft``, words and ISO time of each failure, as JSON data.
    """
    rows = tx.session.exec(select(BounceRow).where(col(BounceRow.mark) == mark).order_by(col(BounceRow.at)))
    return [
        {
            "digest": row.digest,
            "total_number": row.total_number,
            "kind": row.kind,
            "text": row.text,
            "at": row.at.isoformat(),
        }
        for row in rows
    ]


def forget_failures(tx: Transaction, mark: str) -> None:
    """Throw away what servers said of an address: it often quotes it.

    Args:
        tx: The unit of work.
        mark: The hash of the address.
    """
    tx.change(delete(BounceRow).where(col(BounceRow.mark) == mark))


def soft_campaigns(tx: Transaction, mark: str, since: datetime) -> int:
    """Count the campaigns in which an address failed without being called dead.

    Args:
        tx: The unit of work.
        mark: The hash of the address.
        since: From when on.

    Returns:
        How many different ones.
    """
    soft = (col(BounceRow.mark) == mark) & (col(BounceRow.kind) == "soft") & (col(BounceRow.at) > since)
    return tx.session.exec(select(func.count()).select_from(BounceRow).where(soft)).one()
