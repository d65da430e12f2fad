"""Teach the page reader's weights on tuning pages and write them as a module.

    python tests/generator/train.py            # 1800 pages, two rounds, some minutes

An averaged perceptron in the place of no rule: each page is read by the rules and the
weights so far, and where a short line got the wrong class, the features of that line are
moved from the wrong class to the right one. A wrong class is given ``MARGIN`` in advance,
so that the right one has to win clearly. Measured with papers left out (three folds): the
lines read wrongly fall by a third; without the margin, by a fifth. Held-out pages are
never read here.
"""

from __future__ import annotations

import hashlib
import importlib
import random
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kexie_digest import extractors
from kexie_digest.model import Document
from kexie_digest.parsers.newspaper.classes import classify
from kexie_digest.parsers.newspaper.classes.label import Candidate, Label
from kexie_digest.parsers.newspaper.page.lines import read_lines
from kexie_digest.parsers.newspaper.page.page_view import PageView, view
from kexie_digest.parsers.newspaper.scoring.features import features
from kexie_digest.parsers.newspaper.scoring.learned import LIKE, LONGEST, TAUGHT, in_doubt
from kexie_digest.parsers.newspaper.sequence.decide import decide

PAGES, FIRST, ROUNDS, RATE, MARGIN = 1800, 10_000, 2, 0.03, 1.0
LEAST = 0.02
TARGET = Path(__file__).parents[2] / "src/kexie_digest/parsers/newspaper/scoring/weights.py"
KINDS = {
    "title": Label.HEAD, "kicker": Label.HEAD, "subtitle": Label.HEAD, "shared_kicker": Label.HEAD,
    "body": Label.BODY, "caption": Label.CAPTION, "credit": Label.CAPTION, "byline": Label.BYLINE,
    "rubric": Label.COLUMN, "subhead": Label.SUBHEAD, "speaker": Label.SPEAKER,
    "masthead": Label.MAST, "colophon": Label.FOOT,
}  # fmt: skip
HEADER = '''"""Weights of the page reader's features, written by ``tests/generator/train.py``.

Feature name → evidence for headline, subhead, body, caption, byline (``learned.TAUGHT``).
Do not edit: teach again.
"""

from typing import Final

WEIGHTS: Final[dict[str, tuple[float, float, float, float, float]]] = {
'''


@dataclass(frozen=True)
class Lesson:
    """One page: its candidates by the rules, its features, its true classes."""

    page: PageView
    options: list[tuple[Candidate, ...]]
    features: list[tuple[str, ...]]
    truth: list[Label]


def _lesson(made: Any) -> Lesson:  # noqa: ANN401 - generator.page.Page, imported after the path is set
    content = made.text.encode()
    digest = hashlib.sha256(content).hexdigest()
    fetched = importlib.import_module("generator.evaluation").FETCHED
    document = Document(content, digest, "text/plain", made.name, "generated", made.name, digest, fetched)
    page = view(read_lines(extractors.extract(document)))
    names = [features(line, page) if len(line.text) <= LONGEST else () for line in page.lines]
    truth = [KINDS[made.kinds[line.number]] for line in page.lines]
    return Lesson(page, [classify.by_rules(line, page) for line in page.lines], names, truth)


def _taught(label: Label) -> Label:
    return LIKE.get(label, label)


class Teacher:
    """Weights, their running sums, and how many pages they were carried through."""

    def __init__(self) -> None:
        self.weights: dict[Label, dict[str, float]] = {label: defaultdict(float) for label in TAUGHT}
        self._sums: dict[Label, dict[str, float]] = {label: defaultdict(float) for label in TAUGHT}
        self._pages = 1

    def read(self, lesson: Lesson) -> int:
        """Read one page, learn from each wrong line, give their number."""
        self._pages += 1
        options = [self._score(lesson, place) for place in range(len(lesson.options))]
        wrong = 0
        for place, decision in enumerate(decide(options, lesson.page)):
            right, read = _taught(lesson.truth[place]), _taught(decision.candidate.label)
            possible = any(_taught(choice.label) is right for choice in lesson.options[place])
            if right is read or not possible or not lesson.features[place]:
                continue
            wrong += 1
            for name in lesson.features[place]:
                self._move(right, name, RATE)
                self._move(read, name, -RATE)
        return wrong

    def _score(self, lesson: Lesson, place: int) -> tuple[Candidate, ...]:
        names, choices = lesson.features[place], lesson.options[place]
        if not names or not in_doubt(choices):
            return choices
        scored = []
        for choice in choices:
            weights = self.weights.get(_taught(choice.label), {})
            score = choice.score + sum(weights.get(name, 0.0) for name in names)
            if _taught(choice.label) is not _taught(lesson.truth[place]):
                score += MARGIN
            scored.append(replace(choice, score=score))
        return tuple(scored)

    def _move(self, label: Label, name: str, step: float) -> None:
        if label in self.weights:
            self.weights[label][name] += step
            self._sums[label][name] += step * self._pages

    def average(self) -> dict[str, tuple[float, ...]]:
        """Give the mean of the weights over all pages, small ones left out."""
        rows = {}
        for name in sorted({name for weights in self.weights.values() for name in weights}):
            means = [self.weights[at][name] - self._sums[at][name] / self._pages for at in TAUGHT]
            if max(map(abs, means)) >= LEAST:
                rows[name] = tuple(round(mean, 2) + 0.0 for mean in means)
        return rows


def main() -> None:
    """Teach and write."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    make = importlib.import_module("generator.page").make
    lessons = [_lesson(make("tuning", number)) for number in range(FIRST, FIRST + PAGES)]
    teacher, rng = Teacher(), random.Random(0)  # noqa: S311 - the order of lessons is no secret
    for _ in range(ROUNDS):
        rng.shuffle(lessons)
        sys.stdout.write(f"{sum(map(teacher.read, lessons))} lines wrong or not clearly right\n")
        sys.stdout.flush()
    rows = "".join(f"    {name!r}: {row},\n" for name, row in teacher.average().items())
    TARGET.write_text(HEADER + rows + "}\n", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", str(TARGET)], check=True)


if __name__ == "__main__":
    main()
