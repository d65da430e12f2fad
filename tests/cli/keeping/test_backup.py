"""``kexie-digest backup`` and ``restore`` as a stranger runs them."""

from __future__ import annotations

import gzip
import json
import re
import tarfile
from pathlib import Path

from kexie_digest.model import EditionState
from kexie_digest.store import Store, editions

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


def test_a_backup_of_a_server_says_what_it_holds(tmp_path: Path, postgresql_url: str) -> None:
    """All tables of PostgreSQL as a SQLite file, said so; as many editions as the server has."""
    desk = Desk(tmp_path)
    with Store.open(postgresql_url, clock=desk.clock) as store, store.transaction() as tx:
        editions.add(tx, make_edition(), [], state=EditionState.DRAFTING)
    done = desk.command("backup", "one.tar", KEXIE_DATABASE_URL=postgresql_url)
    assert done.returncode == 0, done.stderr
    assert "PostgreSQL 里的全部表" in done.stdout
    assert "原件 0 份，已出刊 0 期，文件 3 个" in done.stdout
    with tarfile.open(tmp_path / "one.tar") as tar:
        assert tar.getnames() == ["database.sqlite.gz", "MANIFEST.json", "SHA256SUMS"]
        packed = tar.extractfile("database.sqlite.gz")
        assert packed is not None
        (tmp_path / "kept.db").write_bytes(gzip.decompress(packed.read()))
    with Store.open(f"sqlite:///{tmp_path}/kept.db", clock=desk.clock) as store, store.reading() as tx:
        assert editions.get(tx, "weekly", make_edition().total_number) == make_edition()


def test_a_folder_that_is_not_there_becomes_a_file_and_is_told(tmp_path: Path) -> None:
    """Who meant a folder reads so at once; a file's name that ends like one, and a folder, say nothing."""
    desk = Desk(tmp_path)
    with desk.opened():
        pass
    (tmp_path / "folder").mkdir()
    told = ["先建文件夹" in desk.command("backup", name).stderr for name in ("backups", "one.tar", "folder")]
    assert told == [True, False, False]


def test_keep_wants_a_folder(tmp_path: Path) -> None:
    """What is to be deleted must be told by its name: beside a single file that is a guess."""
    done = Desk(tmp_path).command("backup", "one.tar", "--keep", "3")
    assert done.returncode == 2
