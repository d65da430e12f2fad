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
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--half", choices=("tuning", "heldout"), default="tuning")
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reader", help="module:function from (name, text) to JSON in the gold shape")
    parser.add_argument("--show", type=int, help="print one page with its truth, and what was read")
    parser.add_argument("--misses", action="store_true", help="say of every page what went wrong")
    parser.add_argument("--write", type=Path, help="write pages and gold JSON into this folder instead")
    return parser.parse_args()


def _show(page: Any, read: Callable[[str, str], Any]) -> None:  # noqa: ANN401 - imported after the path is set
    numbered = "\n".join(f"{at:4} {line}" for at, line in enumerate(page.text.split("\n"), 1))
    sys.stdout.write(numbered + "\n")
    for label, part in (("gold", page.gold), ("faults", page.faults), ("read", read(page.name, page.text))):
        sys.stdout.write(f"{label}: {json.dumps(part, ensure_ascii=False, indent=1)}\n")


def _write(folder: Path, made: Iterable[Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for page in made:
        path = folder / page.name
        path.write_text(page.text, encoding="utf-8")
        gold = json.dumps(page.gold, ensure_ascii=False, indent=1)
        path.with_suffix(".json").write_text(gold, encoding="utf-8")


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
        _show(pages.make(options.half, options.show), read)
        return
    numbers = range(options.seed * 1000, options.seed * 1000 + options.pages)
    if options.write:
        _write(options.write, (pages.make(options.half, number) for number in numbers))
        return
    if options.misses:
        describe = importlib.import_module("generator.scoring.misses").describe
        for page in (pages.make(options.half, number) for number in numbers):
            rows = describe(page, read(page.name, page.text))
            sys.stdout.write("".join(f"{page.name}: {row}\n" for row in rows))
        return
    tally = evaluation.evaluate(options.half, count=options.pages, seed=options.seed, read=read)
    sys.stdout.write(reports.table(tally))


if __name__ == "__main__":
    main()
