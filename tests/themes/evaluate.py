"""Print the figures of themes, facts, events and summaries on labelled texts.

    python tests/themes/evaluate.py --half heldout
    python tests/themes/evaluate.py --half tuning_sixth --misses

The fourteenth set is blind: who mends rules does not look at its misses. All others were read
after their first figures were written down.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path


def main() -> None:
    """Read the command line and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    halves = sorted(folder.name for folder in Path(__file__).parent.glob("*/") if any(folder.glob("*.yaml")))
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
