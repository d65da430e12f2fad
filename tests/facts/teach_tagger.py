"""Teach the tagger of winners what features weigh, and write its table.

    python tests/facts/teach_tagger.py --leave-out [SET...]   # a set left out after the other; writes nothing
    python tests/facts/teach_tagger.py --together SET...      # the same with all of them left out at once
    python tests/facts/teach_tagger.py                        # all development sets; writes weights.txt

A conditional random field, fitted by L-BFGS with python-crfsuite (``pip install python-crfsuite``, for
teaching only). A winner named several times is taught at the mentions that are likely at first sight,
and at the best of them, for not every sentence about her tells of her prize. The held-out sets are not
taught; asked for, their figures are sums.
"""

from __future__ import annotations

import argparse
import importlib
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kexie_digest.facts.awards.tagging import winners
from kexie_digest.facts.awards.tagging.chain import LABELS, Weights
from kexie_digest.facts.awards.tagging.features import describe
from kexie_digest.facts.awards.tagging.layout import Layout
from kexie_digest.facts.lines import Line, read_lines
from kexie_digest.facts.naming.surnames import NAME
from kexie_digest.model import Article

TESTS = Path(__file__).parents[1]
TARGET = TESTS.parent / "src/kexie_digest/facts/awards/tagging/weights.txt"
#: Development sets, and whether a missing label says "none".
SETS = {
    "themes/tuning": False,
    "themes/tuning_third": True,
    "themes/tuning_fourth": True,
    "themes/tuning_fifth": True,
    "themes/tuning_sixth": True,
    "themes/tuning_seventh": True,
    "themes/tuning_eighth": True,
    "themes/tuning_ninth": True,
    "themes/tuning_tenth": True,
    "themes/tuning_eleventh": True,
    "themes/tuning_twelfth": True,
    "themes/tuning_thirteenth": True,
    "themes/tuning_fifteenth": True,
    "facts/notices": True,
    "facts/notices_second": True,
    "facts/notices_third": True,
    "facts/notices_fourth": True,
    "facts/notices_fifth": True,
    "facts/notices_sixth": True,
    "facts/notices_seventh": True,
    "facts/notices_eighth": True,
    "facts/notices_ninth": True,
    "facts/notices_tenth": True,
}
#: Taught for the wording of themes already, so no longer blind; taught here, too.
OPENED = {"themes/heldout": True, "themes/heldout_second": True}
_FIRST_ROUNDS, _ROUNDS, _L1, _L2, _FEWEST, _SURE, _LEAST = 25, 70, 0.1, 0.3, 4, 0.5, 0.045
_NOTHING = Weights({}, ((0.0,) * len(LABELS),) * len(LABELS))
_QUOTES = "“”‘’「」『』\"'《》"
_SPREAD = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")


@dataclass(frozen=True)
class Mention:
    """A place where the name of a winner is printed."""

    line: int
    start: int
    end: int
    name: str

    @property
    def kind(self) -> str:
        """P for a person's name, X for any other."""
        return "P" if re.fullmatch(NAME, self.name) or "·" in self.name else "X"


@dataclass(frozen=True)
class Lesson:
    """The sentences of a notice by their features, and where its winners are named."""

    lines: Sequence[Line]
    features: list[list[list[str]]]
    mentions: list[Mention]


def lessons(folder: str, *, closed: bool) -> Iterator[Lesson]:
    """Every notice of a set that may tell of an honour and is labelled for its recipients."""
    bare = importlib.import_module("understanding_figures").bare
    for notice in importlib.import_module("notices").read_notices(TESTS / folder, closed=closed):
        if notice.recipients is not None:
            yield from _lesson(notice.article, bare(notice.recipients))


def _lesson(article: Article, names: frozenset[str]) -> Iterator[Lesson]:
    lines = read_lines(article)
    layout = Layout(lines, article.title)
    if not layout.may_tell:
        return
    features = [describe(line, layout).names() for line in lines]
    mentions = [one for at, line in enumerate(lines) for one in _mentions(at, line.text, names)]
    yield Lesson(lines, features, mentions)


def _mentions(at: int, text: str, names: frozenset[str]) -> list[Mention]:
    """Where names are printed, quotation marks and wide setting left aside; the longest first."""
    gone = {place for match in _SPREAD.finditer(text) for place in range(*match.span())}
    kept = [place for place, letter in enumerate(text) if place not in gone and letter not in _QUOTES]
    flat = "".join(text[place] for place in kept)
    found: list[Mention] = []
    for name in sorted(names, key=lambda name: (-len(name), name)):
        for match in re.finditer(re.escape(name), flat):
            one = Mention(at, kept[match.start()], kept[match.end() - 1] + 1, name)
            if not any(one.start < other.end and other.start < one.end for other in found):
                found.append(one)
    return found


