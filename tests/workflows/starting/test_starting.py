"""A folder to begin in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kexie_digest import app
from kexie_digest.errors import ConfigError
from kexie_digest.workflows.starting import CONFIGURATION, FOLDERS, SCHEMA, begin

ROOT = Path(__file__).parents[3]


def names(folder: Path) -> set[str]:
    """What lies in a folder."""
    return {path.name for path in folder.iterdir()}


def test_an_empty_folder_gets_what_a_digest_needs(tmp_path: Path) -> None:
    """Configuration, its schema and the folders; the configuration has no mistakes."""
    made = begin(tmp_path / "new" / "here", "{}\n")
    assert made[0].name == CONFIGURATION
    assert (
        {path.name for path in made} == {CONFIGURATION, SCHEMA, *FOLDERS} == names(tmp_path / "new" / "here")
    )
    read = app.load_config(made[0])
    assert [digest.key for digest in read.digests] == ["weekly"]
    assert Path(read.drops[0].path) == tmp_path / "new" / "here" / "drops"


def test_every_example_in_the_comments_works(tmp_path: Path) -> None:
    """Uncommenting the examples leaves a configuration without mistakes."""
    begin(tmp_path, "{}\n")
    file = tmp_path / CONFIGURATION
    lines = file.read_text(encoding="utf-8").splitlines()
    starts = [lines.index("# sources:"), lines.index("# themes:")]
    for start in starts:
        for number in range(start, lines.index("", start)):
            lines[number] = lines[number].removeprefix("# ")
    file.write_text(
        "\n".join(line.replace("    # review:", "    review:") for line in lines), encoding="utf-8"
    )
    read = app.load_config(file)
    assert [source.key for source in read.sources] == ["city-news"]
    assert "space" in {theme.key for theme in read.themes}
    assert len(read.digests[0].review) == 2


def test_a_configuration_is_never_replaced(tmp_path: Path) -> None:
    """Where a configuration is, as in a restored folder, what is missing is added and it stays as it is."""
    (tmp_path / CONFIGURATION).write_text("mine", encoding="utf-8")
    made = begin(tmp_path, "{}\n")
    assert {path.name for path in made} == {SCHEMA, *FOLDERS} == names(tmp_path) - {CONFIGURATION}
    assert (tmp_path / CONFIGURATION).read_text(encoding="utf-8") == "mine"


def test_the_schema_follows_the_program(tmp_path: Path) -> None:
    """After an upgrade the schema is the new one; what is up to date is not written again."""
    begin(tmp_path, "{}\n")
    assert begin(tmp_path, '{"title": "new"}\n') == [tmp_path / SCHEMA]
    assert (tmp_path / SCHEMA).read_text(encoding="utf-8") == '{"title": "new"}\n'
    assert begin(tmp_path, '{"title": "new"}\n') == []


def test_folders_that_are_there_are_kept(tmp_path: Path) -> None:
    """Pages somebody dropped already stay where they are."""
    (tmp_path / "drops").mkdir()
    (tmp_path / "drops" / "page.txt").write_text("页", encoding="utf-8")
    assert tmp_path / "drops" not in begin(tmp_path, "{}\n")
    assert names(tmp_path / "drops") == {"page.txt"}


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    """A name that is a file ends with a sentence, not a traceback."""
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        begin(tmp_path / "taken", "{}\n")
    assert caught.value.code == "folder_unwritable"


def test_the_schema_is_the_published_one() -> None:
    """``init`` writes the schema of docs/reference."""
    published = json.loads((ROOT / "docs" / "reference" / "sources.schema.json").read_text(encoding="utf-8"))
    assert app.schema() == published


def test_the_checkout_begins_like_everybody(tmp_path: Path) -> None:
    """sources.yaml of the checkout is what ``init`` writes, but for the place of the schema."""
    begin(tmp_path, "{}\n")
    written = (tmp_path / CONFIGURATION).read_text(encoding="utf-8")
    ours = (ROOT / CONFIGURATION).read_text(encoding="utf-8")
    assert ours == written.replace(f"$schema={SCHEMA}", f"$schema=docs/reference/{SCHEMA}")
