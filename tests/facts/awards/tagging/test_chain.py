"""The conditional random field."""

from __future__ import annotations

import math
import random
import re
from collections import Counter, defaultdict
from itertools import pairwise, product

import pytest

from kexie_digest.facts.awards.tagging.chain import LABELS, Stretch, Weights, stretches
from kexie_digest.facts.awards.tagging.features import Described

FLAT = ((0.0,) * len(LABELS),) * len(LABELS)


def row(**weights: float) -> tuple[float, ...]:
    """Weights of a feature by label."""
    return tuple(weights.get(label, 0.0) for label in LABELS)


def test_a_stretch_is_found_where_its_labels_weigh_most() -> None:
    """Begin, inside, end, one after the other, and nothing else."""
    weights = Weights({"b": row(BP=20), "i": row(IP=20), "e": row(EP=20), "o": row(O=20)}, FLAT)
    found = stretches(Described([["o"], ["b"], ["i"], ["e"], ["o"]], [None] * 5), weights)
    assert [(one.start, one.end) for one in found] == [(1, 4)]
    assert found[0].chance == pytest.approx(1, abs=1e-6)


def test_chances_are_those_of_all_labellings() -> None:
    """Two characters without weights: both outside, or one name of either kind."""
    found = stretches(Described([[], []], [None] * 2), Weights({}, FLAT))
    assert found == [Stretch(pytest.approx(1 / 3), 0, 2)]


def test_shared_features_weigh_with_the_own() -> None:
    """A group speaks for the character that names it, by the names under its prefixes."""
    described = Described([[], []], [(0, "B"), None], {(0, "B"): [("B|", ["x", "o"])]})
    assert described.names() == [["B|x", "B|o"], []]
    assert not stretches(described, Weights({"B|o": row(O=20)}, FLAT))
    assert stretches(described, Weights({"o": row(O=20)}, FLAT))


def test_no_labelling_is_left_out_of_the_sums() -> None:
    """Every weight differs from every other; each chance is that of the labellings counted one by one."""
    chance = random.Random(3)  # noqa: S311 - the same weights in every run
    transitions = tuple(tuple(chance.uniform(-1, 1) for _ in LABELS) for _ in LABELS)
    features = {sign: tuple(chance.randint(-100, 100) / 100 for _ in LABELS) for sign in "abcd"}
    weights = Weights(features, transitions)
    found = stretches(Described([[sign] for sign in "abcd"], [None] * 4), weights)
    shares = _counted_out("abcd", weights)
    assert found
    assert [one.chance for one in found] == pytest.approx([shares[one.start, one.end] for one in found])


def _counted_out(text: str, weights: Weights) -> dict[tuple[int, int], float]:
    """The share of all labellings in which a stretch is a name, of the kind it likelier is."""
    whole, shares = 0.0, Counter[tuple[int, int, str]]()
    for places in product(range(len(LABELS)), repeat=len(text)):
        written = "".join("OPQRXYZ"[place] for place in places)
        if re.fullmatch("(?:O|PQ*R|XY*Z)*", written):
            total = sum(weights.features[sign][place] for sign, place in zip(text, places, strict=True))
            total += sum(weights.transitions[one][other] for one, other in pairwise(places))
            whole += math.exp(total)
            for match in re.finditer("PQ*R|XY*Z", written):
                shares[*match.span(), match[0][0]] += math.exp(total)
    best: dict[tuple[int, int], float] = defaultdict(float)
    for (start, end, _), share in shares.items():
        best[start, end] = max(best[start, end], share / whole)
    return best
