"""What links reports, and why."""

from collections.abc import Mapping, Sequence

from sqlalchemy import bindparam, text

from kexie_digest.model import Tie
from kexie_digest.store.articles import sequence_numbers
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import TieRow

_TIES = (
    "SELECT l.id, r.id, tie.score, tie.reason, l.seq, r.seq FROM event_ties AS tie"
    " JOIN articles AS l ON l.seq = tie.left_seq JOIN articles AS r ON r.seq = tie.right_seq WHERE tie."
)
#: Two questions in one, each answered from an index: with OR, SQLite would walk through all ties.
_TOUCHING = text(f"{_TIES}left_seq IN :seqs UNION {_TIES}right_seq IN :seqs").bindparams(
    bindparam("seqs", expanding=True)
)


def add_ties(tx: Transaction, ties: Sequence[Tie], numbers: Mapping[str, int] | None = None) -> None:
    """Keep ties; those that are there already stay as they are.

    Args:
        tx: The unit of work.
        ties: Ties between stored reports.
        numbers: Their numbers by id, where they are known.
    """
    seqs = numbers or sequence_numbers(tx, sorted({end for tie in ties for end in (tie.left, tie.right)}))
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
    return [tie for tie, _ in ties_at(tx, list(sequence_numbers(tx, report_ids).values()))]


def ties_at(tx: Transaction, numbers: Sequence[int]) -> list[tuple[Tie, tuple[int, int]]]:
    """Give every tie that touches one of some numbered reports.

    Args:
        tx: The unit of work.
        numbers: The reports.

    Returns:
        The ties, each once, with the numbers of its ends.
    """
    connection = tx.session.connection()
    found = sorted(map(tuple, connection.execute(_TOUCHING, {"seqs": numbers}).all()))
    return [(Tie(*row[:4]), row[4:]) for row in found]
