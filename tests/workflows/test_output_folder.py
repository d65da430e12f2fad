"""An edition's folder appears whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from kexie_digest.errors import RenderError
from kexie_digest.workflows.output_folder import write_whole

FILES = {"edition.json": b'{"n": 1}', "index.html": b"<p>1</p>"}


def test_the_folder_holds_exactly_the_files(tmp_path: Path) -> None:
    """Paths are returned in order, nothing hidden is left beside the folder."""
    paths = write_whole(tmp_path / "weekly" / "1", FILES).files
    assert [path.read_bytes() for path in paths] == list(FILES.values())
    assert [path.name for path in (tmp_path / "weekly").iterdir()] == ["1"]


def test_the_draft_of_a_killed_run_is_replaced(tmp_path: Path) -> None:
    """What a killed run left in the hidden folder is not mixed in."""
    draft = tmp_path / "weekly" / ".1.part"
    draft.mkdir(parents=True)
    (draft / "stale.pdf").write_bytes(b"half")
    write_whole(tmp_path / "weekly" / "1", FILES)
    assert not (tmp_path / "weekly" / "1" / "stale.pdf").exists()


def test_another_edition_of_that_number_is_kept(tmp_path: Path) -> None:
    """An old output folder beside a new store: the old edition moves aside, nothing is lost."""
    folder = tmp_path / "weekly" / "1"
    write_whole(folder, {"edition.json": b"old"})
    moved = write_whole(folder, FILES).aside
    aside = [path for path in folder.parent.iterdir() if path.name.startswith("1-")]
    assert aside == [moved]
    assert [path.joinpath("edition.json").read_bytes() for path in aside] == [b"old"]
    assert (folder / "edition.json").read_bytes() == FILES["edition.json"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """The error names the folder and the next step."""
    (tmp_path / "weekly").write_text("a file")
    with pytest.raises(RenderError) as caught:
        write_whole(tmp_path / "weekly" / "1", FILES)
    assert caught.value.code == "cannot_write"
    assert str(tmp_path / "weekly" / "1") in str(caught.value)
    assert "--output" in caught.value.advice


def test_the_same_edition_again_replaces_itself(tmp_path: Path) -> None:
    """A crash between the rename and its record: the next run leaves one folder, not two."""
    folder = tmp_path / "weekly" / "1"
    write_whole(folder, FILES)
    write_whole(folder, FILES)
    assert [path.name for path in folder.parent.iterdir()] == ["1"]


def test_folders_kept_aside_are_never_deleted(tmp_path: Path) -> None:
    """Two different old folders without edition.json both stay."""
    folder = tmp_path / "weekly" / "1"
    for name in ("a.txt", "b.txt"):
        folder.mkdir(parents=True)
        (folder / name).write_text("mine")
        write_whole(folder, FILES)
        (folder / "edition.json").unlink()
        (folder / "index.html").unlink()
        folder.rmdir()
    assert {path.name for path in folder.parent.rglob("*.txt")} == {"a.txt", "b.txt"}
