"""The edition as data."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kexie_digest.model import Edition
from kexie_digest.model.serialization import from_json
from kexie_digest.renderers import Tools, edition_json

from cases import Case, case_id, find_cases
from factories import read_edition_case, sample_digest, sample_edition


@pytest.mark.parametrize("path", find_cases("renderers/cases/edition_json"), ids=case_id)
def test_cases(path: Path, case: Callable[[Path], Case], tools: Tools) -> None:
    """The names and the nesting that other programs rely on."""
    case(path).check(json.loads(edition_json.render(*read_edition_case(path), tools).content))


def test_the_edition_comes_back(tools: Tools) -> None:
    """What is written can be read into the same value."""
    content = edition_json.render(sample_edition(), sample_digest(), tools).content
    assert from_json(Edition, json.loads(content)) == sample_edition()


def test_chinese_stays_readable(tools: Tools) -> None:
    """Characters are written as themselves, the file ends with a newline."""
    content = edition_json.render(sample_edition(), sample_digest(), tools).content.decode()
    assert "海岚省植物学会" in content
    assert content.endswith("}\n")
