"""Award rolls and agreements to browse, by name and year, as they were published.

Takes the Shelf and a question, gives items with the facts that answer it, in two steps: what the
store says, which is asked each time, and the page, which follows from it. Names count as
they stand in published editions; sentences that rights keep back are not in those.
"""

from dataclasses import dataclass, replace

from kexie_digest.model import Award, Cooperation, Facts, Standing
from kexie_digest.renderers.webpage import FactTable, fact_tables
from kexie_digest.store.editions import registers
from kexie_digest.store.facts.filing import Kind
from kexie_digest.store.facts.names import fold_name
from kexie_digest.workflows.reader.archive import Page, Told
from kexie_digest.workflows.reader.cutting import cut
from kexie_digest.workflows.reader.shelf import Shelf

#: Items on a page, and names offered beside them.
ITEMS, NAMES = 20, 40

AWARDS, AGREEMENTS = Kind.AWARD, Kind.AGREEMENT


@dataclass(frozen=True, slots=True)
class Record:
    """An item and its facts of a kind, as tables.

    ``left_out`` counts the names and rows for which the page has no room.
    """

    told: Told
    tables: tuple[FactTable, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Register:
    """A page of records, with the years and names that can be asked for."""

    records: Page[Record]
    years: tuple[int, ...]
    names: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What of a register is asked for.

    ``kind`` is :data:`AWARDS` or :data:`AGREEMENTS`; with ``name`` only facts that name this body
    or person, with ``year`` only those of this year; ``number`` is the page's, from 1.
    """

    kind: Kind
    name: str = ""
    year: int | None = None
    number: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """What the store says to a question; as long as it says the same, the page is the same.

    ``places`` are reports with the editions they stand in, one more than a page has if there is
    one. An edition that is published, corrected or taken back changes them.
    """

    question: Question
    places: tuple[tuple[str, Standing], ...]
    years: tuple[int, ...]
    names: tuple[tuple[str, int], ...]


def find(shelf: Shelf, question: Question) -> Found:
    """Ask the store what a page of a register shows.

    Args:
        shelf: Published editions.
        question: Which page.

    Returns:
        Where its records stand, the latest first.
    """
    asked, offset = question, (question.number - 1) * ITEMS
    with shelf.context.store.reading() as tx:
        places = registers.list_reports(
            tx, asked.kind, asked.name, asked.year, limit=ITEMS + 1, offset=offset
        )
        years = registers.list_years(tx, asked.kind)
        names = registers.count_names(tx, asked.kind, asked.year, limit=NAMES)
    return Found(question, tuple(places), tuple(years), tuple(names))


def browse(shelf: Shelf, found: Found) -> Register:
    """Give a page of award rolls or agreements.

    Args:
        shelf: Published editions.
        found: What the store says.

    Returns:
        The records, the latest first.
    """
    kind, number, folded = found.question.kind, found.question.number, fold_name(found.question.name)
    records: dict[str, Record] = {}
    for report_id, standing in found.places[:ITEMS]:
        issue = shelf.issue_at(standing)
        pair = issue.find(report_id)
        if pair is not None:
            told = Told(issue, *pair)
            tables = fact_tables(_only(told.item.facts, kind, folded))
            if tables:
                records.setdefault(told.path, Record(told, tables))
    fitted = cut([record.tables for record in records.values()], lambda words: folded in fold_name(words))
    shown = [
        replace(record, tables=tables, left_out=left_out)
        for record, (tables, left_out) in zip(records.values(), fitted, strict=True)
    ]
    return Register(Page(shown, number, len(found.places) > ITEMS), found.years, found.names)


def _only(facts: Facts, kind: Kind, folded: str) -> Facts:
    def named(names: tuple[str, ...]) -> bool:
        return any(folded in fold_name(name) for name in names)

    empty = Facts()
    if kind is Kind.AWARD:
        return replace(empty, awards=tuple(one for one in facts.awards if named(_of_award(one))))
    return replace(empty, cooperation=tuple(one for one in facts.cooperation if named(_of_agreement(one))))


def _of_award(award: Award) -> tuple[str, ...]:
    aliases = (alias for names in award.recipient_aliases.values() for alias in names)
    return (award.award, *award.awarding_body, *award.recipients, *aliases)


def _of_agreement(agreement: Cooperation) -> tuple[str, ...]:
    return (*agreement.parties, *agreement.implied, agreement.instrument or "")
