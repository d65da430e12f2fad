"""The list of sources: which reports it has, in which order, and when there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from kexie_digest.model import SourceReference
from kexie_digest.renderers.pdf.makeup import make_up
from kexie_digest.renderers.pdf.tables import sources

from factories import make_digest, make_edition, make_item, make_section


def papers_of(*reports: SourceReference) -> tuple[sources.Paper, ...]:
    """Give the list of an edition whose items have a report each."""
    items = [make_item(report.title, sources=(report,)) for report in reports]
    bands, _ = make_up(make_edition(make_section("awards", *items)), make_digest(), Path())
    return sources.papers(bands)


def report(title: str, paper: str | None, day: str | None = None) -> SourceReference:
    """One report."""
    return SourceReference(f"{title}-1", title, paper, "02-科协动态.txt", date=day)


def test_reports_stand_by_paper_and_day() -> None:
    """Papers as they first appear, what has no name by its file; within a paper the earliest first."""
    found = papers_of(
        report("甲", "海岚日报", "2026-03-05"),
        report("乙", None),
        report("丙", "海岚日报", "2026-03-02"),
        report("丁", "青禾报"),
        report("戊", "海岚日报"),
    )
    assert [(paper.name, [(one.source.title, one.anchor) for one in paper.reports]) for paper in found] == [
        ("《海岚日报》", [("戊", "item-1-5"), ("丙", "item-1-3"), ("甲", "item-1-1")]),
        ("02-科协动态", [("乙", "item-1-2")]),
        ("《青禾报》", [("丁", "item-1-4")]),
    ]


@pytest.mark.parametrize(("count", "is_listed"), [(2, False), (3, True), (36, True), (37, False)])
def test_a_list_is_neither_a_stump_nor_longer_than_a_page(count: int, is_listed: bool) -> None:  # noqa: FBT001 - a case
    """Two reports need none; thirty-seven have no room on any last page."""
    found = papers_of(*(report(f"第{number}则", "海岚日报") for number in range(count)))
    assert bool(found) is is_listed
