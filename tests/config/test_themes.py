"""The built-in themes: checked once, read quickly."""

from __future__ import annotations

import json
from pathlib import Path

from kexie_digest.config import themes

FILE = Path(themes.__file__).with_name("themes.yaml")


def test_the_checked_themes_are_those_of_the_file() -> None:
    """themes.json is what `make reference` would write now, and gives the very same themes."""
    written = FILE.read_bytes()
    assert FILE.with_suffix(".json").read_text(encoding="utf-8") == themes.checked(written), "make reference"
    assert themes.built_in() == themes.read_themes(written, "themes.yaml")


def test_what_was_checked_names_its_file() -> None:
    """Another file has another hash, so that a changed themes.yaml is never passed over."""
    one, other = (json.loads(themes.checked(f"themes: {{a: {{label: {name}}}}}".encode())) for name in "甲乙")
    assert one["of"] != other["of"]
    assert one["themes"][0]["label"] == "甲"
