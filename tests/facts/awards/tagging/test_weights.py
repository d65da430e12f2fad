"""The weights taught."""

from kexie_digest.facts.awards.tagging.chain import LABELS
from kexie_digest.facts.awards.tagging.weights import taught


def test_every_feature_weighs_for_every_label() -> None:
    """The table is whole and read once."""
    weights = taught()
    assert len(weights.transitions) == len(LABELS)
    assert {len(row) for row in weights.features.values()} == {len(LABELS)}
    assert weights is taught()
