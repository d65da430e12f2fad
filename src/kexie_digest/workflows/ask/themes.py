"""Try the themes on files: what each theme scores on each article, and on which words.

Takes files, themes and what they learnt, gives scores with quoted evidence; the store is
not touched.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kexie_digest import themes
from kexie_digest.clock import Clock
from kexie_digest.errors import KexieDigestError
from kexie_digest.model import LearntThemes, Report, Theme
from kexie_digest.themes.scoring import Score, score
from kexie_digest.workflows.parse import parse_files


@dataclass(frozen=True, slots=True)
class Trial:
    """One article as the themes see it: every theme's score, and the decision in words.

    ``learnt`` are the scores with what was learnt from corrections; equal to ``scores`` where
    nothing bears on it.
    """

    report: Report
    scores: tuple[Score, ...]
    learnt: tuple[Score, ...]
    explanation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TriedFile:
    """One input file: a trial an article, or the error that stopped it."""

    path: Path
    trials: tuple[Trial, ...] = ()
    error: KexieDigestError | None = None


def try_themes(
    paths: Sequence[Path], known: Sequence[Theme], clock: Clock, learnt: LearntThemes | None = None
) -> Iterator[TriedFile]:
    """Score every article of some files; one bad file never stops the others.

    Args:
        paths: Files of any kind we read.
        known: The themes to try.
        clock: Gives the time the files were read.
        learnt: What was learnt from corrections, if anything.

    Yields:
        One result a file, in order.
    """
    for file in parse_files(paths, known, clock):
        reports = [report for reading in file.readings for report in reading.reports]
        trials = tuple(_trial(report, known, learnt) for report in reports)
        yield TriedFile(file.path, trials, file.error)


def _trial(report: Report, known: Sequence[Theme], learnt: LearntThemes | None) -> Trial:
    scores = score(report.article, known)
    changed = themes.rerank(scores, known, learnt)
    if changed != scores:
        report = replace(report, themes=themes.decide(report.article, changed))
    return Trial(report, scores, changed, themes.explain(report.article, known, learnt))
