"""The registers of published facts, asked: pages, names and years, in the order readers turn them.

Takes a kind, a name, a year, gives what ``published_facts`` entered. Statements are built once:
building them took two thirds of a page's time in the store.
"""

import re
from functools import cache
from typing import Any

import sqlalchemy
from sqlalchemy import BindParameter, Select, bindparam, func
from sqlmodel import col

from kexie_digest.model import EditionState, Standing
from kexie_digest.store.database import Transaction
from kexie_digest.store.editions._rows import STANDING, standing_of
from kexie_digest.store.editions.published_facts import EVERY_YEAR, names_the_fact
from kexie_digest.store.facts.filing import Kind, Role
from kexie_digest.store.facts.names import fold_name
from kexie_digest.store.tables import (
    ArticleRow,
    EditionRow,
    FactNameRow,
    FactRow,
    PublishedFactsRow,
    PublishedNameRow,
)

_KIND: BindParameter[str] = bindparam("kind")
_YEAR: BindParameter[int] = bindparam("year")
_LIMIT: BindParameter[int] = bindparam("limit")

_NAMES = (
    sqlalchemy.select(col(PublishedNameRow.printed), col(PublishedNameRow.reports))
    .where(col(PublishedNameRow.kind) == _KIND, col(PublishedNameRow.year) == _YEAR)
    .order_by(col(PublishedNameRow.reports).desc(), col(PublishedNameRow.folded))
    .limit(_LIMIT)
)


def list_reports(
    tx: Transaction, kind: Kind, name: str = "", year: int | None = None, *, limit: int, offset: int = 0
) -> list[tuple[str, Standing]]:
    """List the published reports that have facts of a kind, the latest edition first.

    Args:
        tx: The unit of work.
        kind: Awards, agreements or activities.
        name: Only where a fact names this body or person, or a longer name that holds it.
        year: Only facts of this year.
        limit: The most to give.
        offset: How many to skip.

    Returns:
        Report id and where the edition stands that has it; a report of two digests
        comes twice.
    """
    folded = fold_name(name)
    asked = {"kind": kind, "year": year or EVERY_YEAR, "limit": limit, "offset": offset}
    if folded:
        literally = re.sub(r"([%_/])", r"/\1", folded)
        asked["holding"] = f"%{literally}%"
    rows = tx.connection.execute(_page(is_named=bool(folded), is_of_a_year=year is not None), asked)
    return [(row.id, standing_of(row)) for row in rows]


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
    found = tx.connection.execute(_NAMES, {"kind": kind, "year": year or EVERY_YEAR, "limit": limit})
    return [(printed, reports) for printed, reports in found]


def list_years(tx: Transaction, kind: Kind) -> list[int]:
    """List the years that published facts of a kind belong to, the latest first.

    Args:
        tx: The unit of work.
        kind: Awards, agreements or activities.

    Returns:
        The years.
    """
    return list(tx.connection.execute(_years(), {"kind": kind}).scalars())


@cache
def _page(*, is_named: bool, is_of_a_year: bool) -> Select[Any]:
    """Ask for a page; an edition that was taken back is gone at once."""
    entry, edition = PublishedFactsRow, EditionRow
    is_published = sqlalchemy.exists().where(
        col(edition.digest) == col(entry.digest),
        col(edition.total_number) == col(entry.total_number),
        col(edition.state) == EditionState.PUBLISHED,
    )
    columns: tuple[Any, ...] = (entry.published_on, entry.total_number, entry.digest, entry.article_seq)
    chosen = sqlalchemy.select(*map(col, columns))
    chosen = chosen.where(col(entry.kind) == _KIND, col(entry.year) == _YEAR, is_published)
    if is_named:
        chosen = chosen.where(col(entry.article_seq).in_(_naming(is_of_a_year=is_of_a_year)))
    page = _latest(chosen, entry).limit(_LIMIT).offset(bindparam("offset")).subquery("page")
    # Outer joins, though each finds its row: SQLite then keeps to this order, the page first.
    told = (
        sqlalchemy.select(col(ArticleRow.id), *STANDING)
        .select_from(page)
        .outerjoin(ArticleRow, col(ArticleRow.seq) == page.c.article_seq)
        .outerjoin(
            edition,
            (col(edition.digest) == page.c.digest) & (col(edition.total_number) == page.c.total_number),
        )
    )
    return _latest(told, page.c)


def _latest(query: Select[Any], at: Any) -> Select[Any]:  # noqa: ANN401 - columns of a table or of a subquery
    order = (at.published_on.desc(), at.total_number.desc(), at.digest.desc(), at.article_seq)
    return query.order_by(*order)


@cache
def _years() -> Select[Any]:
    """Ask for the years, one step down the index for each: from a year to the newest before it."""
    entry = PublishedFactsRow
    newest = sqlalchemy.select(func.max(col(entry.year)).label("year")).where(
        col(entry.kind) == _KIND, col(entry.year) > EVERY_YEAR
    )
    walked = newest.cte("walked", recursive=True)
    before = newest.where(col(entry.year) < walked.c.year).scalar_subquery()
    walked = walked.union_all(sqlalchemy.select(before).where(walked.c.year.is_not(None)))
    return sqlalchemy.select(walked.c.year).where(walked.c.year.is_not(None)).order_by(walked.c.year.desc())


def _naming(*, is_of_a_year: bool) -> Select[Any]:
    """Select the reports of which a fact of a kind names somebody, or a longer name."""
    known = sqlalchemy.select(col(PublishedNameRow.folded)).where(
        col(PublishedNameRow.kind) == _KIND,
        col(PublishedNameRow.year) == _YEAR,
        col(PublishedNameRow.folded).like(bindparam("holding"), escape="/"),
    )
    chosen = sqlalchemy.select(col(FactNameRow.article_seq)).where(
        col(FactNameRow.kind) == _KIND,
        col(FactNameRow.role).in_(list(Role)),
        col(FactNameRow.folded).in_(known),
    )
    if not is_of_a_year:
        return chosen
    # Not a join: without statistics SQLite would begin with all facts of the kind.
    return chosen.where(sqlalchemy.exists().where(names_the_fact(), col(FactRow.year) == _YEAR))
