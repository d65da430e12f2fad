"""Print the figures of themes, facts, events and summaries on labelled texts.

    python tests/themes/evaluate.py --half heldout
    python tests/themes/evaluate.py --half heldout_second
    python tests/themes/evaluate.py --half tuning_fourth
    python tests/themes/evaluate.py --half heldout_thirteenth
    python tests/themes/evaluate.py --half tuning --misses
    python tests/themes/evaluate.py --half tuning_third --misses
    python tests/themes/evaluate.py --half tuning_sixth --misses

The held-out sets are for figures: who mends rules does not look at their misses. The
thirteenth is blind; all others were read after their first figures were written down.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path


def main() -> None:
    """Read the command line and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    halves = (
        "tuning",
        "tuning_third",
        "tuning_sixth",
        "tuning_eighth",
        "tuning_ninth",
        "heldout",
        "heldout_second",
        "tuning_fourth",
        "tuning_fifth",
        "tuning_seventh",
        "tuning_tenth",
        "tuning_eleventh",
        "tuning_twelfth",
        "heldout_thirteenth",
    )
    parser.add_argument("--half", choices=halves, default="tuning")
    parser.add_argument("--misses", action="store_true", help="say of every notice what went wrong")
    options = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).parents[1]))
    found = importlib.import_module("understanding_figures").figures(options.half)
    for name, value in found.values.items():
        shown = f"{value:.3f}" if isinstance(value, float) else str(value)
        sys.stdout.write(f"{name:42} {shown:>7}\n")
    for miss in found.misses if options.misses else ():
        sys.stdout.write(f"{miss}\n")


if __name__ == "__main__":
    main()
