"""Compare what coverage found in the core with the reasons in writing; ``make coverage`` runs it.

Takes ``coverage json`` on standard input, gives a line for every module of the core that has
something left and no reason, and for every reason that these tests did not need.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
CORE = ("model", "text", "parsers", "themes", "facts", "events", "summaries", "editions", "mailings")


def explained() -> set[str]:
    """Give the modules and folders that have a reason, as paths below the program."""
    rows = [
        *_rows(TESTS / "UNCOVERED.md"),
        *(f"parsers/{row}" for row in _rows(TESTS / "parsers" / "UNCOVERED.md")),
    ]
    return set(rows)


def _rows(page: Path) -> list[str]:
    cells = re.findall(r"^\| (`[^|]+) \|", page.read_text(encoding="utf-8"), re.MULTILINE)
    return [place for cell in cells for place in re.findall(r"`([a-z_/]+)`", cell)]


def left(report: dict[str, dict[str, dict[str, list[object]]]]) -> set[str]:
    """Give the modules of the core with a line or branch that no test took.

    Args:
        report: What ``coverage json`` writes.
    """
    found = set()
    for name, file in report["files"].items():
        module = name.partition("kexie_digest/")[2].removesuffix(".py").removesuffix("/__init__")
        if module.startswith(tuple(f"{package}/" for package in CORE)) and (
            file["missing_lines"] or file.get("missing_branches")
        ):
            found.add(module)
    return found


def main() -> int:
    """Say what is missing and what is not needed; 1 when a reason is missing."""
    missing, reasons = left(json.load(sys.stdin)), explained()
    silent = sorted(module for module in missing if not any(_covers(reason, module) for reason in reasons))
    for module in silent:
        sys.stdout.write(f"no reason in UNCOVERED.md: {module}\n")
    for reason in sorted(reasons):
        if not any(_covers(reason, module) for module in missing):
            sys.stdout.write(f"nothing left, by the tests just run: {reason}\n")
    return 1 if silent else 0


def _covers(reason: str, module: str) -> bool:
    return module == reason or module.startswith(f"{reason}/")


if __name__ == "__main__":
    sys.exit(main())
