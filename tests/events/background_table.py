"""Count in how many notices of the tuning half each bigram stands; print the table of background.py.

    PYTHONPATH=tests python tests/events/background_table.py

Takes tests/themes/tuning and tests/events/tuning; the held-out half has no part in it.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

from kexie_digest.events.signature import letters
from notices import Notice, read_notices

TESTS = Path(__file__).parents[1]
#: Rarer bigrams tell nothing of the language, only of what these notices happen to be about.
FEWEST = 3
_WIDTH = 48


def tuning_notices() -> list[Notice]:
    """All notices whose texts may be looked at."""
    return [*read_notices(TESTS / "themes" / "tuning"), *read_notices(TESTS / "events" / "tuning")]


def counts(notices: list[Notice]) -> Counter[str]:
    """In how many notices each bigram stands."""
    found: Counter[str] = Counter()
    for notice in notices:
        text = letters(f"{notice.article.title or ''}{notice.article.body}")
        found.update({text[at : at + 2] for at in range(len(text) - 1)})
    return found


def main() -> None:
    """Print the table as Python."""
    notices = tuning_notices()
    tiers: dict[int, list[str]] = defaultdict(list)
    for gram, count in sorted(counts(notices).items()):
        if count >= FEWEST:
            tiers[count].append(gram)
    sys.stdout.write(f"NOTICES = {len(notices)}\n_TABLE = {{\n")
    for count in sorted(tiers):
        text = "".join(tiers[count])
        parts = [text[at : at + _WIDTH] for at in range(0, len(text), _WIDTH)]
        rows = "\n        ".join(f'"{part}"' for part in parts)
        sys.stdout.write(
            f"    {count}: {rows},\n" if len(parts) == 1 else f"    {count}: (\n        {rows}\n    ),\n"
        )
    sys.stdout.write("}\n")


if __name__ == "__main__":
    main()
