"""How this package names an edition and finds its row."""

from typing import Any

from sqlalchemy import ColumnElement, Row
from sqlmodel import col

from kexie_digest.errors import NotFound
from kexie_digest.model import EditionState, Standing
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import EditionRow

#: The columns of a standing; an edition's content is 60 KB and more.
STANDING: tuple[Any, ...] = (
    col(EditionRow.digest),
    col(EditionRow.total_number),
    col(EditionRow.state),
    col(EditionRow.step),
    col(EditionRow.version),
    col(EditionRow.added_at),
    col(EditionRow.published_at),
    col(EditionRow.folder),
)


def name_of(digest: str, total_number: int) -> str:
    """Name an edition for people who read errors."""
    return f"{digest}/{total_number}"


def this(digest: str, total_number: int) -> ColumnElement[bool]:
    """Say which row an edition is."""
    return (col(EditionRow.digest) == digest) & (col(EditionRow.total_number) == total_number)


def row_of(tx: Transaction, digest: str, total_number: int) -> EditionRow:
    """Give an edition's row or raise NotFound."""
    row = tx.session.get(EditionRow, (digest, total_number))
    if row is None:
        raise NotFound("没有这一期 (no such edition)", subject=name_of(digest, total_number))
    return row


def standing_of(row: EditionRow | Row[Any]) -> Standing:
    """Turn a row, or the columns of :data:`STANDING`, into the value that says where its edition stands."""
    return Standing(
        digest=row.digest,
        total_number=row.total_number,
        state=EditionState(row.state),
        step=row.step,
        version=row.version,
        added_at=row.added_at,
        published_at=row.published_at,
        folder=row.folder,
    )
