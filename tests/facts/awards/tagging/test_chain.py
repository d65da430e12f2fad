"""The conditional random field."""

from __future__ import annotations

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
    """A group speaks for the character that names it."""
    described = Described([[], []], [(0, "B"), None], {(0, "B"): ["o"]})
    assert not stretches(described, Weights({"o": row(O=20)}, FLAT))
