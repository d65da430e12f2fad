"""Ask for what readers may see: published editions, and where a report stands in them.

Takes digests, years, report ids and names; never gives an edition in any other state.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy
from sqlalchemy import Row, Select, func
from sqlmodel import col, select

from kexie_digest.errors import NotFound
from kexie_digest.model import Edition, EditionState, Standing
from kexie_digest.model.serialization import from_json
from kexie_digest.store.articles import chunks
from kexie_digest.store.database import Transaction
from kexie_digest.store.editions._rows import name_of, standing_of, this
from kexie_digest.store.tables import ArticleRow, EditionArticleRow, EditionRow

#: Digest and 总第N期.
Key = tuple[str, int]

_IS_PUBLISHED = col(EditionRow.state) == EditionState.PUBLISHED


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
    found = tx.session.connection().execute(_standings().where(this(digest, total_number))).first()
    if found is None:
        raise _not_published(digest, total_number)
    return _standing(found)


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
    query = _standings()
    if digest is not None:
        query = query.where(col(EditionRow.digest) == digest)
    if year is not None:
        query = query.where(col(EditionRow.year) == year)
    latest = (
        col(EditionRow.published_on).desc(),
        col(EditionRow.added_at).desc(),
        col(EditionRow.total_number).desc(),
    )
    found = tx.session.connection().execute(query.order_by(*latest).limit(limit).offset(offset))
    return [_standing(row) for row in found]


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
    for digest, year, count in tx.session.connection().execute(query):
        counted.setdefault(digest, {})[year] = count
    return counted


def places(tx: Transaction, report_ids: Sequence[str]) -> dict[str, Key]:
    """Say where reports were published.

    Args:
        tx: The unit of work.
        report_ids: Any reports.

    Returns:
        Report id → its latest published edition; reports that are in none are left out.
    """
    found: dict[str, Key] = {}
    for ids in chunks(report_ids):
        query = _taken(ArticleRow.id, EditionRow.digest, EditionRow.total_number)
        query = query.where(col(ArticleRow.id).in_(ids)).order_by(col(EditionRow.published_on))
        for report_id, digest, number in tx.session.connection().execute(query):
            found[report_id] = digest, number
    return found


def _standings() -> Select[Any]:
    """Select the columns of standings: an edition's content is 60 KB and more."""
    columns: tuple[Any, ...] = (
        *(EditionRow.digest, EditionRow.total_number, EditionRow.step, EditionRow.version),
        *(EditionRow.added_at, EditionRow.published_at, EditionRow.folder),
    )
    return sqlalchemy.select(*map(col, columns)).where(_IS_PUBLISHED)


def _standing(row: Row[Any]) -> Standing:
    return Standing(
        digest=row.digest,
        total_number=row.total_number,
        state=EditionState.PUBLISHED,
        step=row.step,
        version=row.version,
        added_at=row.added_at,
        published_at=row.published_at,
        folder=row.folder,
    )


def _not_published(digest: str, total_number: int) -> NotFound:
    return NotFound(
        "没有这一期 (no such edition)",
        subject=name_of(digest, total_number),
        advice="请从往期目录进入。",
    )


def _taken(*columns: object) -> Select[Any]:
    """Select from the reports that published editions took."""
    wanted: tuple[Any, ...] = tuple(map(col, columns))
    return (
        sqlalchemy.select(*wanted)
        .select_from(EditionArticleRow)
        .join(ArticleRow, col(ArticleRow.seq) == col(EditionArticleRow.article_seq))
        .join(
            EditionRow,
            (col(EditionRow.digest) == col(EditionArticleRow.digest))
            & (col(EditionRow.total_number) == col(EditionArticleRow.total_number)),
        )
        .where(_IS_PUBLISHED)
    )
