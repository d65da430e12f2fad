"""The edition's facts as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from kexie_digest.renderers import Tools, facts_csv

from cases import Case, case_id, find_cases
from factories import make_digest, make_edition, read_edition_case, sample_edition


def read(content: bytes) -> list[dict[str, str]]:
    """Read the rows as a spreadsheet would."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("path", find_cases("renderers/cases/facts_csv"), ids=case_id)
def test_cases(path: Path, case: Callable[[Path], Case], tools: Tools) -> None:
    """Every row, empty cells left out."""
    rows = read(facts_csv.render(*read_edition_case(path), tools).content)
    case(path).check([{name: cell for name, cell in row.items() if cell} for row in rows])


def test_nobody_of_a_roll_is_missing(tools: Tools) -> None:
    """Each recipient, party and activity of the edition has its row, with its sentence."""
    rows = read(facts_csv.render(sample_edition(), make_digest(), tools).content)
    expected = [
        (name, fact.evidence)
        for item in sample_edition().items
        for fact, names in (
            *((award, award.recipients) for award in item.facts.awards),
            *((deal, deal.parties) for deal in item.facts.cooperation),
            *((activity, (activity.name,)) for activity in item.facts.activities),
        )
        for name in names
    ]
    assert [(row["名称 name"], row["原句 sentence"]) for row in rows] == expected
    assert all(row["稿件编号 id"] and row["原件 document"] for row in rows)


def test_an_edition_without_facts_has_the_header(tools: Tools) -> None:
    """A table without rows, not an empty file."""
    content = facts_csv.render(make_edition(), make_digest(), tools).content
    assert content.decode("utf-8-sig").strip() == ",".join(facts_csv.HEADER)
