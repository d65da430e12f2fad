"""The faces this machine has."""

from __future__ import annotations

import pytest

from kexie_digest.errors import RenderError
from kexie_digest.renderers.pdf import fonts


def test_our_families_are_installed() -> None:
    """Song, Hei and Kai are there, by family name."""
    assert set(fonts.FAMILIES) <= fonts.installed_families()


def test_missing_family_is_named_with_the_command() -> None:
    """The advice is the apt line."""
    with pytest.raises(RenderError) as caught:
        fonts.require(("Noto Serif CJK SC", "方正小标宋"))
    assert caught.value.code == "fonts_missing"
    assert caught.value.subject == "方正小标宋"
    assert "apt-get install" in caught.value.advice
