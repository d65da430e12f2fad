"""What links reports, and why."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import col, select

from kexie_digest.model import Tie
from kexie_digest.store.articles import sequence_numbers
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import ArticleRow, TieRow


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
    left, right = aliased(ArticleRow), aliased(ArticleRow)
    query: Any = (
        select(left.id, right.id, TieRow.score, TieRow.reason)
        .select_from(TieRow)
        .join(left, col(left.seq) == col(TieRow.left_seq))
        .join(right, col(right.seq) == col(TieRow.right_seq))
    )
    connection = tx.session.connection()
    found = {
        Tie(*row)
        for end in (TieRow.left_seq, TieRow.right_seq)
        for row in connection.execute(query.where(col(end).in_(seqs)))
    }
    return sorted(found, key=lambda tie: (tie.left, tie.right))
