"""Ask for editions: one, the latest, the unfinished, and what they told before."""

from collections.abc import Sequence

import sqlalchemy
from sqlmodel import col, select

from kexie_digest.model import Edition, EditionState, Report, Standing
from kexie_digest.model.serialization import from_json
from kexie_digest.store._reports import report_of
from kexie_digest.store.articles import chunks, rows_at
from kexie_digest.store.database import Transaction
from kexie_digest.store.editions._rows import STANDING, row_of, standing_of
from kexie_digest.store.tables import ArticleRow, EditionArticleRow, EditionRow


def get(tx: Transaction, digest: str, total_number: int) -> Edition:
    """Give an edition.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.

    Returns:
        The edition as it was added.

    Raises:
        NotFound: There is none.
    """
    return from_json(Edition, row_of(tx, digest, total_number).edition)


def standing(tx: Transaction, digest: str, total_number: int) -> Standing:
    """Say where an edition stands.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.

    Returns:
        Its state, step and version.

    Raises:
        NotFound: There is no such edition.
    """
    return standing_of(row_of(tx, digest, total_number))


def list_standings(
    tx: Transaction, digest: str | None = None, *, states: Sequence[EditionState] = (), limit: int = 50
) -> list[tuple[Edition, Standing]]:
    """List editions with where they stand, the latest first.

    Args:
        tx: The unit of work.
        digest: Only of this digest; None for all.
        states: Only in these states; empty for all.
        limit: The most to give.

    Returns:
        Editions and standings.
    """
    query = select(EditionRow).order_by(col(EditionRow.added_at).desc(), col(EditionRow.total_number).desc())
    if digest is not None:
        query = query.where(col(EditionRow.digest) == digest)
    if states:
        query = query.where(col(EditionRow.state).in_(states))
    return [
        (from_json(Edition, row.edition), standing_of(row)) for row in tx.session.exec(query.limit(limit))
    ]


def list_places(tx: Transaction, digest: str | None = None, *, limit: int = 50) -> list[Standing]:
    """List where editions stand, without their content, the latest first.

    Args:
        tx: The unit of work.
        digest: Only of this digest; None for all.
        limit: The most to give.

    Returns:
        The standings.
    """
    query = sqlalchemy.select(*STANDING).limit(limit)
    query = query.order_by(col(EditionRow.added_at).desc(), col(EditionRow.total_number).desc())
    if digest is not None:
        query = query.where(col(EditionRow.digest) == digest)
    return [standing_of(row) for row in tx.connection.execute(query)]


def list_latest(tx: Transaction, digest: str | None = None, limit: int = 20) -> list[Edition]:
    """List editions, the latest first.

    Args:
        tx: The unit of work.
        digest: Only of this digest; None for all.
        limit: The most to give.

    Returns:
        Published ones and those not published yet.
    """
    query = select(EditionRow).order_by(col(EditionRow.added_at).desc(), col(EditionRow.total_number).desc())
    if digest is not None:
        query = query.where(col(EditionRow.digest) == digest)
    return [from_json(Edition, row.edition) for row in tx.session.exec(query.limit(limit))]


def list_unfinished(tx: Transaction) -> list[Edition]:
    """List the editions whose files were not all written when the program stopped.

    Args:
        tx: The unit of work.

    Returns:
        The editions, oldest first.
    """
    query = (
        select(EditionRow)
        .where(col(EditionRow.state) == EditionState.PUBLISHING)
        .order_by(col(EditionRow.added_at), col(EditionRow.digest), col(EditionRow.total_number))
    )
    return [from_json(Edition, row.edition) for row in tx.session.exec(query)]


def list_report_ids(tx: Transaction, digest: str, total_number: int) -> list[str]:
    """List the reports an edition took.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.

    Returns:
        Report ids in order of arrival.
    """
    query = (
        select(ArticleRow.id)
        .join(EditionArticleRow, col(EditionArticleRow.article_seq) == col(ArticleRow.seq))
        .where(col(EditionArticleRow.digest) == digest, col(EditionArticleRow.total_number) == total_number)
        .order_by(col(ArticleRow.seq))
    )
    return list(tx.session.exec(query))


def list_earlier(
    tx: Transaction, digest: str, events: Sequence[str], *, before: int | None = None
) -> dict[str, tuple[Edition, list[Report]]]:
    """Tell what a digest already published of some events.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        events: Event keys.
        before: Only editions before 总第N期; None for all.

    Returns:
        Event key → the latest edition that told it and all reports its editions took;
        events it never told are left out.
    """
    latest: dict[str, int] = {}
    reports: dict[str, list[Report]] = {}
    for row, total_number in _taken(tx, digest, events, before):
        latest[row.event or ""] = total_number
        reports.setdefault(row.event or "", []).append(report_of(row))
    editions = {number: get(tx, digest, number) for number in set(latest.values())}
    return {key: (editions[number], reports[key]) for key, number in latest.items()}


def _taken(
    tx: Transaction, digest: str, events: Sequence[str], before: int | None
) -> list[tuple[ArticleRow, int]]:
    """What editions took of some events, edition by edition, in order of arrival.

    Step by step, each by an index: in one statement SQLite walks through everything that the
    digest ever took, for that comes ordered as wanted, and PostgreSQL through all articles.
    """
    told: list[int] = []
    for keys in chunks(events):
        of_events = select(ArticleRow.seq).where(col(ArticleRow.event).in_(keys))
        told += [seq for seq in tx.session.exec(of_events) if seq is not None]
    taken: dict[int, int] = {}
    for numbers in chunks(told):
        query = select(EditionArticleRow.article_seq, EditionArticleRow.total_number).where(
            col(EditionArticleRow.digest) == digest, col(EditionArticleRow.article_seq).in_(numbers)
        )
        if before is not None:
            query = query.where(col(EditionArticleRow.total_number) < before)
        taken |= dict(tx.session.exec(query).all())
    rows = rows_at(tx, list(taken))
    return sorted(((row, taken[row.seq or 0]) for row in rows), key=lambda one: one[1])  # stable: by arrival
