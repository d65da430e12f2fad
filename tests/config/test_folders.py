"""Drop folders keep off the program's own folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from kexie_digest.config import ConfigErrors, OwnPlace, check_drops, load
from kexie_digest.errors import ConfigError

DIGEST = "digests:\n  weekly: {title: 周报}\n"


def refused(drop: str, root: Path, *, named: Path | None = None) -> tuple[ConfigError, ...]:
    """Give what is said of a drop folder beside output/, var/ and the owner's templates."""
    file = root / "sources.yaml"
    file.write_text(f"{DIGEST}drops:\n  inbox: {{path: {drop}}}\n", "utf-8")
    places = (
        OwnPlace(root / "output", "成品文件夹", "output folder"),
        OwnPlace(root / "var", "数据文件夹", "var folder"),
        OwnPlace(root, "配置所在的文件夹", "folder of the configuration", is_shared=True),
    )
    try:
        check_drops(load(file, kinds=()), places, named=named)
    except ConfigErrors as error:
        return error.errors
    return ()


@pytest.mark.parametrize("drop", ["drops", "a/drops", "../elsewhere", "output-in", "variety"])
def test_folders_beside_ours_are_fine(drop: str, tmp_path: Path) -> None:
    """A folder of its own, deep or far or of a similar name, is what a drop should be."""
    (tmp_path / "desk").mkdir()
    assert refused(drop, tmp_path / "desk") == ()


@pytest.mark.parametrize(
    "drop", ["output", "output/weekly", "var", "var/originals", "drops/../var", "../desk"]
)
def test_folders_of_ours_are_refused_at_their_line(drop: str, tmp_path: Path) -> None:
    """The output, var/ and the folder of the configuration itself are refused where they are written."""
    (tmp_path / "desk").mkdir()
    (error,) = refused(drop, tmp_path / "desk")
    assert (error.code, error.line) == ("own_folder", 4)
    assert error.message.startswith("不能用作投放文件夹")
    assert error.advice


def test_a_folder_around_ours_is_refused(tmp_path: Path) -> None:
    """A drop that holds the whole desk would swallow it."""
    (tmp_path / "desk").mkdir()
    (error,) = refused(str(tmp_path), tmp_path / "desk")
    assert "包含" in error.message


def test_a_link_to_ours_is_refused(tmp_path: Path) -> None:
    """What a link leads to counts, not its name."""
    (tmp_path / "output").mkdir()
    (tmp_path / "inbox").symlink_to(tmp_path / "output", target_is_directory=True)
    assert [error.code for error in refused("inbox", tmp_path)] == ["own_folder"]


def test_a_folder_of_the_command_line_is_refused(tmp_path: Path) -> None:
    """--drops is under the same rule, and named as it was written."""
    (error,) = refused("drops", tmp_path, named=tmp_path)
    assert error.subject == f"--drops {tmp_path}"
