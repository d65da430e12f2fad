"""Teach what the signs of two reports weigh, and write the weights into ``events/linking.py``.

    python tests/events/teach_linking.py --left-out   # each set judged by the others; writes nothing
    python tests/events/teach_linking.py              # all development sets

Logistic regression by Newton's method over the pairs that share an index key. So that a common day
alone does not come to mean much, as in sets that consist of look-alikes, happenings of other days
are also moved to one day and count as further pairs against; so do pairs of two sets, whose writers
invented other provinces, as two cities hold the same kind of meeting on one day. The held-out sets are
never read here.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib
import itertools
import math
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS))
TARGET = TESTS.parent / "src/kexie_digest/events/linking.py"
SETS = (
    "events/tuning",
    "events/tuning_second",
    "events/tuning_lookalikes",
    "events/tuning_reports",
    "themes/tuning",
    "themes/tuning_third",
    "themes/tuning_fourth",
    "themes/tuning_fifth",
    "themes/tuning_sixth",
    "themes/tuning_seventh",
    "themes/tuning_eighth",
    "themes/tuning_ninth",
    "themes/tuning_tenth",
    "themes/tuning_eleventh",
    "themes/tuning_twelfth",
    "themes/tuning_thirteenth",
)
#: What a pair of one happening counts, a moved pair, one of two sets; how far weights are held back; steps.
ONE, MOVED, STRANGERS, PENALTY, STEPS = 1.0, 0.05, 0.05, 1.0, 12
DAY = dt.date(2026, 5, 10)

linking = importlib.import_module("kexie_digest.events.linking")
signs = importlib.import_module("kexie_digest.events.signs").signs
sign = importlib.import_module("kexie_digest.events.signature").sign
index = importlib.import_module("kexie_digest.events.index_keys")
OpenShelf = importlib.import_module("kexie_digest.events.shelf").OpenShelf


@dataclass(frozen=True)
class Lesson:
    """The signs of a pair, whether it is one happening, and what it counts."""

    values: tuple[float, ...]
    is_one: bool
    counts: float


def read(name: str) -> list[tuple[Any, str]]:
    """Signatures of a set in order of printing, each with its happening."""
    notices = importlib.import_module("notices").read_notices(TESTS / name)
    understood = importlib.import_module("understanding_figures").read
    readings = sorted(
        (understood(notice) for notice in notices),
        key=lambda one: (one.notice.article.published_on or "", one.notice.id),
    )
    return [(sign(one.report), one.notice.event or one.notice.id) for one in readings]


def moved(reports: Sequence[tuple[Any, str]]) -> list[tuple[Any, str]]:
    """All happenings brought to one day."""
    first: dict[str, dt.date] = {}
    for one, event in reports:
        if one.printed:
            first[event] = min(first.get(event, one.printed), one.printed)
    return [(_shifted(one, DAY - first[event]), event) for one, event in reports if one.printed]


def _shifted(one: Any, days: dt.timedelta) -> Any:  # noqa: ANN401 - imported by name, so mypy does not see the type
    at = {name: day and day + days for name in ("first", "last", "printed") if (day := getattr(one, name))}
    return replace(one, **at, days=frozenset(day + days for day in one.days))


def pairs(reports: Sequence[tuple[Any, str]]) -> Iterable[tuple[Any, Any, bool]]:
    """Pairs that share an index key, and those of one happening."""
    shelf, placed = OpenShelf(dict.fromkeys(one.id for one, _ in reports)), []
    for one, event in reports:
        keys = index.index_keys(one)
        near = set(index.candidates(shelf.holders(keys)))
        for number, (other, its) in enumerate(placed):
            if number in near or its == event:
                yield other, one, its == event
        shelf.add(one, keys.filed, ())
        placed.append((one, event))


def lessons(reports: Sequence[tuple[Any, str]]) -> list[Lesson]:
    """The lessons of a set."""
    found = [
        Lesson(_values(left, right), is_one, ONE if is_one else 1.0) for left, right, is_one in pairs(reports)
    ]
    others = [
        Lesson(_values(left, right), one, MOVED) for left, right, one in pairs(moved(reports)) if not one
    ]
    return found + others


def strangers(sets: dict[str, list[tuple[Any, str]]]) -> dict[frozenset[str], list[Lesson]]:
    """The lessons of pairs of two sets, by these two."""
    home = {one.id: name for name, reports in sets.items() for one, _ in reports}
    crowd = sorted(itertools.chain(*sets.values()), key=lambda told: (str(told[0].printed or ""), told[0].id))
    found: dict[frozenset[str], list[Lesson]] = {}
    for left, right, is_one in pairs(crowd):
        two = frozenset({home[left.id], home[right.id]})
        if len(two) > 1 and not is_one:
            found.setdefault(two, []).append(Lesson(_values(left, right), is_one=False, counts=STRANGERS))
    return found


def _values(left: Any, right: Any) -> tuple[float, ...]:  # noqa: ANN401 - as above
    return (*signs(left, right).values.values(), 1.0)


def teach(found: Sequence[Lesson]) -> list[float]:
    """Give the weights, the start last."""
    size = len(found[0].values)
    weights = [0.0] * size
    for _ in range(STEPS):
        slope = [PENALTY * weight for weight in weights[:-1]] + [0.0]
        curve = [[PENALTY * (row == column < size - 1) for column in range(size)] for row in range(size)]
        for lesson in found:
            guess = 1 / (1 + math.exp(-sum(map(_times, weights, lesson.values))))
            used = [(at, value) for at, value in enumerate(lesson.values) if value]
            for at, value in used:
                slope[at] += lesson.counts * (guess - lesson.is_one) * value
                for to, other in used:
                    curve[at][to] += lesson.counts * guess * (1 - guess) * value * other
        weights = [weight - step for weight, step in zip(weights, _solved(curve, slope), strict=True)]
    return weights


def _times(one: float, other: float) -> float:
    return one * other


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve a system of linear equations by Gauss and Jordan; the matrix is positive definite."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for at in range(len(rows)):
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for other in range(len(rows)):
            if other != at and rows[other][at]:
                factor = rows[other][at]
                rows[other] = [value - factor * own for value, own in zip(rows[other], rows[at], strict=True)]
    return [row[-1] for row in rows]


def use(weights: Sequence[float], names: Sequence[str]) -> None:
    """Let ``linking`` weigh by these."""
    linking.WEIGHTS.clear()
    linking.WEIGHTS.update(zip(names, weights, strict=False))
    linking.START = weights[-1]


def _left_out(
    sets: dict[str, list[tuple[Any, str]]], known: dict[frozenset[str], list[Lesson]], names: Sequence[str]
) -> None:
    """Judge each set by weights of the others, and print its figures."""
    place = importlib.import_module("kexie_digest.events.placing").place
    sums = [0, 0, 0]
    for name, reports in sets.items():
        use(teach([one for where, found in known.items() if name not in where for one in found]), names)
        shelf = OpenShelf(dict.fromkeys(one.id for one, _ in reports))
        for one, _ in reports:
            place(one, shelf)
        events = shelf.events([one.id for one, _ in reports])
        wanted = {one.id: event for one, event in reports}
        hits = together = right = 0
        wrong = []
        for left, other in itertools.combinations(sorted(wanted), 2):
            is_found, is_wanted = events[left] == events[other], wanted[left] == wanted[other]
            together, right, hits = together + is_found, right + is_wanted, hits + (is_found and is_wanted)
            if is_found != is_wanted:
                wrong.append(f"{'+' if is_found else '-'}{left}/{other}")
        sums = [sums[0] + hits, sums[1] + together, sums[2] + right]
        _print(name, hits, together, right, " ".join(wrong))
    _print("all", *sums, "")


def _print(name: str, hits: int, together: int, right: int, wrong: str) -> None:
    precision, recall, f1 = hits / max(1, together), hits / max(1, right), 2 * hits / (together + right)
    sys.stdout.write(f"{name:22} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}  {wrong}\n")
    sys.stdout.flush()


def written(weights: Sequence[float], names: Sequence[str], source: str) -> str:
    """Give the module with new weights."""
    rows = "".join(f'    "{name}": {weight:.2f},\n' for name, weight in zip(names, weights, strict=False))
    source = re.sub(r"START: Final = .*", f"START: Final = {weights[-1]:.2f}", source)
    return re.sub(r"WEIGHTS: Final = \{\n.*?\}", f"WEIGHTS: Final = {{\n{rows}}}", source, flags=re.DOTALL)


def main() -> None:
    """Read the reports, teach, write or measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--left-out", action="store_true", help="measure each set by the others")
    options = parser.parse_args()
    sets = {name: read(name) for name in SETS}
    known = {frozenset({name}): lessons(found) for name, found in sets.items()} | strangers(sets)
    names = list(signs(sets[SETS[0]][0][0], sets[SETS[0]][1][0]).values)
    if options.left_out:
        _left_out(sets, known, names)
    else:
        weights = teach([one for found in known.values() for one in found])
        TARGET.write_text(written(weights, names, TARGET.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
