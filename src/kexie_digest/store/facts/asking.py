"""Answer questions about all stored facts.

Takes names and days, gives records with their citation. An exact name is looked up
first; a name that only contains it is given too, flagged, since 岭南大学 asked for
may be printed as 岭南大学附属医院, which is somebody else.
"""

from collections.abc import Iterator
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement, Row, Select, case, func
from sqlmodel import col, select

from kexie_digest.errors import StoreError
from kexie_digest.model import (
    Activity,
    ActivityRecord,
    AgreementRecord,
    Award,
    AwardRecord,
    Citation,
    Cooperation,
)
from kexie_digest.model.serialization import from_json
from kexie_digest.store.database import Transaction
from kexie_digest.store.facts import days
from kexie_digest.store.facts.filing import Kind, Role
from kexie_digest.store.facts.names import fold_name
from kexie_digest.store.tables import ArticleRow, FactNameRow, FactRow

_ARRIVAL = (col(FactRow.article_seq), col(FactRow.position))


def awards_of(tx: Transaction, organisation: str, year: int | None = None) -> list[AwardRecord]:
    """List what an organisation (or person) was awarded.

    Args:
        tx: The unit of work.
        organisation: The name; script, width, spaces and quotation marks do not matter.
        year: Only of this year; None for all.

    Returns:
        One record a report: exact names first, then longer names that contain it
        (``is_part``), each the latest first.

    Raises:
        StoreError: There is no name to look for.
    """
    return [
        AwardRecord(
            award=from_json(Award, row.fact),
            name=row.printed,
            citation=_citation(row),
            is_part=bool(row.is_part),
            year=row.year,
            is_year_printed=row.is_year_printed,
        )
        for row in _named(tx, Kind.AWARD, Role.RECIPIENT, organisation, year)
    ]


def agreements_of(tx: Transaction, party: str, year: int | None = None) -> list[AgreementRecord]:
    """List the agreements and alliances a party is in.

    Args:
        tx: The unit of work.
        party: The name, compared as in :func:`awards_of`.
        year: Only of this year; None for all.

    Returns:
        One record a report, ordered as in :func:`awards_of`.

    Raises:
        StoreError: There is no name to look for.
    """
    return [
        AgreementRecord(
            agreement=from_json(Cooperation, row.fact),
            name=row.printed,
            citation=_citation(row),
            is_part=bool(row.is_part),
            year=row.year,
            is_year_printed=row.is_year_printed,
        )
        for row in _named(tx, Kind.AGREEMENT, Role.PARTY, party, year)
    ]


def activities_between(tx: Transaction, first_day: str, last_day: str) -> list[ActivityRecord]:
    """List the activities that were held, or began or ended, within some days.

    Args:
        tx: The unit of work.
        first_day: ISO day; a month or a year stands for its first day.
        last_day: ISO day, included; a month or a year stands for its last day.

    Returns:
        One record a report, in order of their days; activities without a printed date
        are in none.

    Raises:
        StoreError: One is no date, or they are in the wrong order.
    """
    first, last = days.span(first_day), days.span(last_day)
    if first is None or last is None or first[0] > last[1]:
        raise StoreError(
            "日期范围无效 (not a range of days)",
            subject=f"{first_day} – {last_day}",
            code="bad_range",
            permanent=True,
            advice="请写成 2026-03-01 这样的日期，起始在前。",
        )
    query = _facts(Kind.ACTIVITY).where(
        col(FactRow.first_day) <= last[1],
        col(FactRow.last_day) >= first[0],
    )
    ordered = query.order_by(col(FactRow.first_day), col(FactRow.last_day), *_ARRIVAL)
    return [
        ActivityRecord(
            activity=from_json(Activity, row.fact),
            citation=_citation(row),
            first_day=row.first_day,
            last_day=row.last_day,
        )
        for row in tx.session.connection().execute(ordered)
    ]


def named_in(organisation: str) -> ColumnElement[bool]:
    """Say which articles have a fact that names an organisation; for ``store`` only.

    Args:
        organisation: The name, exact but for script, width, spaces and quotation marks.

    Returns:
        A condition on ``articles.seq``.
    """
    names = select(FactNameRow.article_seq).where(
        col(FactNameRow.role).in_(list(Role)), col(FactNameRow.folded) == fold_name(organisation)
    )
    return col(ArticleRow.seq).in_(names)


def _named(tx: Transaction, kind: Kind, role: Role, name: str, year: int | None) -> Iterator[Row[Any]]:
    folded = fold_name(name)
    if not folded:
        raise StoreError(
            "没有要查的名称 (no name to look for)",
            code="empty_name",
            permanent=True,
            advice="请写出单位或个人的名称，例如 --of 某某学会。",
        )
    is_part = case((col(FactNameRow.folded) == folded, 0), else_=1).label("is_part")
    query = (
        _facts(kind)
        .add_columns(col(FactNameRow.printed), is_part)
        .join(
            FactNameRow,
            (col(FactNameRow.article_seq) == col(FactRow.article_seq))
            & (col(FactNameRow.kind) == col(FactRow.kind))
            & (col(FactNameRow.position) == col(FactRow.position)),
        )
        .where(col(FactNameRow.role) == role, col(FactNameRow.folded).contains(folded, autoescape=True))
        .order_by(is_part, col(FactRow.year).desc(), col(FactRow.first_day).desc(), *_ARRIVAL)
    )
    if year is not None:
        query = query.where(col(FactRow.year) == year)
    seen: set[tuple[int, int, str]] = set()
    for row in tx.session.connection().execute(query):
        key = (row.article_seq, row.position, row.printed)
        if key not in seen:  # found under an alias already
            seen.add(key)
            yield row


def _facts(kind: Kind) -> Select[Any]:
    page = col(ArticleRow.report)["page"]
    columns = (
        *(FactRow.article_seq, FactRow.position, FactRow.fact, FactRow.year, FactRow.is_year_printed),
        *(FactRow.first_day, FactRow.last_day, ArticleRow.id, ArticleRow.title, ArticleRow.event),
    )
    return (
        sqlalchemy.select(
            *map(col, columns),
            col(ArticleRow.report)["document"].as_string().label("document"),
            func.coalesce(page["number"].as_string(), page["name"].as_string()).label("page"),
            func.coalesce(ArticleRow.published_on, page["date"].as_string()).label("date"),
        )
        .join(ArticleRow, col(ArticleRow.seq) == col(FactRow.article_seq))
        .where(col(FactRow.kind) == kind)
    )


def _citation(row: Row[Any]) -> Citation:
    return Citation(
        sentence=row.fact["evidence"],
        article_id=row.id,
        title=row.title,
        document=row.document,
        page=row.page,
        date=row.date,
        event=row.event,
    )
