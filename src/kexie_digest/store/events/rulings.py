"""Editors' rulings: kept for good, with who and when; an undone one stays on record."""

from collections.abc import Sequence
from typing import cast

from sqlalchemy import literal
from sqlmodel import col, select, update

from kexie_digest.errors import Conflict, NotFound
from kexie_digest.model import Ruling, RulingKind
from kexie_digest.store.articles import sequence_numbers
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import ArticleRow, RuledArticleRow, RulingRow, UtcDateTime


def rule(
    tx: Transaction, kind: RulingKind, reports: Sequence[str], others: Sequence[str] = (), *, by: str
) -> Ruling:
    """Keep an editor's ruling.

    Args:
        tx: The unit of work.
        kind: What was decided.
        reports: The reports that tell one happening.
        others: With ``APART``, the reports they have nothing to do with.
        by: Who decided.

    Returns:
        The ruling.

    Raises:
        NotFound: A report is not stored.
    """
    named = {**dict.fromkeys(others, True), **dict.fromkeys(reports, False)}
    seqs = sequence_numbers(tx, list(named))
    missing = [report_id for report_id in named if report_id not in seqs]
    if missing:
        raise NotFound("没有这篇稿件 (no such article)", subject=", ".join(missing))
    row = RulingRow(kind=kind.value, ruled_by=by, ruled_at=tx.now)
    tx.session.add(row)
    tx.session.flush()
    named_rows = [
        {"ruling_id": row.id, "article_seq": seqs[report_id], "is_other": is_other}
        for report_id, is_other in named.items()
    ]
    tx.insert_new(RuledArticleRow, named_rows)
    return _rulings(tx, [row])[0]


def undo(tx: Transaction, ruling_id: int, *, by: str) -> Ruling:
    """Take a ruling back; it stays on record.

    Args:
        tx: The unit of work.
        ruling_id: The ruling.
        by: Who takes it back.

    Returns:
        The ruling as it now stands.

    Raises:
        NotFound: There is none.
        Conflict: It was taken back before.
    """
    row = col(RulingRow.id) == ruling_id
    statement = update(RulingRow).where(row, col(RulingRow.undone_at).is_(None))
    changed = tx.change(statement.values(undone_by=by, undone_at=literal(tx.now, UtcDateTime)))
    found = _rulings(tx, list(tx.session.exec(select(RulingRow).where(row))))
    if not found:
        raise NotFound("没有这条裁定 (no such ruling)", subject=str(ruling_id))
    if not changed:
        raise Conflict("这条裁定已撤销 (the ruling was undone before)", subject=str(ruling_id))
    return found[0]


def rulings_of(tx: Transaction, report_ids: Sequence[str]) -> list[Ruling]:
    """Give the rulings in force that name one of some reports.

    Args:
        tx: The unit of work.
        report_ids: The reports.

    Returns:
        The rulings, oldest first.
    """
    seqs = list(sequence_numbers(tx, report_ids).values())
    named = select(RuledArticleRow.ruling_id).where(col(RuledArticleRow.article_seq).in_(seqs))
    ids = sorted(set(tx.session.exec(named)))
    if not ids:
        return []
    query = select(RulingRow).where(col(RulingRow.id).in_(ids), col(RulingRow.undone_at).is_(None))
    return _rulings(tx, list(tx.session.exec(query.order_by(col(RulingRow.id)))))


def has_rulings(tx: Transaction) -> bool:
    """Say whether editors ever ruled on events.

    Args:
        tx: The unit of work.

    Returns:
        Whether there is a ruling, in force or not.
    """
    return tx.session.exec(select(RulingRow.id).limit(1)).first() is not None


def list_rulings(tx: Transaction, limit: int = 50) -> list[Ruling]:
    """List rulings, undone ones included, the latest first.

    Args:
        tx: The unit of work.
        limit: The most to give.

    Returns:
        The rulings.
    """
    query = select(RulingRow).order_by(col(RulingRow.id).desc()).limit(limit)
    return _rulings(tx, list(tx.session.exec(query)))


def _rulings(tx: Transaction, rows: Sequence[RulingRow]) -> list[Ruling]:
    ids = [cast("int", row.id) for row in rows]
    named: dict[tuple[int, bool], list[str]] = {}
    query = (
        select(RuledArticleRow.ruling_id, RuledArticleRow.is_other, ArticleRow.id)
        .join(ArticleRow, col(ArticleRow.seq) == col(RuledArticleRow.article_seq))
        .where(col(RuledArticleRow.ruling_id).in_(ids))
        .order_by(col(RuledArticleRow.article_seq))
    )
    for ruling_id, is_other, report_id in tx.session.exec(query):
        named.setdefault((ruling_id, is_other), []).append(report_id)
    return [
        Ruling(
            id=ruling_id,
            kind=RulingKind(row.kind),
            reports=tuple(named.get((ruling_id, False), ())),
            others=tuple(named.get((ruling_id, True), ())),
            by=row.ruled_by,
            at=row.ruled_at,
            undone_by=row.undone_by,
            undone_at=row.undone_at,
        )
        for ruling_id, row in zip(ids, rows, strict=True)
    ]
