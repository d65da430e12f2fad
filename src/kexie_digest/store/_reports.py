"""Rows of articles to Reports and back: as editors left them, or as they were read."""

from typing import Any

from sqlalchemy import JSON, Row, func
from sqlmodel import col

from kexie_digest.model import Report
from kexie_digest.model.serialization import from_json, to_json
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import ArticleRow

#: What a report is read from where nothing else of its row is wanted: a whole row takes five times as long.
REPORT: tuple[Any, ...] = (
    col(ArticleRow.event),
    func.coalesce(col(ArticleRow.corrected), col(ArticleRow.report), type_=JSON()).label("report"),
)
#: The same as it was read.
ORIGINAL: tuple[Any, ...] = (col(ArticleRow.event), col(ArticleRow.report))


def report_at(row: Row[Any]) -> Report:
    """Turn the columns of :data:`REPORT` or :data:`ORIGINAL` into a report.

    Args:
        row: A row with these columns.

    Returns:
        The report with its present event key.
    """
    return from_json(Report, {**row.report, "event": row.event})


def report_of(row: ArticleRow) -> Report:
    """Turn a row into its report as editors left it; the event is the one last persisted.

    Args:
        row: An article.

    Returns:
        The corrected report with the present event key.
    """
    return from_json(Report, {**(row.corrected or row.report), "event": row.event})


def original_of(row: ArticleRow) -> Report:
    """Turn a row into its report as it was read, with the present event key.

    Args:
        row: An article.

    Returns:
        The report as it was added.
    """
    return from_json(Report, {**row.report, "event": row.event})


def columns_of(tx: Transaction, document_id: int, report: Report, *, is_backlog: bool) -> dict[str, object]:
    """Turn a report into a row's columns.

    Args:
        tx: The unit of work, for the day where the report names none.
        document_id: The document it was read from.
        report: The report.
        is_backlog: Whether editions pass it over.

    Returns:
        Column name → value, without ``seq``.
    """
    return {
        "id": report.id,
        "document_id": document_id,
        "source_key": report.source_key,
        "sha256": report.sha256,
        "title": report.article.title or "",
        "theme": report.themes.keys[0],
        "published_on": report.article.published_on,
        "collected_on": report.collected_on or tx.now.date().isoformat(),
        "event": report.event,
        "is_backlog": is_backlog,
        "attention": attention_of(report),
        "report": to_json(report),
    }


def attention_of(report: Report) -> int:
    """Say how much a report needs an editor.

    Args:
        report: As stored.

    Returns:
        2 when its theme is unsure, 1 when anything is flagged, 0 otherwise.
    """
    if report.themes.unsure:
        return 2
    return int(bool(report.flags or report.article.flags))
