"""``kexie-digest backup`` and ``restore`` as a stranger runs them."""

from __future__ import annotations

import json
import re
from pathlib import Path

from kexie_digest.store import editions

from desk import Desk
from factories import make_edition


def test_backup_and_restore_by_command(tmp_path: Path) -> None:
    """One command each: named by time in a folder, checked, restored in another folder."""
    old, new = Desk(tmp_path / "old"), Desk(tmp_path / "new")
    with old.opened("digests: {weekly: {title: 周报}}\n") as context, context.store.transaction() as tx:
        editions.add(tx, make_edition(), [])
    (tmp_path / "backups").mkdir()
    done = old.command("backup", "../backups", "--keep", "3", "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    archive = Path(said["path"])
    assert re.fullmatch(r"kexie-digest-\d{8}T\d{6}Z\.tar", archive.name)
    assert said["has_key"]
    checked = new.command("restore", "--check", str(archive))
    assert "完好" in checked.stdout
    assert not (tmp_path / "new" / "var").exists()
    restored = new.command("restore", str(archive))
    assert restored.returncode == 0, restored.stderr
    assert "不会自动发出" in restored.stderr
    again = new.command("restore", str(archive))
    assert again.returncode == 1
    assert "从不覆盖" in again.stderr
    with new.opened() as context, context.store.reading() as tx:
        assert editions.get(tx, "weekly", make_edition().total_number) == make_edition()


def test_keep_wants_a_folder(tmp_path: Path) -> None:
    """What is to be deleted must be told by its name: beside a single file that is a guess."""
    done = Desk(tmp_path).command("backup", "one.tar", "--keep", "3")
    assert done.returncode == 2
