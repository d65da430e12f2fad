"""File the facts of new reports under every name they mention.

Takes reports with their numbers, writes rows. Called by ``articles.add`` for new reports,
by ``corrections`` for one whose paragraphs an editor joined, in their transaction.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

from sqlalchemy import delete
from sqlmodel import col

from kexie_digest.model import Activity, Award, Cooperation, Report
from kexie_digest.model.serialization import to_json
from kexie_digest.store.database import Transaction
from kexie_digest.store.facts import days
from kexie_digest.store.facts.names import fold_name
from kexie_digest.store.tables import FactNameRow, FactRow

Fact = Award | Cooperation | Activity

#: A longer one is no name; its fact is filed all the same. An index entry of PostgreSQL holds 2,704 bytes.
LONGEST_NAME = 300


class Kind(StrEnum):
    """The kinds of facts, as filed."""

    AWARD = "award"
    AGREEMENT = "agreement"
    ACTIVITY = "activity"


class Role(StrEnum):
    """What a name has to do with a fact, as filed."""

    RECIPIENT = "recipient"
    AWARDING_BODY = "awarding_body"
    PARTY = "party"
    ORGANISER = "organiser"


def add(tx: Transaction, reports: Iterable[tuple[int, Report]]) -> None:
    """File the facts of new reports.

    Args:
        tx: The unit of work that adds the reports.
        reports: Each with its ``seq``.
    """
    facts: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    for seq, report in reports:
        for kind, position, fact in _numbered(report):
            key = {"article_seq": seq, "kind": kind, "position": position}
            facts.append({**key, **_dated(fact, report), "fact": to_json(fact)})
            named = {(role, fold_name(name), printed) for role, name, printed in _names(fact)}
            names.extend(
                {**key, "role": role, "folded": folded, "printed": printed}
                for role, folded, printed in sorted(named)
                if folded and len(printed) <= LONGEST_NAME
            )
    tx.insert_new(FactRow, facts)
    tx.insert_new(FactNameRow, names)


def replace(tx: Transaction, seq: int, report: Report) -> None:
    """File the facts of a report in place of those filed before.

    Args:
        tx: The unit of work that changes the report.
        seq: Its number.
        report: The report as it reads now.
    """
    for table in (FactNameRow, FactRow):
        tx.change(delete(table).where(col(table.article_seq) == seq))
    add(tx, [(seq, report)])


def _numbered(report: Report) -> Iterator[tuple[Kind, int, Fact]]:
    found = report.facts
    for position, award in enumerate(found.awards):
        yield Kind.AWARD, position, award
    for position, agreement in enumerate(found.cooperation):
        yield Kind.AGREEMENT, position, agreement
    for position, activity in enumerate(found.activities):
        yield Kind.ACTIVITY, position, activity


def _dated(fact: Fact, report: Report) -> dict[str, Any]:
    printed = days.span(fact.date)
    page = days.span(report.article.published_on or report.page.date)
    year = printed or page
    return {
        "year": int(year[0][:4]) if year else None,
        "is_year_printed": printed is not None,
        "first_day": printed[0] if printed else None,
        "last_day": printed[1] if printed else None,
    }


def _names(fact: Fact) -> Iterator[tuple[Role, str, str]]:
    """Give role, name to find it by, and name as printed; an alias finds what it stands for."""
    if isinstance(fact, Award):
        for name in fact.recipients:
            for alias in (name, *fact.recipient_aliases.get(name, ())):
                yield Role.RECIPIENT, alias, name
        yield from ((Role.AWARDING_BODY, name, name) for name in fact.awarding_body)
    elif isinstance(fact, Cooperation):
        yield from ((Role.PARTY, name, name) for name in fact.parties)
    else:
        yield from ((Role.ORGANISER, name, name) for name in fact.organisers)
