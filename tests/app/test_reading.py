"""What is read before anything opens."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kexie_digest import app, parsers, sources
from kexie_digest.errors import ConfigError


def test_the_schema_offers_the_plug_ins_there_are() -> None:
    """Editors complete every kind of source and every layout that is registered."""
    text = json.dumps(app.schema(), ensure_ascii=False)
    assert all(f'"{name}"' in text for name in (*sources.KINDS, *parsers.LAYOUTS))


def test_without_a_file_there_is_a_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without ``sources.yaml`` works with the built-in configuration."""
    monkeypatch.chdir(tmp_path)
    assert not app.load_config(None).file


def test_every_mistake_is_spelled_out(tmp_path: Path) -> None:
    """Two mistakes are two errors, in the order of the file."""
    file = tmp_path / "sources.yaml"
    file.write_text("sources:\n  a: {kind: feed}\n  b: {kind: smoke, url: 'https://b.example/'}\n", "utf-8")
    with pytest.raises(ConfigError) as caught:
        app.load_config(file)
    assert [error.line for error in app.all_errors(caught.value)] == [2, 3]
