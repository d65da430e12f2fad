"""Print the page reader's figures on generated pages.

    python tests/generator/evaluate.py --half tuning --pages 300 --seed 1
    python tests/generator/evaluate.py --half tuning --show 1007 # one page and its truth

``--reader module:function`` takes another reader than the project's.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--half", choices=("tuning", "heldout"), default="tuning")
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reader", help="module:function from (name, text) to JSON in the gold shape")
    parser.add_argument("--show", type=int, help="print one page with its truth, and what was read")
    parser.add_argument("--write", type=Path, help="write pages and gold JSON into this folder instead")
    return parser.parse_args()


def main() -> None:
    """Read the command line and print the table."""
    options = _options()
    sys.path.insert(0, str(Path(__file__).parents[1]))
    evaluation = importlib.import_module("generator.evaluation")
    pages = importlib.import_module("generator.page")
    reports = importlib.import_module("generator.scoring.report")
    read = evaluation.read_with_project
    if options.reader:
        module, _, name = options.reader.partition(":")
        read = getattr(importlib.import_module(module), name)
    if options.show is not None:
        page = pages.make(options.half, options.show)
        numbered = "\n".join(f"{at:4} {line}" for at, line in enumerate(page.text.split("\n"), 1))
        sys.stdout.write(numbered + "\n")
        for label, part in (
            ("gold", page.gold),
            ("faults", page.faults),
            ("read", read(page.name, page.text)),
        ):
            sys.stdout.write(f"{label}: {json.dumps(part, ensure_ascii=False, indent=1)}\n")
        return
    if options.write:
        options.write.mkdir(parents=True, exist_ok=True)
        for number in range(options.seed * 1000, options.seed * 1000 + options.pages):
            page = pages.make(options.half, number)
            (options.write / page.name).write_text(page.text, encoding="utf-8")
            gold = json.dumps(page.gold, ensure_ascii=False, indent=1)
            (options.write / page.name).with_suffix(".json").write_text(gold, encoding="utf-8")
        return
    tally = evaluation.evaluate(options.half, count=options.pages, seed=options.seed, read=read)
    sys.stdout.write(reports.table(tally))


if __name__ == "__main__":
    main()
