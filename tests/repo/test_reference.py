"""The reference pages say what the code says."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import jsonschema
import pytest

from kexie_digest.model.serialization import to_json

from factories import sample_edition

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_reference", REFERENCE / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "name", ["cli.md", "plugins.md", "settings.md", "sources.schema.json", "edition.schema.json"]
)
def test_the_reference_is_fresh(name: str) -> None:
    """Each generated file is what ``make reference`` would write now."""
    assert (REFERENCE / name).read_text(encoding="utf-8") == _generator().pages()[name]


def test_every_reference_file_is_tested() -> None:
    """No generated file is left out above."""
    files = {path.name for path in REFERENCE.iterdir() if path.suffix in {".md", ".json"}}
    assert files == set(_generator().pages())


def test_editions_fit_their_schema() -> None:
    """edition.json validates against the published JSON Schema."""
    schema = _generator().pages()["edition.schema.json"]
    jsonschema.validate(to_json(sample_edition()), json.loads(schema))
