"""Ask for what readers may see: published editions, and where a report stands in them.

Takes digests, years, report ids and names; never gives an edition in any other state.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy
from sqlalchemy import Select, bindparam, func
from sqlmodel import col, select

from kexie_digest.errors import NotFound
from kexie_digest.model import Edition, EditionState, Standing
from kexie_digest.model.serialization import from_json
from kexie_digest.store.articles import chunks
from kexie_digest.store.database import Transaction
from kexie_digest.store.editions._rows import STANDING, name_of, standing_of, this
from kexie_digest.store.tables import ArticleRow, EditionArticleRow, EditionRow

_IS_PUBLISHED = col(EditionRow.state) == EditionState.PUBLISHED
_STANDINGS: Select[Any] = sqlalchemy.select(*STANDING).where(_IS_PUBLISHED)
#: Where reports were published, one digest after the other.
_PLACES = (
    sqlalchemy.select(col(ArticleRow.id), *STANDING)
    .select_from(EditionArticleRow)
    .join(ArticleRow, col(ArticleRow.seq) == col(EditionArticleRow.article_seq))
    .join(
        EditionRow,
        (col(EditionRow.digest) == col(EditionArticleRow.digest))
        & (col(EditionRow.total_number) == col(EditionArticleRow.total_number)),
    )
    .where(_IS_PUBLISHED, col(ArticleRow.id).in_(bindparam("ids", expanding=True)))
    .order_by(col(EditionRow.published_on))
)


def get(tx: Transaction, digest: str, total_number: int) -> tuple[Edition, Standing]:
    """Give a published edition.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.

    Returns:
        The edition and where it stands.

    Raises:
        NotFound: There is none, or it is not published.
    """
    row = tx.session.exec(select(EditionRow).where(this(digest, total_number), _IS_PUBLISHED)).first()
    if row is None:
        raise _not_published(digest, total_number)
    return from_json(Edition, row.edition), standing_of(row)


def standing(tx: Transaction, digest: str, total_number: int) -> Standing:
    """Say where a published edition stands, without reading it.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.

    Returns:
        Its standing.

    Raises:
        NotFound: There is none, or it is not published.
    """
    found = tx.connection.execute(_STANDINGS.where(this(digest, total_number))).first()
    if found is None:
        raise _not_published(digest, total_number)
    return standing_of(found)


def list_standings(
    tx: Transaction, digest: str | None = None, year: int | None = None, *, limit: int, offset: int = 0
) -> list[Standing]:
    """List published editions without their content, the latest first.

    Args:
        tx: The unit of work.
        digest: Only of this digest.
        year: Only of this year.
        limit: The most to give.
        offset: How many to skip.

    Returns:
        Where they stand.
    """
    query = _STANDINGS
    if digest is not None:
        query = query.where(col(EditionRow.digest) == digest)
    if year is not None:
        query = query.where(col(EditionRow.year) == year)
    latest = (
        col(EditionRow.published_on).desc(),
        col(EditionRow.added_at).desc(),
        col(EditionRow.total_number).desc(),
    )
    found = tx.connection.execute(query.order_by(*latest).limit(limit).offset(offset))
    return [standing_of(row) for row in found]


def count_years(tx: Transaction) -> dict[str, dict[int, int]]:
    """Count published editions.

    Args:
        tx: The unit of work.

    Returns:
        Digest → year → how many, the latest year first.
    """
    query = (
        sqlalchemy.select(col(EditionRow.digest), col(EditionRow.year), func.count())
        .where(_IS_PUBLISHED)
        .group_by(col(EditionRow.digest), col(EditionRow.year))
        .order_by(col(EditionRow.digest), col(EditionRow.year).desc())
    )
    counted: dict[str, dict[int, int]] = {}
    for digest, year, count in tx.connection.execute(query):
        counted.setdefault(digest, {})[year] = count
    return counted


def places(tx: Transaction, report_ids: Sequence[str]) -> dict[str, Standing]:
    """Say where reports were published.

    Args:
        tx: The unit of work.
        report_ids: Any reports.

    Returns:
        Report id → where its latest published edition stands; reports that are in none are
        left out.
    """
    found: dict[str, Standing] = {}
    for ids in chunks(report_ids):
        found |= {row.id: standing_of(row) for row in tx.connection.execute(_PLACES, {"ids": ids})}
    return found


def _not_published(digest: str, total_number: int) -> NotFound:
    return NotFound(
        "没有这一期 (no such edition)",
        subject=name_of(digest, total_number),
        advice="请从往期目录进入。",
    )
