"""Teach the weights of the wording on labelled notices and write them as a table.

    python tests/themes/teach.py              # all development sets, some ten seconds
    python tests/themes/teach.py --left-out   # each set judged by weights of the others

Logistic regression over characters and pairs of characters, by stochastic gradient steps in an
order that the hash of a notice's name gives, so that it comes out the same everywhere. The
held-out set that is blind (the fourteenth) is never read here.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import math
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

from kexie_digest.config.themes import built_in
from kexie_digest.themes import wording
from kexie_digest.themes.fields import read
from kexie_digest.themes.wording.weights import Weights

HERE = Path(__file__).parent
SETS = (
    "tuning",
    "tuning_third",
    "tuning_fourth",
    "tuning_fifth",
    "tuning_sixth",
    "tuning_seventh",
    "tuning_eighth",
    "tuning_ninth",
    "tuning_tenth",
    "tuning_eleventh",
    "tuning_twelfth",
    "tuning_thirteenth",
    "tuning_other",
    "heldout",
    "heldout_second",
)
#: A pair that stands in fewer notices is left out, and one of fewer sets: two writers are no language.
LEAST, LEAST_SETS = 11, 3
#: Rounds over all; the first step, and how it shrinks.
ROUNDS, STEP, SHRINK = 8, 8.0, 0.3
#: Weights are rounded to steps of two tenths and end at 5.
GRAIN, LARGEST = 0.2, 5.0
THEMES = tuple(theme.key for theme in built_in())
TARGET = Path(__file__).parents[2] / "src/kexie_digest/themes/wording/weights.txt"
Rows = dict[str, list[float]]


def teach(sets: Mapping[str, Sequence[Any]]) -> Rows:
    """Give the weights of each character and pair, one a theme."""
    notices = [(notice, name) for name, found in sets.items() for notice in found]
    lessons = [
        (sorted(wording.grams(wording.heard(read(notice.article)))), THEMES.index(notice.main), name)
        for notice, name in sorted(notices, key=lambda one: hashlib.sha256(one[0].id.encode()).digest())
    ]
    homes: defaultdict[str, list[str]] = defaultdict(list)
    for grams, _, name in lessons:
        for gram in grams:
            homes[gram].append(name)
    rows = {
        gram: [0.0] * len(THEMES)
        for gram, names in sorted(homes.items())
        if len(names) >= LEAST and len(set(names)) >= LEAST_SETS
    }
    known = [([rows[gram] for gram in grams if gram in rows], theme) for grams, theme, _ in lessons]
    for turn in range(ROUNDS):
        for weights, theme in known:
            _step(weights, theme, STEP / (1 + turn * SHRINK))
    return {gram: [_rounded(weight) for weight in row] for gram, row in rows.items()}


def _step(weights: list[list[float]], theme: int, step: float) -> None:
    """Move the weights of one notice towards its theme."""
    scale = 1 / math.sqrt(len(weights))
    sums = [sum(column) * scale for column in zip(*weights, strict=True)]
    powers = [math.exp(value - max(sums)) for value in sums]
    total = sum(powers)
    moves = [step * scale * ((at == theme) - power / total) for at, power in enumerate(powers)]
    for row in weights:
        row[:] = [weight + move for weight, move in zip(row, moves, strict=True)]


def _rounded(weight: float) -> float:
    return round(max(-LARGEST, min(LARGEST, weight)) / GRAIN) * GRAIN


def written(rows: Rows) -> str:
    """Give the table: a head, then a gram a line with its weights in tenths."""
    lines = [
        ["gram", *THEMES],
        *([gram, *(str(round(one * 10)) for one in row)] for gram, row in rows.items()),
    ]
    return "".join("\t".join(line) + "\n" for line in lines)


def _left_out(sets: dict[str, list[Any]]) -> None:
    """Judge each set by weights of the others, and print its figures."""
    judge = importlib.import_module("understanding_figures")
    names = ("accuracy", "automatic precision", "automatic coverage", "macro F1")
    names += tuple(f"F1 {theme}" for theme in judge.NAMED)
    for name in SETS:
        rows = teach({other: found for other, found in sets.items() if other != name})
        weights = Weights(THEMES, {gram: tuple(row) for gram, row in rows.items()})
        with patch.object(wording, "taught", lambda weights=weights: weights):
            values = judge.figures(name).values
        sys.stdout.write(f"{name:15} " + "  ".join(f"{one} {values[one]:.3f}" for one in names) + "\n")
        sys.stdout.flush()


def main() -> None:
    """Read the notices, teach, write or measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--left-out", action="store_true", help="measure each set by the others")
    options = parser.parse_args()
    sys.path.insert(0, str(HERE.parent))
    reader = importlib.import_module("notices").read_notices
    sets = {name: reader(HERE / name) for name in SETS}
    if options.left_out:
        _left_out(sets)
    else:
        TARGET.write_text(written(teach(sets)), encoding="utf-8")


if __name__ == "__main__":
    main()
