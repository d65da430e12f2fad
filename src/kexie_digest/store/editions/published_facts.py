"""The registers of published facts: award rolls and agreements, in the order readers turn their pages.

Takes an edition when it is published, enters which of its reports have facts of which kind
and year, and how often names are told; gives pages, years and names. An entry stands as it
was published: what editors correct in a report later is for editions to come.

Without the registers a page looked at every fact that was ever stored: 190 ms of processor
time with 100,000 articles, whether or not one of them was published.
"""

from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement, Select, case, func
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import UpdateBase
from sqlmodel import col

from kexie_digest.model import EditionState
from kexie_digest.store.database import Transaction
from kexie_digest.store.editions._rows import this
from kexie_digest.store.facts.filing import Kind, Role
from kexie_digest.store.facts.names import fold_name
from kexie_digest.store.tables import (
    ArticleRow,
    EditionArticleRow,
    EditionRow,
    FactNameRow,
    FactRow,
    PublishedFactsRow,
    PublishedNameRow,
)

#: The year under which a register lists everything.
_ALL = 0
_EVERY_YEAR: Any = sqlalchemy.literal_column(str(_ALL))
_OWN_YEAR: Any = col(FactRow.year)
#: Later than any year that is printed.
_NO_YEAR = 10_000


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


def list_reports(
    tx: Transaction, kind: Kind, name: str = "", year: int | None = None, *, limit: int, offset: int = 0
) -> list[tuple[str, tuple[str, int]]]:
    """List the published reports that have facts of a kind, the latest edition first.

    Args:
        tx: The unit of work.
        kind: Awards, agreements or activities.
        name: Only where a fact names this body or person, or a longer name that holds it.
        year: Only facts of this year.
        limit: The most to give.
        offset: How many to skip.

    Returns:
        Report id and the edition it stands in (digest, 总第N期); a report of two digests
        comes twice.
    """
    entry = PublishedFactsRow
    chosen = sqlalchemy.select(col(entry.article_seq), col(entry.digest), col(entry.total_number)).where(
        col(entry.kind) == kind, col(entry.year) == (year or _ALL), _is_published()
    )
    folded = fold_name(name)
    if folded:
        chosen = chosen.where(col(entry.article_seq).in_(_naming(kind, folded, year)))
    order = (col(entry.published_on).desc(), col(entry.total_number).desc(), col(entry.digest).desc())
    page = chosen.order_by(*order, col(entry.article_seq)).limit(limit).offset(offset)
    found = tx.session.connection().execute(page).all()
    if not found:
        return []
    ids = sqlalchemy.select(col(ArticleRow.seq), col(ArticleRow.id)).where(
        col(ArticleRow.seq).in_([row.article_seq for row in found])
    )
    named = {row.seq: row.id for row in tx.session.connection().execute(ids)}
    return [(named[row.article_seq], (row.digest, row.total_number)) for row in found]


def count_names(tx: Transaction, kind: Kind, year: int | None = None, *, limit: int) -> list[tuple[str, int]]:
    """Count in how many published reports the facts of a kind name somebody.

    Args:
        tx: The unit of work.
        kind: Awards, agreements or activities.
        year: Only facts of this year.
        limit: The most to give.

    Returns:
        Names as printed, the most frequent first.
    """
    row = PublishedNameRow
    query = (
        sqlalchemy.select(col(row.printed), col(row.reports))
        .where(col(row.kind) == kind, col(row.year) == (year or _ALL))
        .order_by(col(row.reports).desc(), col(row.folded))
        .limit(limit)
    )
    return [(printed, reports) for printed, reports in tx.session.connection().execute(query)]


def list_years(tx: Transaction, kind: Kind) -> list[int]:
    """List the years that published facts of a kind belong to, the latest first.

    Args:
        tx: The unit of work.
        kind: Awards, agreements or activities.

    Returns:
        The years; one step down the index for each.
    """
    entry = PublishedFactsRow
    newest = sqlalchemy.select(func.max(col(entry.year))).where(col(entry.kind) == kind)
    years: list[int] = []
    year = _NO_YEAR
    while True:
        year = tx.session.connection().execute(newest.where(col(entry.year) < year)).scalar() or _ALL
        if year == _ALL:
            return years
        years.append(year)


def _naming(kind: Kind, folded: str, year: int | None) -> Select[Any]:
    """Select the reports of which a fact of a kind names somebody, or a longer name."""
    known = sqlalchemy.select(col(PublishedNameRow.folded)).where(
        col(PublishedNameRow.kind) == kind,
        col(PublishedNameRow.year) == (year or _ALL),
        col(PublishedNameRow.folded).contains(folded, autoescape=True),
    )
    chosen = sqlalchemy.select(col(FactNameRow.article_seq)).where(
        col(FactNameRow.kind) == kind,
        col(FactNameRow.role).in_(list(Role)),
        col(FactNameRow.folded).in_(known),
    )
    if year is None:
        return chosen
    # Not a join: without statistics SQLite would begin with all facts of the kind.
    return chosen.where(sqlalchemy.exists().where(_names_the_fact(), col(FactRow.year) == year))


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
        .join(FactNameRow, _names_the_fact())
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


def _is_published() -> ColumnElement[bool]:
    """Ask the edition itself: one that was taken back is gone at once."""
    entry, edition = PublishedFactsRow, EditionRow
    return sqlalchemy.exists().where(
        col(edition.digest) == col(entry.digest),
        col(edition.total_number) == col(entry.total_number),
        col(edition.state) == EditionState.PUBLISHED,
    )


def _names_the_fact() -> ColumnElement[bool]:
    return (
        (col(FactNameRow.article_seq) == col(FactRow.article_seq))
        & (col(FactNameRow.kind) == col(FactRow.kind))
        & (col(FactNameRow.position) == col(FactRow.position))
    )


def _inserts(tx: Transaction) -> Any:  # noqa: ANN401 - the dialects' functions share no type
    return sqlite.insert if tx.dialect == "sqlite" else postgresql.insert
