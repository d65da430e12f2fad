"""Count in how many notices of the development sets each bigram stands; write the table of background.py.

    PYTHONPATH=tests python tests/events/background_table.py

What stands in the notices of one or two writers only is no language but their invented places and people, and
is left out: the table shall know as little of the next desk's. The held-out sets have no part in it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from kexie_digest.events.signature import letters
from notices import Notice, read_notices

TESTS = Path(__file__).parents[1]
TARGET = TESTS.parent / "src/kexie_digest/events/background.py"
SETS = (
    ("themes/tuning", "events/tuning"),
    ("events/tuning_second",),
    ("events/tuning_lookalikes",),
    ("themes/tuning_third",),
    ("themes/tuning_fourth",),
    ("themes/tuning_sixth",),
    ("themes/tuning_eighth",),
    ("themes/tuning_ninth",),
)
#: Bigrams in fewer notices, or of fewer writers, are left out.
FEWEST, WRITERS = 5, 3
_WIDTH = 48


def tuning_notices() -> list[Notice]:
    """All notices whose texts may be looked at."""
    return [notice for folders in SETS for notice in read(folders)]


def counts(sets: Sequence[Sequence[Notice]]) -> Counter[str]:
    """In how many notices each bigram of the language stands."""
    found, writers = Counter[str](), Counter[str]()
    for notices in sets:
        own: Counter[str] = Counter()
        for notice in notices:
            text = letters(f"{notice.article.title or ''}{notice.article.body}")
            own.update({text[at : at + 2] for at in range(len(text) - 1)})
        found += own
        writers.update(own.keys())
    return Counter({gram: count for gram, count in found.items() if writers[gram] >= WRITERS})


def read(folders: Sequence[str]) -> list[Notice]:
    """The notices of one writer."""
    return [notice for folder in folders for notice in read_notices(TESTS / folder)]


def main() -> None:
    """Write the table as Python."""
    sets = [read(folders) for folders in SETS]
    tiers: dict[int, list[str]] = defaultdict(list)
    for gram, count in sorted(counts(sets).items()):
        if count >= FEWEST:
            tiers[count].append(gram)
    rows = "".join(_row(count, "".join(tiers[count])) for count in sorted(tiers))
    source = TARGET.read_text(encoding="utf-8")
    source = re.sub(r"NOTICES = .*", f"NOTICES = {sum(map(len, sets))}", source)
    source = re.sub(r"_TABLE = \{\n.*?\n\}", lambda _: f"_TABLE = {{\n{rows}}}", source, flags=re.DOTALL)
    TARGET.write_text(source, encoding="utf-8")


def _row(count: int, text: str) -> str:
    parts = [text[at : at + _WIDTH] for at in range(0, len(text), _WIDTH)]
    if len(parts) == 1:
        return f'    {count}: "{text}",\n'
    return f"    {count}: (\n" + "".join(f'        "{part}"\n' for part in parts) + "    ),\n"


if __name__ == "__main__":
    main()
