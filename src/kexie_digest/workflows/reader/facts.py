"""Award rolls and agreements to browse, by name and year, as they were published.

Takes the Shelf and a question, gives items with the facts that answer it. Names count as
they stand in published editions; sentences that rights keep back are not in those.
"""

from dataclasses import dataclass, replace

from kexie_digest.model import Award, Cooperation, Facts
from kexie_digest.renderers.webpage import FactTable, fact_tables
from kexie_digest.store.editions import published_facts
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
    years: list[int]
    names: list[tuple[str, int]]


def browse(shelf: Shelf, kind: Kind, name: str = "", year: int | None = None, *, number: int = 1) -> Register:
    """Give a page of award rolls or agreements.

    Args:
        shelf: Published editions.
        kind: :data:`AWARDS` or :data:`AGREEMENTS`.
        name: Only facts that name this body or person.
        year: Only facts of this year.
        number: Which page, from 1.

    Returns:
        The records, the latest first.
    """
    folded = fold_name(name)
    offset = (number - 1) * ITEMS
    with shelf.context.store.reading() as tx:
        places = published_facts.list_reports(tx, kind, name, year, limit=ITEMS + 1, offset=offset)
        years = published_facts.list_years(tx, kind)
        names = published_facts.count_names(tx, kind, year, limit=NAMES)
    records: dict[str, Record] = {}
    for report_id, key in places[:ITEMS]:
        issue = shelf.issue(*key)
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
    return Register(Page(shown, number, len(places) > ITEMS), years, names)


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
