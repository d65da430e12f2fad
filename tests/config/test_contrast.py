"""How well a colour can be read."""

from __future__ import annotations

import pytest

from kexie_digest.config.contrast import contrast_with_white


@pytest.mark.parametrize(
    ("colour", "contrast"), [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#ff0000", 4.0)]
)
def test_contrast_is_that_of_the_standard(colour: str, contrast: float) -> None:
    """Black, white, the lightest grey of level AA, pure red."""
    assert contrast_with_white(colour) == pytest.approx(contrast, abs=0.005)
