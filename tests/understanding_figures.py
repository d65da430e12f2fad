"""Figures of themes, facts, events and summaries on one half of the labelled texts.

Takes the notices of tests/themes/<half> and the reports of tests/events/<half>; gives one
figure per name, and what went wrong. It judges and prints nothing.

"Unsure" counts as wrong in accuracy; "automatic" is what the program calls certain. A theme an
annotator accepts beside the main one is right in ``accuracy`` and in every F1, not in
``accuracy strict``.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kexie_digest.config.themes import built_in
from kexie_digest.events import group
from kexie_digest.facts import find
from kexie_digest.model import Activity, Award, Cooperation, Facts, FlagKind, Page, Report, Rights, Themes
from kexie_digest.summaries import choose
from kexie_digest.themes import assign, with_headline
from notices import Notice, Tally, read_notices

NAMED = ("awards", "cooperation", "science_popularization")
_HERE = Path(__file__).parent
_SPREAD = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")
_QUOTES = str.maketrans(dict.fromkeys("“”‘’「」『』\"'《》"))


@dataclass
class Figures:
    """Figures by name, in the order to print them, and the misses of each kind."""

    values: dict[str, float] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Reading:
    """A notice as the program understands it."""

    notice: Notice
    report: Report
    is_mismatch: bool

    @property
    def themes(self) -> Themes:
        """The themes assigned."""
        return self.report.themes

    @property
    def facts(self) -> Facts:
        """The facts found."""
        return self.report.facts

    @property
    def main(self) -> str:
        """The main theme assigned or, if unsure, suggested."""
        return self.themes.keys[0]

    @property
    def wanted(self) -> str:
        """The main theme to be scored against: the assigned one where it is accepted."""
        return self.main if self.main in self.notice.accept else self.notice.main


def read(notice: Notice) -> Reading:
    """Understand one notice as the workflow does."""
    article = notice.article
    facts, flags = find(article, Page())
    themes = with_headline(assign(article, built_in()), article, facts)
    report = Report(
        notice.id, article, Page(), "notice", "tests", Rights.FULL, themes, facts, choose(article, facts)
    )
    return Reading(notice, report, any(flag.flag == FlagKind.COUNT_MISMATCH for flag in flags))


def figures(half: str) -> Figures:
    """Understand a half of the labelled texts and count.

    Args:
        half: A folder of tests/themes, as ``tuning_thirteenth`` or ``heldout_fourteenth``.

    Returns:
        The figures, and a line for every miss.
    """
    notices = [read(notice) for notice in read_notices(_HERE / "themes" / half, closed=half != "tuning")]
    folder = _HERE / "events" / half
    reports = [read(notice) for notice in read_notices(folder)] if folder.is_dir() else notices
    found = Figures()
    _themes(notices, found)
    _facts(notices, found)
    _mismatches(notices, found)
    _events(reports, "event pairs", found)
    if reports is not notices:
        _events([*reports, *notices], "event pairs among all notices", found)
    _quotes([*reports, *notices] if reports is not notices else notices, found)
    return found


def fact_figures(folder: Path) -> Figures:
    """Count what is right in the facts of notices that are labelled for nothing else.

    Args:
        folder: The notices; a missing label says "none".

    Returns:
        The figures, and a line for every miss.
    """
    notices = [read(notice) for notice in read_notices(folder, closed=True)]
    found = Figures({"notices": len(notices)})
    _facts(notices, found)
    _mismatches(notices, found)
    return found


def recipient_figures(folder: Path, *, closed: bool) -> tuple[float, float, float]:
    """Precision, recall and F1 of recipients over the notices of a folder that are labelled for them.

    Args:
        folder: The notices.
        closed: Whether a missing label says "none".

    Returns:
        The three figures.
    """
    tally = Tally()
    for notice in read_notices(folder, closed=closed):
        if notice.recipients is not None:
            facts, _ = find(notice.article, Page())
            names = bare(name for award in facts.awards for name in award.recipients)
            tally.add(set(names), set(bare(notice.recipients)), notice.id)
    return tally.hits / max(1, tally.found), tally.hits / max(1, tally.wanted), tally.f1


def _themes(readings: list[Reading], found: Figures) -> None:
    right = [reading for reading in readings if reading.main == reading.wanted]
    sure = [reading for reading in readings if not reading.themes.unsure]
    strict = [reading for reading in sure if reading.main == reading.notice.main]
    decided = [reading for reading in right if not reading.themes.unsure]
    certain = [reading for reading in readings if reading.themes.certain]
    found.values |= {
        "notices": len(readings),
        "accuracy": len(decided) / len(readings),
        "accuracy strict": len(strict) / len(readings),
        "accuracy of the suggestion": len(right) / len(readings),
        "precision where not unsure": len(decided) / len(sure),
        "asked": 1 - len(sure) / len(readings),
        "automatic precision": sum(reading in certain for reading in right) / len(certain),
        "automatic coverage": len(certain) / len(readings),
    }
    scores = {
        theme: _theme(readings, theme) for theme in sorted({reading.notice.main for reading in readings})
    }
    found.values["macro F1"] = sum(scores.values()) / len(scores)
    found.values |= {f"F1 {theme}": score for theme, score in scores.items()}
    found.misses += [
        f"theme {reading.notice.id}: {reading.main}{'?' * reading.themes.unsure} for {reading.wanted}"
        for reading in readings
        if reading not in decided
    ]


def _theme(readings: list[Reading], theme: str) -> float:
    tally = Tally()
    for reading in readings:
        name = {reading.notice.id}
        tally.add(name if reading.main == theme else set(), name if reading.wanted == theme else set(), theme)
    return tally.f1


def bare(names: Iterable[str]) -> frozenset[str]:
    """Names without quotation marks, and without the space that sets two letters wide (姜 韵)."""
    return frozenset(_SPREAD.sub("", name.translate(_QUOTES)) for name in names)


def _facts(readings: list[Reading], found: Figures) -> None:
    recipients, parties, agreements = Tally(), Tally(), Tally()
    for reading in readings:
        label, notice = reading.notice.id, reading.notice
        if notice.recipients is not None:
            names = bare(name for award in reading.facts.awards for name in award.recipients)
            recipients.add(set(names), set(bare(notice.recipients)), f"recipients {label}")
        if notice.parties is not None:
            groups = {bare(fact.parties) for fact in reading.facts.cooperation}
            wanted = {bare(group) for group in notice.parties}
            parties.add(set().union(*groups), set().union(*wanted), f"parties {label}")
            agreements.add(groups, wanted, f"agreements {label}")
    for name, tally in {"recipients": recipients, "parties": parties, "agreements": agreements}.items():
        found.values[f"{name} precision"] = tally.hits / tally.found if tally.found else 1.0
        found.values[f"{name} recall"] = tally.hits / tally.wanted if tally.wanted else 1.0
        found.values[f"{name} F1"] = tally.f1
        found.misses += tally.misses


def _mismatches(readings: list[Reading], found: Figures) -> None:
    wanted = [reading for reading in readings if reading.notice.count_mismatch]
    if not wanted:
        return
    alarms = [
        reading for reading in readings if reading.is_mismatch and reading.notice.count_mismatch is False
    ]
    found.values["count mismatch recall"] = sum(reading.is_mismatch for reading in wanted) / len(wanted)
    found.values["count mismatch false alarms"] = len(alarms)
    found.misses += [f"mismatch {reading.notice.id}: unseen" for reading in wanted if not reading.is_mismatch]
    found.misses += [f"mismatch {reading.notice.id}: false alarm" for reading in alarms]


def _events(readings: list[Reading], name: str, found: Figures) -> None:
    readings = sorted(
        readings, key=lambda reading: (reading.notice.article.published_on or "", reading.notice.id)
    )
    events = group([reading.report for reading in readings], {})
    wanted = {reading.notice.id: reading.notice.event or reading.notice.id for reading in readings}
    tally = Tally()
    keys = {report: event.key for event in events for report in event.reports}
    together = _pairs(keys)
    tally.add(together, _pairs(wanted), name)
    found.values[f"{name} precision"] = tally.hits / tally.found if tally.found else 1.0
    found.values[f"{name} recall"] = tally.hits / tally.wanted if tally.wanted else 1.0
    found.values[f"{name} F1"] = tally.f1
    found.values |= _by_kind(readings, keys, name)
    found.misses += tally.misses


def _by_kind(readings: list[Reading], keys: dict[str, str], name: str) -> dict[str, float]:
    """How many of the copies and of the independent reports were tied to the first report."""
    first = {reading.notice.event: reading.notice.id for reading in readings if reading.notice.kind == "base"}
    tied: dict[str, list[bool]] = {}
    for reading in readings:
        notice = reading.notice
        if notice.kind != "base" and notice.event in first:
            tied.setdefault(str(notice.kind), []).append(keys[notice.id] == keys[first[notice.event]])
    return {f"{name} tied, {kind}": sum(hits) / len(hits) for kind, hits in sorted(tied.items())}


def _pairs(keys: dict[str, str]) -> set[tuple[str, str]]:
    return {pair for pair in itertools.combinations(sorted(keys), 2) if keys[pair[0]] == keys[pair[1]]}


def _quotes(readings: list[Reading], found: Figures) -> None:
    count = bad = 0
    for reading in readings:
        article, facts = reading.notice.article, reading.facts
        stated: list[Award | Cooperation | Activity] = [*facts.awards, *facts.cooperation, *facts.activities]
        printed = "\n".join(filter(None, (article.kicker, article.title, article.subtitle, article.body)))
        quotes = [
            *(evidence.text for one in reading.themes.assignments for evidence in one.evidence),
            *(fact.evidence for fact in stated),
            *(quote.text for quote in reading.report.summary),
        ]
        foreign = [quote for quote in quotes if quote not in printed]
        count, bad = count + len(quotes), bad + len(foreign)
        found.misses += [f"quote {reading.notice.id}: {quote}" for quote in foreign]
    found.values["quotes"] = count
    found.values["quotes not in the article"] = bad
