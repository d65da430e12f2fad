"""Teach the weights of the wording on labelled notices and write them as a module.

    python tests/themes/teach.py              # all development sets, about a minute
    python tests/themes/teach.py --left-out   # each set judged by weights of the others

Logistic regression over characters and pairs of characters, by stochastic gradient steps in an
order that the hash of a notice's name gives, so that it comes out the same everywhere. The
held-out sets that are blind (tenth, eleventh) are never read here.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import math
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from kexie_digest.themes import wording
from kexie_digest.themes.fields import read
from kexie_digest.themes.wording.table import THEMES

HERE = Path(__file__).parent
SETS = (
    "tuning",
    "tuning_third",
    "tuning_fourth",
    "tuning_sixth",
    "tuning_eighth",
    "tuning_ninth",
    "heldout",
    "heldout_second",
)
#: A pair that stands in fewer notices is left out; rounds over all; the first step, and how it shrinks.
LEAST, ROUNDS, STEP, SHRINK = 11, 8, 8.0, 0.3
#: Weights are written in steps of this, as letters.
GRAIN, LETTERS = 0.2, ascii_uppercase + ascii_lowercase
TARGET = Path(__file__).parents[2] / "src/kexie_digest/themes/wording/table.py"
HEADER = '''"""Weights of the wording, written by ``tests/themes/teach.py``. Do not edit: teach again.

Each entry of ``ROWS`` is a character or a pair, then a letter for each of ``THEMES``: ``a`` is no
weight, ``b`` one ``STEP`` for it, ``c`` two; ``Z`` one against it, ``Y`` two.
"""

from typing import Final

'''
Rows = dict[str, list[float]]


def teach(notices: Sequence[Any]) -> Rows:
    """Give the weights of each character and pair, one a theme."""
    lessons = [
        (sorted(wording.grams(wording.heard(read(notice.article)))), THEMES.index(notice.main))
        for notice in sorted(notices, key=lambda one: hashlib.sha256(one.id.encode()).digest())
    ]
    counts = Counter(gram for grams, _ in lessons for gram in grams)
    rows = {gram: [0.0] * len(THEMES) for gram, count in sorted(counts.items()) if count >= LEAST}
    known = [([rows[gram] for gram in grams if gram in rows], theme) for grams, theme in lessons]
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
    return max(-26, min(25, round(weight / GRAIN))) * GRAIN


def written(rows: Rows) -> str:
    """Give the text of the module."""
    entries = [
        gram + "".join(LETTERS[26 + round(weight / GRAIN)] for weight in row) for gram, row in rows.items()
    ]
    lines = [" ".join(entries[at : at + 6]) for at in range(0, len(entries), 6)]
    names = "".join(f'    "{theme}",\n' for theme in THEMES)
    return (
        f"{HEADER}STEP: Final = {GRAIN}\nTHEMES: Final = (\n{names})\n"
        'ROWS: Final = """\\\n' + "\n".join(lines) + '\n"""\n'
    )


def _left_out(sets: dict[str, list[Any]]) -> None:
    """Judge each set by weights of the others, and print its figures."""
    judge = importlib.import_module("understanding_figures").figures
    for name in SETS:
        rows = teach([notice for other, found in sets.items() if other != name for notice in found])
        wording._ROWS.clear()
        wording._ROWS.update({gram: tuple(row) for gram, row in rows.items()})
        values = judge(name).values
        shown = ("accuracy", "automatic precision", "automatic coverage", "macro F1", "asked")
        sys.stdout.write(f"{name:15} " + "  ".join(f"{one} {values[one]:.3f}" for one in shown) + "\n")
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
        TARGET.write_text(written(teach([one for found in sets.values() for one in found])), encoding="utf-8")


if __name__ == "__main__":
    main()
