"""A drop folder must not swallow the program's own files, however it is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk import Desk

YAML = "digests:\n  weekly: {title: 周报}\ndrops:\n  inbox: {path: inbox}\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with a configuration and some files that must stay."""
    (tmp_path / "sources.yaml").write_text(YAML, "utf-8")
    (tmp_path / "README.md").write_text("留在原处。\n", "utf-8")
    return Desk(tmp_path)


@pytest.mark.parametrize("folder", [".", "output", "var", "templates", "..", "var/originals", "out"])
def test_run_refuses_to_swallow_its_own_files(desk: Desk, folder: str) -> None:
    """--drops with a folder of ours: exit 2, said in Chinese first, nothing moved or made."""
    (desk.root / folder).mkdir(parents=True, exist_ok=True)
    before = sorted(desk.root.rglob("*"))
    result = desk.command("run", "--drops", folder, "--output", "out")
    assert result.returncode == 2, result.stderr
    assert "不能用作投放文件夹" in result.stderr
    assert "→" in result.stderr
    assert sorted(desk.root.rglob("*")) == before


def test_output_into_a_drop_folder_is_refused(desk: Desk) -> None:
    """--output into a configured drop: the next round would take the editions for pages."""
    result = desk.command("run", "--output", "inbox/editions")
    assert result.returncode == 2
    assert "sources.yaml:4" in result.stderr


def test_check_refuses_a_drop_that_holds_the_settings_folder(desk: Desk) -> None:
    """``check`` knows where KEXIE_VAR_DIR is."""
    result = desk.command("check", KEXIE_VAR_DIR=str(desk.root / "inbox" / "var"))
    assert result.returncode == 2
    assert "数据文件夹" in result.stderr


def test_the_database_file_is_not_swallowed(desk: Desk) -> None:
    """A database outside var/ is kept off too."""
    result = desk.command("check", KEXIE_DATABASE_URL=f"sqlite:///{desk.root / 'inbox' / 'a.db'}")
    assert result.returncode == 2
    assert "数据库文件" in result.stderr


def test_the_documented_layout_stays_legal(desk: Desk) -> None:
    """Drops, editions and var side by side in one folder, as `make demo` has them."""
    result = desk.command("run", "--drops", "drops", "--output", "editions")
    assert result.returncode == 0, result.stderr
