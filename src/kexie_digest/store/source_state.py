"""What we remember of each polled source between two polls.

Takes and gives SourceStates; what they mean is decided by ``sources.polling``.
"""

from sqlmodel import col, select, update

from kexie_digest.errors import Conflict
from kexie_digest.model.serialization import from_json, to_json
from kexie_digest.model.source_state import SourceState
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import SourceStateRow


def get(tx: Transaction, source_key: str) -> SourceState:
    """Give what is remembered of a source.

    Args:
        tx: The unit of work.
        source_key: The source.

    Returns:
        Its state; the empty one for a source never polled.
    """
    row = tx.session.get(SourceStateRow, source_key)
    return from_json(SourceState, row.state) if row else SourceState()


def list_all(tx: Transaction) -> dict[str, SourceState]:
    """Give what is remembered of every source.

    Args:
        tx: The unit of work.

    Returns:
        Source key → state, for those that were polled.
    """
    rows = tx.session.exec(select(SourceStateRow))
    return {row.source_key: from_json(SourceState, row.state) for row in rows}


def require(tx: Transaction, source_key: str, before: SourceState) -> None:
    """Make sure that nobody polled a source since it was asked what is remembered of it.

    Args:
        tx: The unit of work that keeps what a poll brought.
        source_key: The source.
        before: What was remembered before the poll.

    Raises:
        Conflict: Somebody did (code ``stale_worker``).
    """
    if get(tx, source_key) != before:
        raise Conflict(
            "这个来源已由另一个进程查过，这里的结果不采用 (another worker polled this source)",
            subject=source_key,
            code="stale_worker",
            advice="不用处理：另一个进程已收下它的稿件。",
        )


def put(tx: Transaction, source_key: str, state: SourceState) -> None:
    """Remember a source's state in place of the former.

    Args:
        tx: The unit of work.
        source_key: The source.
        state: Its state from now on.
    """
    columns = {"state": to_json(state)}
    if not tx.insert_new(SourceStateRow, [{"source_key": source_key, **columns}]):
        tx.change(
            update(SourceStateRow).where(col(SourceStateRow.source_key) == source_key).values(**columns)
        )
