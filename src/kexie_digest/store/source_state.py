"""What we remember of each polled source between two polls.

Takes and gives SourceStates; what they mean is decided by ``sources.polling``.
"""

from sqlmodel import col, update

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
