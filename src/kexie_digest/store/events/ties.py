"""What links reports, and why."""

from collections.abc import Sequence

from sqlalchemy import bindparam, text

from kexie_digest.model import Tie
from kexie_digest.store.articles import sequence_numbers
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import TieRow

_TIES = (
    "SELECT l.id, r.id, tie.score, tie.reason FROM event_ties AS tie"
    " JOIN articles AS l ON l.seq = tie.left_seq JOIN articles AS r ON r.seq = tie.right_seq WHERE "
)
#: Two questions, each answered from an index: with OR, SQLite would walk through all ties.
_LEFT, _RIGHT = (
    text(_TIES + f"tie.{end} IN :seqs").bindparams(bindparam("seqs", expanding=True))
    for end in ("left_seq", "right_seq")
)


def add_ties(tx: Transaction, ties: Sequence[Tie]) -> None:
    """Keep ties; those that are there already stay as they are.

    Args:
        tx: The unit of work.
        ties: Ties between stored reports.
    """
    seqs = sequence_numbers(tx, sorted({end for tie in ties for end in (tie.left, tie.right)}))
    rows = [
        {"left_seq": seqs[tie.left], "right_seq": seqs[tie.right], "score": tie.score, "reason": tie.reason}
        for tie in ties
    ]
    tx.insert_new(TieRow, rows)


def ties_of(tx: Transaction, report_ids: Sequence[str]) -> list[Tie]:
    """Give every tie that touches one of some reports.

    Args:
        tx: The unit of work.
        report_ids: The reports.

    Returns:
        The ties, each once.
    """
    seqs = list(sequence_numbers(tx, report_ids).values())
    connection = tx.session.connection()
    found = {Tie(*row) for query in (_LEFT, _RIGHT) for row in connection.execute(query, {"seqs": seqs})}
    return sorted(found, key=lambda tie: (tie.left, tie.right))
