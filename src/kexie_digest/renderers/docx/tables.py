"""Tables of the Word file: rolls of winners, short awards, agreements, the calendar.

Takes facts, gives tables with a head row; the same words as the PDF's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kexie_digest.model import Award, Cooperation, Item
from kexie_digest.renderers._days import partial_day
from kexie_digest.renderers.docx.blocks import Cell, Table
from kexie_digest.renderers.pdf.tables import calendar, roll_table
from kexie_digest.renderers.pdf.tables.roll import are_people
from kexie_digest.renderers.pdf.typography import full_width

#: More names than this make a roll of their own.
INLINE = 3
_TWO = (0.44, 0.56)


def fact_tables(item: Item) -> Iterator[Table]:
    """Give an item's tables: rolls first, then short awards, then agreements."""
    awards = [award for award in item.facts.awards if award.recipients]
    for award in awards:
        if len(award.recipients) > INLINE:
            yield _roll(award, item.language)
    short = [award for award in awards if len(award.recipients) <= INLINE]
    if short:
        yield _table(_TWO, ("奖　项", "获奖者"), [_award_row(award) for award in short], item.language)
    agreements = [agreement for agreement in item.facts.cooperation if agreement.parties]
    if agreements:
        rows = [_agreement_row(agreement) for agreement in agreements]
        yield _table(_TWO, ("合作事项", "各　方"), rows, item.language)


def calendar_table(dated: tuple[calendar.Dated, ...], today: str) -> Table:
    """Give the dated activities, earliest first.

    Args:
        dated: As ``pdf.calendar.dated`` gives them.
        today: The edition's ISO day, whose year goes without saying.
    """
    rows = calendar.rows(dated, today)
    shares = tuple(percent / 100 for percent in calendar.shares(rows, roll_table.ROOM))
    return _table(shares, ("时　间", "活　动", "地　点", "主　办"), rows, "zh-CN")


def _table(
    shares: tuple[float, ...], head: tuple[str, ...], rows: Sequence[tuple[str, ...]], language: str
) -> Table:
    cells = tuple(tuple(Cell(text) for text in row) for row in (head, *rows))
    return Table(cells, shares, language=language)


def _award_row(award: Award) -> tuple[str, str]:
    return full_width(award.award), full_width("、".join(award.recipients)) + _note(award)


def _agreement_row(agreement: Cooperation) -> tuple[str, str]:
    day = f"（{partial_day(agreement.date)}）" if agreement.date else ""
    return full_width(agreement.instrument or "合作") + day, full_width("、".join(agreement.parties))


def _note(award: Award) -> str:
    bodies = full_width("、".join(award.awarding_body))
    day = partial_day(award.date) if award.date else ""
    known = "，".join(filter(None, (bodies, day)))
    return f"（{known}）" if known else ""


def _roll(award: Award, language: str) -> Table:
    of_people = are_people(award.recipients)
    unit, count = "名" if of_people else "个", len(award.recipients)
    differs = award.count and award.count != count
    how_many = f"公布{award.count}{unit}，列出{count}{unit}" if differs else f"{count}{unit}"
    rows = roll_table.rows(award.recipients)
    columns = sum(cell.span for cell in rows[0])
    head = (Cell(f"{full_width(award.award)}　{how_many}{_note(award)}", columns),)
    names = (tuple(Cell(full_width(cell.name), cell.span, cell.is_spread) for cell in row) for row in rows)
    return Table((head, *names), (1 / columns,) * columns, is_centred=of_people, language=language)
