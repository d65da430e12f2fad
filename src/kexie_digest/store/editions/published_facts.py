"""The registers of published facts: award rolls and agreements, in the order readers turn their pages.

Takes an edition when it is published, enters which of its reports have facts of which kind
and year, and how often names are told; ``registers`` asks. An entry stands as it was
published: what editors correct in a report later is for editions to come.

Without the registers a page looked at every fact that was ever stored: 190 ms of processor
time with 100,000 articles, whether or not one of them was published.
"""

from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement, Select, case, func
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import UpdateBase
from sqlmodel import col

from kexie_digest.store.database import Transaction
from kexie_digest.store.editions._rows import this
from kexie_digest.store.tables import (
    EditionArticleRow,
    EditionRow,
    FactNameRow,
    FactRow,
    PublishedFactsRow,
    PublishedNameRow,
)

#: The year under which a register lists everything.
EVERY_YEAR = 0
_EVERY_YEAR: Any = sqlalchemy.literal_column(str(EVERY_YEAR))
_OWN_YEAR: Any = col(FactRow.year)


def enter(tx: Transaction, digest: str, total_number: int) -> None:
    """Enter the facts of an edition's reports; a second time changes nothing.

    Args:
        tx: The unit of work that publishes it.
        digest: The digest's key.
        total_number: 总第N期.
    """
    # Names first: a report that another digest published is in the register and counted already.
    for year in (_EVERY_YEAR, _OWN_YEAR):
        tx.change(_names_of(tx, digest, total_number, year))
        tx.change(_facts_of(tx, digest, total_number, year))


def _facts_of(tx: Transaction, digest: str, total_number: int, year: ColumnElement[Any]) -> UpdateBase:
    """Enter each report under the kinds and years of its facts."""
    columns: tuple[Any, ...] = (
        *(col(FactRow.kind), year, col(EditionRow.published_on), col(EditionRow.total_number)),
        *(col(EditionRow.digest), col(FactRow.article_seq)),
    )
    rows = _taken(digest, total_number, year, columns).distinct()
    names = ["kind", "year", "published_on", "total_number", "digest", "article_seq"]
    entered: UpdateBase = _inserts(tx)(PublishedFactsRow).from_select(names, rows).on_conflict_do_nothing()
    return entered


def _names_of(tx: Transaction, digest: str, total_number: int, year: ColumnElement[Any]) -> UpdateBase:
    """Count each name once a report, unless the report is in the register already."""
    entry, row = PublishedFactsRow, PublishedNameRow
    is_entered = (
        sqlalchemy.exists()
        .where(col(entry.article_seq) == col(FactRow.article_seq))
        .where(col(entry.kind) == col(FactRow.kind), col(entry.year) == year)
    )
    reports = func.count(sqlalchemy.distinct(col(FactRow.article_seq)))
    columns: tuple[Any, ...] = (
        *(col(FactRow.kind), year, col(FactNameRow.folded)),
        *(func.min(col(FactNameRow.printed)), reports),
    )
    by_year = () if year is _EVERY_YEAR else (year,)
    rows = (
        _taken(digest, total_number, year, columns)
        .join(FactNameRow, names_the_fact())
        .where(~is_entered)
        .group_by(col(FactRow.kind), col(FactNameRow.folded), *by_year)
    )
    added = _inserts(tx)(row).from_select(["kind", "year", "folded", "printed", "reports"], rows)
    earlier = added.excluded.printed < col(row.printed)
    counted: UpdateBase = added.on_conflict_do_update(
        index_elements=["kind", "year", "folded"],
        set_={
            "reports": col(row.reports) + added.excluded.reports,
            "printed": case((earlier, added.excluded.printed), else_=col(row.printed)),
        },
    )
    return counted


def _taken(digest: str, total_number: int, year: ColumnElement[Any], columns: tuple[Any, ...]) -> Select[Any]:
    """Select from the facts of the reports that an edition took."""
    return (
        sqlalchemy.select(*columns)
        .select_from(EditionRow)
        .join(
            EditionArticleRow,
            (col(EditionArticleRow.digest) == col(EditionRow.digest))
            & (col(EditionArticleRow.total_number) == col(EditionRow.total_number)),
        )
        .join(FactRow, col(FactRow.article_seq) == col(EditionArticleRow.article_seq))
        .where(this(digest, total_number), year.is_not(None))
    )


def names_the_fact() -> ColumnElement[bool]:
    """Say which names belong to a fact."""
    return (
        (col(FactNameRow.article_seq) == col(FactRow.article_seq))
        & (col(FactNameRow.kind) == col(FactRow.kind))
        & (col(FactNameRow.position) == col(FactRow.position))
    )


def _inserts(tx: Transaction) -> Any:  # noqa: ANN401 - the dialects' functions share no type
    return sqlite.insert if tx.dialect == "sqlite" else postgresql.insert
