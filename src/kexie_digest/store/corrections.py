"""Corrections: what editors put right, kept beside the articles as they were read.

Takes and gives Corrections. With each one the corrected report is worked out and stored
next to the original, title, theme and search index with it, so that every reader of the
store sees the same. Corrections are never changed nor removed.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import col, select, update

from kexie_digest.errors import NotFound
from kexie_digest.model import Correction, CorrectionField, Report
from kexie_digest.model.correction.applying import apply, check
from kexie_digest.model.serialization import to_json
from kexie_digest.store import facts, search
from kexie_digest.store._reports import attention_of, original_of, report_of
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import ArticleRow, CorrectionRow

#: Ids per IN list: well below SQLite's limit of variables.
_CHUNK = 1000


def add(tx: Transaction, correction: Correction) -> Report:
    """Store a correction and carry it out.

    Args:
        tx: The unit of work.
        correction: What an editor wants; ``was`` is what they saw.

    Returns:
        The report as it reads now.

    Raises:
        Conflict: What the editor saw was changed meanwhile (code ``changed_meanwhile``),
            or the correction makes no sense (``bad_correction``).
        NotFound: There is no such article.
    """
    row = _article(tx, correction.article_id)
    check(report_of(row), correction)
    tx.session.add(CorrectionRow(**_columns(correction)))
    tx.session.flush()
    return _carry_out(tx, row, apply(original_of(row), list_for(tx, correction.article_id)))


def list_for(tx: Transaction, article_id: str) -> list[Correction]:
    """List the corrections of an article.

    Args:
        tx: The unit of work.
        article_id: The report's id.

    Returns:
        The earliest first.
    """
    query = select(CorrectionRow).where(col(CorrectionRow.article_id) == article_id)
    return [_correction(row) for row in tx.session.exec(query.order_by(col(CorrectionRow.id)))]


def list_since(
    tx: Transaction, number: int = 0, fields: Iterable[CorrectionField] = tuple(CorrectionField)
) -> list[Correction]:
    """List the corrections of all articles that came after one.

    Args:
        tx: The unit of work.
        number: The last known correction's id; 0 for all.
        fields: Only of these.

    Returns:
        The earliest first.
    """
    query = select(CorrectionRow).where(
        col(CorrectionRow.id) > number, col(CorrectionRow.field).in_(list(fields))
    )
    return [_correction(row) for row in tx.session.exec(query.order_by(col(CorrectionRow.id)))]


def keep(tx: Transaction, report: Report) -> None:
    """Store a corrected report that was worked out further, its facts and summary found anew.

    Args:
        tx: The unit of work that added the correction.
        report: The corrected report.

    Raises:
        NotFound: There is no such article.
    """
    _carry_out(tx, _article(tx, report.id), report)


def restore(tx: Transaction, report_ids: Sequence[str]) -> None:
    """Carry out what was corrected before; for ``articles.add``, after a page was read anew.

    Args:
        tx: The unit of work.
        report_ids: Reports just added, as they were read.
    """
    for start in range(0, len(report_ids), _CHUNK):
        ids = list(report_ids[start : start + _CHUNK])
        query = select(CorrectionRow.article_id).where(col(CorrectionRow.article_id).in_(ids)).distinct()
        for article_id in tx.session.exec(query).all():
            row = _article(tx, article_id)
            _carry_out(tx, row, apply(original_of(row), list_for(tx, article_id)))


def _carry_out(tx: Transaction, row: ArticleRow, report: Report) -> Report:
    before, original = report_of(row), original_of(row)
    seq = row.seq or 0
    search.replace(tx, seq, before, report)
    if report.facts != before.facts:
        facts.replace(tx, seq, report)
    values = {
        "corrected": None if report == original else to_json(report),
        "title": report.article.title or "",
        "theme": report.themes.keys[0],
        "attention": attention_of(report),
    }
    tx.change(update(ArticleRow).where(col(ArticleRow.id) == report.id).values(**values))
    return report


def _article(tx: Transaction, article_id: str) -> ArticleRow:
    row = tx.session.exec(select(ArticleRow).where(col(ArticleRow.id) == article_id)).first()
    if row is None:
        raise NotFound("没有这篇稿件 (no such article)", subject=article_id)
    return row


def _columns(correction: Correction) -> dict[str, Any]:
    names = ("article_id", "field", "path", "was", "becomes", "by", "at", "note")
    return {name: getattr(correction, name) for name in names}


def _correction(row: CorrectionRow) -> Correction:
    return Correction(
        article_id=row.article_id,
        field=CorrectionField(row.field),
        was=row.was,
        becomes=row.becomes,
        by=row.by,
        at=row.at,
        path=row.path,
        note=row.note,
        id=row.id or 0,
    )
