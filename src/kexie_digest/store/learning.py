"""What the themes learn from, and what they learnt.

Takes and gives LearntThemes, whole, and gives settled reports: those whose theme an editor
corrected or confirmed, and those that were printed and that nobody corrected. How to learn
is the business of ``themes``.
"""

from collections.abc import Iterator

from sqlmodel import col, select

from kexie_digest.model import CorrectionField, LearntThemes, Report
from kexie_digest.model.serialization import from_json, to_json
from kexie_digest.store._reports import original_of
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import ArticleRow, CorrectionRow, EditionArticleRow, LearntThemesRow

#: Settled reports looked at, the newest of each kind: what an editor meant years ago may have changed.
MOST = 2000

_THEMES = (CorrectionField.THEME, CorrectionField.THEMES)


def add(tx: Transaction, learnt: LearntThemes) -> None:
    """Store what was learnt; from now on it is the latest.

    Args:
        tx: The unit of work.
        learnt: Weights and verdict.
    """
    tx.insert_new(LearntThemesRow, [{"learnt_at": learnt.learnt_at, "learnt": to_json(learnt)}])


def find_latest(tx: Transaction) -> LearntThemes | None:
    """Give what was learnt last.

    Args:
        tx: The unit of work.

    Returns:
        It, whether or not it may act; None before the first time.
    """
    row = tx.session.exec(select(LearntThemesRow).order_by(col(LearntThemesRow.id).desc()).limit(1)).first()
    return from_json(LearntThemes, row.learnt) if row else None


def list_settled(tx: Transaction) -> Iterator[tuple[Report, str]]:
    """List reports whose main theme is settled.

    Args:
        tx: The unit of work.

    Yields:
        The report as it was read, and its settled main theme, newest first; corrected and
        confirmed ones, then printed ones that nobody corrected.
    """
    decided = select(CorrectionRow.article_id).where(col(CorrectionRow.field).in_(_THEMES))
    printed = select(EditionArticleRow.article_seq)
    by_editor = col(ArticleRow.id).in_(decided)
    in_print = col(ArticleRow.seq).in_(printed) & ~by_editor
    for condition in (by_editor, in_print):
        query = select(ArticleRow).where(condition).order_by(col(ArticleRow.seq).desc()).limit(MOST)
        for row in tx.session.exec(query):
            yield original_of(row), row.theme
