"""Teach what the surroundings of a name say of its honour, and write the weights as a module.

    python tests/facts/teach_mentions.py --leave-out    # one set left out after the other; writes nothing
    python tests/facts/teach_mentions.py                # all development sets; writes the module

Logistic regression by gradient descent with steps that shrink for each feature (AdaGrad), its last
rounds averaged. A winner named several times is taught at the mention that is best so far, for not
every sentence about her tells of her prize. The held-out sets of tests/themes are not taught; asked
for, their figures are sums.
"""

from __future__ import annotations

import argparse
import importlib
import math
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import east_asian_width

from kexie_digest.facts.awards.mentions.candidates import mentions_in
from kexie_digest.facts.awards.mentions.features import features
from kexie_digest.facts.awards.mentions.surroundings import Surroundings, may_tell
from kexie_digest.facts.awards.mentions.weights import WEIGHTS
from kexie_digest.facts.lines import read_lines

TESTS = Path(__file__).parents[1]
TARGET = TESTS.parent / "src/kexie_digest/facts/awards/mentions/weights.py"
#: Development sets, and whether a missing label says "none".
SETS = {
    "themes/tuning": False,
    "themes/tuning_third": True,
    "themes/tuning_fourth": True,
    "themes/tuning_sixth": True,
    "facts/notices": True,
    "facts/notices_second": True,
    "facts/notices_third": True,
    "facts/notices_fourth": True,
    "facts/notices_fifth": True,
}
HELD_OUT = ("themes/heldout", "themes/heldout_second")
ROUNDS, AVERAGED, RATE, DECAY, FEWEST, SMALL, LEAST = 8, 3, 0.1, 0.003, 12, 0.02, 0.1
_LONGEST, _WIDEST = 30, 102
HEADER = '''"""What speaks for a winner's name and against it, written by ``tests/facts/teach_mentions.py``.

Feature (``features``) = weight, as log-odds in hundredths. Do not edit: teach again.
"""

from typing import Final

_TABLE: Final = (
'''
FOOTER = """)
WEIGHTS: Final[dict[str, float]] = {
    name: int(weight) / 100 for name, _, weight in (one.rpartition("=") for one in _TABLE.split())
}
"""


@dataclass(frozen=True)
class Lesson:
    """The mentions of a notice: their names, their features, and which names won."""

    names: list[str]
    features: list[list[str]]
    winners: frozenset[str]


def lessons(folder: str) -> Iterator[Lesson]:
    """Every notice of a set that tells of an honour and is labelled for its recipients."""
    bare = importlib.import_module("understanding_figures").bare
    for notice in importlib.import_module("notices").read_notices(TESTS / folder, closed=SETS[folder]):
        lines = read_lines(notice.article)
        if notice.recipients is None or not may_tell(lines, notice.article.title):
            continue
        mentions = mentions_in(lines)
        around = Surroundings(lines, notice.article.title, mentions)
        names = [min(bare([one.name])) for one in mentions]
        yield Lesson(names, [features(one, around) for one in mentions], bare(notice.recipients))


def teach(taught: Sequence[Lesson], seed: int = 1) -> dict[str, float]:
    """Weights of all features seen often enough."""
    counts = Counter(name for lesson in taught for row in lesson.features for name in row)
    places = {name: at for at, name in enumerate(sorted(name for name in counts if counts[name] >= FEWEST))}
    rows = [
        (lesson, [[places[name] for name in row if name in places] for row in lesson.features])
        for lesson in taught
    ]
    weights, squares, sums = [0.0] * len(places), [0.01] * len(places), [0.0] * len(places)
    chance = random.Random(seed)  # noqa: S311 - the same order in every run
    for turn in range(ROUNDS):
        chance.shuffle(rows)
        for lesson, places_of in rows:
            _learn(lesson, places_of, weights, squares, is_first=not turn)
        if turn >= ROUNDS - AVERAGED:
            sums = [total + weight for total, weight in zip(sums, weights, strict=True)]
    return {name: sums[at] / AVERAGED for name, at in places.items()}


def _learn(
    lesson: Lesson, rows: list[list[int]], weights: list[float], squares: list[float], *, is_first: bool
) -> None:
    scores = [sum(weights[place] for place in row) for row in rows]
    best: dict[str, int] = {}
    for at, name in enumerate(lesson.names):
        if name in lesson.winners and (name not in best or scores[at] > scores[best[name]]):
            best[name] = at
    for at, (name, row) in enumerate(zip(lesson.names, rows, strict=True)):
        if name in best and best[name] != at and not is_first:
            continue
        error = 1 / (1 + math.exp(-max(-_LONGEST, min(_LONGEST, scores[at])))) - (name in best)
        if abs(error) < SMALL:
            continue
        for place in row:
            step = error + DECAY * weights[place]
            squares[place] += step * step
            weights[place] -= RATE * step / math.sqrt(squares[place])


def show(folder: str, *, closed: bool) -> None:
    """Print what readers of fixed forms find in a set, and what is found with the weights in use."""
    count = importlib.import_module("understanding_figures").recipient_figures
    with_weights = count(TESTS / folder, closed=closed)
    kept = dict(WEIGHTS)
    WEIGHTS.clear()
    alone = count(TESTS / folder, closed=closed)
    WEIGHTS.update(kept)
    told = (f"P {found[0]:.3f} R {found[1]:.3f} F1 {found[2]:.3f}" for found in (alone, with_weights))
    sys.stdout.write(f"{folder:24} {' → '.join(told)}\n")
    sys.stdout.flush()


def use(weights: dict[str, float]) -> None:
    """Let the reader weigh by these."""
    WEIGHTS.clear()
    WEIGHTS.update(weights)


def _packed() -> Iterator[str]:
    """The weights in use as lines of a module, as many on a line as it holds."""
    row = ""
    for name, weight in sorted(WEIGHTS.items()):
        entry = f"{name}={round(100 * weight)} "
        if sum(1 + (east_asian_width(letter) in "WF") for letter in row + entry) > _WIDEST:
            yield f'    "{row}"\n'
            row = ""
        row += entry
    yield f'    "{row}"\n'


def main() -> None:
    """Teach and write, or leave each set out once and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--leave-out", action="store_true", help="cross-validate by sets")
    options = parser.parse_args()
    sys.path.insert(0, str(TESTS))
    taught = {folder: list(lessons(folder)) for folder in SETS}
    for left in SETS if options.leave_out else ():
        use(teach([lesson for folder in SETS if folder != left for lesson in taught[folder]]))
        show(left, closed=SETS[left])
    weights = teach([lesson for folder in SETS for lesson in taught[folder]])
    use({name: round(weight, 2) for name, weight in weights.items() if abs(weight) >= LEAST})
    for folder in HELD_OUT:
        show(folder, closed=True)
    if not options.leave_out:
        TARGET.write_text(f"{HEADER}{''.join(_packed())}{FOOTER}", encoding="utf-8")


if __name__ == "__main__":
    main()
