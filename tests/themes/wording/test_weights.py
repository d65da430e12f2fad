"""The table of weights that is kept beside its reader."""

from __future__ import annotations

from kexie_digest.config.themes import built_in
from kexie_digest.themes.wording.weights import taught


def test_every_built_in_theme_is_taught() -> None:
    """The columns stand in digest order."""
    assert taught().themes == tuple(theme.key for theme in built_in())


def test_every_row_is_whole() -> None:
    """A character or a pair, and a weight for each theme, none beyond what is taught."""
    rows = taught().rows
    assert len(rows) > 3000
    assert {len(gram) for gram in rows} == {1, 2}
    assert {len(row) for row in rows.values()} == {len(taught().themes)}
    assert max(abs(weight) for row in rows.values() for weight in row) <= 5.0
