"""Figures over many pages, and the table of them.

Takes outcomes, gives precision, recall and F1 by metric, by fault and with and without
each cue. It reads no pages and runs no parser.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.page import Page
from generator.scoring.articles import Outcome

CUES = ("lead", "byline", "marks", "slots")
MAIN = ("boundary", "stack", "stack_strict", "title", "column", "byline", "byline_whole", "byline_role")
MAIN += ("caption", "credit", "subhead", "paragraph", "join", "join_wrap", "page_fields", "editors")
SLICED = ("boundary", "stack", "byline", "caption", "join", "paragraph")


@dataclass
class Count:
    """Right, predicted and true ones, added up."""

    hit: int = 0
    predicted: int = 0
    true: int = 0

    def add(self, outcome: Outcome) -> None:
        """Add one outcome."""
        self.hit += outcome.hit
        self.predicted += outcome.predicted
        self.true += outcome.true

    @property
    def precision(self) -> float | None:
        """Right ones among the predicted."""
        return self.hit / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """Right ones among the true."""
        return self.hit / self.true if self.true else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall."""
        both = self.predicted + self.true
        return 2 * self.hit / both if both else None


@dataclass
class Tally:
    """All counts: ``total`` by metric, ``sliced`` by (metric, cue, has it)."""

    pages: int = 0
    articles: int = 0
    crashes: list[str] = field(default_factory=list)
    lacking: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    total: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    sliced: dict[tuple[str, str, bool], Count] = field(default_factory=lambda: defaultdict(Count))

    def add(self, page: Page, outcomes: Iterable[Outcome]) -> None:
        """Add the outcomes of one page."""
        self.pages += 1
        self.articles += len(page.cues)
        for cue in CUES:
            self.lacking[cue] += sum(not cues[cue] for cues in page.cues)
        for outcome in outcomes:
            self.total[outcome.metric].add(outcome)
            if outcome.article is None:
                continue
            for cue in CUES:
                self.sliced[outcome.metric, cue, page.cues[outcome.article][cue]].add(outcome)

    @property
    def flags(self) -> Count:
        """Every expected flag together; ``predicted`` counts the false ones too."""
        count = Count()
        for metric, part in self.total.items():
            if metric.startswith(("flag:", "false:")):
                count.hit += part.hit if metric.startswith("flag:") else 0
                count.predicted += part.predicted
                count.true += part.true
        return count

    @property
    def false_flags(self) -> float:
        """False flags a page."""
        false = sum(part.predicted for metric, part in self.total.items() if metric.startswith("false:"))
        return false / self.pages if self.pages else 0.0


def _number(value: float | None) -> str:
    return "   –  " if value is None else f"{value:6.3f}"


def _rows(tally: Tally, prefix: str) -> list[str]:
    names = sorted(metric for metric in tally.total if metric.startswith(prefix))
    return [
        f"  {name.removeprefix(prefix):24}{_number(tally.total[name].recall)}{tally.total[name].true:7}"
        for name in names
    ]


def _cue_rows(tally: Tally) -> list[str]:
    rows = [f"{'F1 with | without':26}" + "".join(f"{cue:>17}" for cue in CUES)]
    for metric in SLICED:
        cells = [
            f"{_number(tally.sliced[metric, cue, True].f1)} |{_number(tally.sliced[metric, cue, False].f1)}"
            for cue in CUES
        ]
        rows.append(f"  {metric:24}" + "".join(f"{cell:>17}" for cell in cells))
    shares = "".join(f"{tally.lacking[cue] / max(tally.articles, 1):17.2f}" for cue in CUES)
    return [*rows, f"  {'share of articles without':24}{shares}"]


def table(tally: Tally) -> str:
    """Write all figures down.

    Args:
        tally: The counts of a run.

    Returns:
        Text for a terminal: the main metrics, flags, the cues, then every fault with the
        share of cases seen through and their number.
    """
    lines = [f"{tally.pages} pages, {tally.articles} articles, {len(tally.crashes)} crashes"]
    lines.append(f"{'metric':26}     P     R    F1   true")
    for metric in MAIN:
        count = tally.total[metric]
        cells = "".join(_number(value) for value in (count.precision, count.recall, count.f1))
        lines.append(f"  {metric:24}{cells}{count.true:7}")
    lines += [
        f"  {'flags recall':24}{_number(tally.flags.recall)}   false flags a page {tally.false_flags:.2f}",
        "",
    ]
    lines += [*_cue_rows(tally), "", "doubts raised"]
    lines += [*_rows(tally, "flag:"), "", "false flags (number)"]
    lines += [
        f"  {name.removeprefix('false:'):24}{tally.total[name].predicted:6}"
        for name in sorted(tally.total)
        if name.startswith("false:")
    ]
    lines += ["", "breaks joined", *_rows(tally, "join:"), "", "faults seen through", *_rows(tally, "fault:")]
    return "\n".join([*lines, *_crashes(tally.crashes)]) + "\n"


def _crashes(crashes: Sequence[str]) -> list[str]:
    return ["", f"crashes: {len(crashes)}", *crashes[:5]] if crashes else []