def teach(taught: Sequence[Lesson]) -> Weights:
    """Fit twice: at all mentions of winners, then at those that are likely, and at the best."""
    crfsuite: Any = importlib.import_module("pycrfsuite")
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/model"
        _fit(crfsuite, [(one, one.mentions) for one in taught], _FIRST_ROUNDS, path)
        tagger = crfsuite.Tagger()
        tagger.open(path)
        chosen = [(one, _likely(tagger, one)) for one in taught]
        _fit(crfsuite, chosen, _ROUNDS, path)
        tagger.open(path)
        return _weights(tagger.info())


def _fit(crfsuite: Any, taught: Sequence[tuple[Lesson, list[Mention]]], rounds: int, path: str) -> None:  # noqa: ANN401 - a module without types
    trainer = crfsuite.Trainer(verbose=False)
    for lesson, mentions in taught:
        labels = [["O"] * len(line.text) for line in lesson.lines]
        for one in mentions:
            inside = [f"I{one.kind}"] * (one.end - one.start)
            inside[0], inside[-1] = f"B{one.kind}", f"E{one.kind}"
            labels[one.line][one.start : one.end] = inside
        for row, label in zip(lesson.features, labels, strict=True):
            trainer.append(row, label)
    trainer.set_params({"c1": _L1, "c2": _L2, "max_iterations": rounds, "feature.minfreq": _FEWEST})
    trainer.train(path)


def _likely(tagger: Any, lesson: Lesson) -> list[Mention]:  # noqa: ANN401 - a class without types
    chances: dict[Mention, float] = {}
    for at, row in enumerate(lesson.features):
        here = [one for one in lesson.mentions if one.line == at]
        if here:
            tagger.set(row)
        for one in here:
            edges = (f"B{one.kind}", one.start), (f"E{one.kind}", one.end - 1)
            chances[one] = min(tagger.marginal(*edge) for edge in edges)
    best: dict[str, Mention] = {}
    for one, chance in chances.items():
        if one.name not in best or chance > chances[best[one.name]]:
            best[one.name] = one
    return [one for one, chance in chances.items() if chance > _SURE or best[one.name] is one]


def _weights(told: Any) -> Weights:  # noqa: ANN401 - a class without types
    """The weights of a model, in hundredths; small ones are nought."""
    features: dict[str, list[float]] = {}
    for (name, label), weight in told.state_features.items():
        if abs(weight) >= _LEAST:
            features.setdefault(name, [0.0] * len(LABELS))[LABELS.index(label)] = round(weight, 2)
    transitions = [[round(told.transitions.get((one, other), 0.0), 2) for other in LABELS] for one in LABELS]
    return Weights(
        {name: tuple(row) for name, row in sorted(features.items())}, tuple(map(tuple, transitions))
    )


def written(weights: Weights) -> str:
    """The table, as ``weights`` reads it."""
    rows = [_row(row) for row in weights.transitions]
    rows += [f"{name}\t{_row(row)}" for name, row in weights.features.items()]
    return "\n".join(rows) + "\n"


def _row(weights: Sequence[float]) -> str:
    return ",".join(str(round(100 * weight)) if weight else "" for weight in weights)


def show(folder: str, weights: Weights, *, closed: bool) -> None:
    """Print what is found in a set by readers alone, and with the weights."""
    count = importlib.import_module("understanding_figures").recipient_figures
    found = []
    for used in (_NOTHING, weights):
        use(used)
        found.append("P {:.3f} R {:.3f} F1 {:.3f}".format(*count(TESTS / folder, closed=closed)))
    sys.stdout.write(f"{folder:24} {' → '.join(found)}\n")
    sys.stdout.flush()


def use(weights: Weights) -> None:
    """Let the reader tag by these."""
    vars(winners)["taught"] = lambda: weights


def main() -> None:
    """Teach and write, or leave each set out once and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--leave-out", nargs="*", metavar="SET", help="cross-validate by sets (default: all)")
    parser.add_argument("--together", nargs="+", metavar="SET", help="leave these sets out at once")
    options = parser.parse_args()
    sys.path.insert(0, str(TESTS))
    known = {folder: list(lessons(folder, closed=closed)) for folder, closed in (SETS | OPENED).items()}
    alone = [] if options.leave_out is None else [[left] for left in options.leave_out or SETS]
    groups = [options.together] if options.together else alone
    for group in groups:
        weights = teach([one for folder in known if folder not in group for one in known[folder]])
        for left in group:
            show(left, weights, closed=SETS[left])
    if groups:
        return
    weights = teach([one for taught in known.values() for one in taught])
    TARGET.write_text(written(weights), encoding="utf-8")


if __name__ == "__main__":
    main()
