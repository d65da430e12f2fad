"""The list of sources (来源一览): every report behind an edition, paper by paper.

Takes the bands of an edition, gives its lines. It fills the white of a newspaper's last page; where
there is none it is not printed, and nothing is missing: each story names its sources.
"""

from __future__ import annotations

from dataclasses import dataclass

from kexie_digest.model import SourceReference
from kexie_digest.renderers._wording import source_paper
from kexie_digest.renderers.pdf.makeup import Band

#: Fewer reports need no list, and more would not fit a page.
FEWEST, MOST = 3, 36


@dataclass(frozen=True, slots=True)
class Report:
    """One report, and the anchor of the story that it went into."""

    source: SourceReference
    anchor: str


@dataclass(frozen=True, slots=True)
class Paper:
    """Who printed reports, as readers are told, and the reports by day."""

    name: str
    reports: tuple[Report, ...]


def papers(bands: tuple[Band, ...]) -> tuple[Paper, ...]:
    """Sort an edition's reports by who printed them, in order of first appearance.

    Args:
        bands: The sections in order.

    Returns:
        Nothing where a list would be too short or too long.
    """
    found: dict[str, list[Report]] = {}
    for story in (story for band in bands for story in band.stories):
        for source in story.item.sources:
            found.setdefault(source_paper(source), []).append(Report(source, story.anchor))
    if not FEWEST <= sum(map(len, found.values())) <= MOST:
        return ()
    return tuple(
        Paper(name, tuple(sorted(reports, key=lambda report: report.source.date or "")))
        for name, reports in found.items()
    )
