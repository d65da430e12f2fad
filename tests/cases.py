"""Case files: an input beside its ``.expected.yaml``; no Python for a new case.

``pytest --accept`` writes the expectation; a reviewer reads the YAML diff.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

TESTS = Path(__file__).parent


def _yaml() -> YAML:
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = 100
    yaml.sort_base_mapping_type_on_output = False
    return yaml


@dataclass(frozen=True)
class Case:
    """One case: its input file and the expectation beside it."""

    path: Path
    accept: bool

    @property
    def expected_path(self) -> Path:
        """Where the expectation is kept."""
        return self.path.with_name(self.path.stem + ".expected.yaml")

    def check(self, actual: Any) -> None:  # noqa: ANN401 - any plain data
        """Compare plain data with the expectation, or write it under ``--accept``."""
        if self.accept:
            stream = io.StringIO()
            _yaml().dump(actual, stream)
            self.expected_path.write_text(stream.getvalue(), encoding="utf-8")
            return
        if not self.expected_path.exists():
            pytest.fail(
                f"{self.expected_path.relative_to(TESTS)} is missing: run pytest --accept and read it"
            )
        assert actual == _yaml().load(self.expected_path.read_text(encoding="utf-8"))


def find_cases(folder: str) -> list[Path]:
    """Every case input below ``tests/<folder>``, such as ``parsers/cases/newspaper``."""
    found = sorted(
        path
        for path in (TESTS / folder).rglob("*")
        if path.is_file() and not path.name.endswith(".expected.yaml")
    )
    assert found, f"tests/{folder} holds no case"
    return found


def case_id(path: Path) -> str:
    """Name a case by what it shows."""
    return path.stem
