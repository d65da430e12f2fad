"""Restore a backup into an empty place, where it mails nothing by itself.

Takes an archive and Holdings of a new place, gives what was restored. The archive is read
through first; everything is unpacked beside its place and moved there, the database last,
so that a restore that breaks off leaves no half program behind. The machine is told that
its database is a copy: mail that waited in it may have been sent by the original, and
waits for an editor (``workflows.sending.gate``).
"""

import errno
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kexie_digest.clock import Clock
from kexie_digest.errors import Conflict, StoreError
from kexie_digest.store import Store, deliveries, snapshots
from kexie_digest.store.deliveries import letters
from kexie_digest.store.watching import alarms
from kexie_digest.workflows.backing_up.hashing import PIECE
from kexie_digest.workflows.backing_up.holdings import (
    CONFIG,
    DATABASE,
    KEY,
    MANIFEST,
    ORIGINALS,
    OUTPUT,
    SUMS,
    TEMPLATES,
    Contents,
    Holdings,
)
from kexie_digest.workflows.backing_up.verifying import members, told_plainly, unpack_database, verify
from kexie_digest.workflows.context import silent
from kexie_digest.workflows.copying import copy_store
from kexie_digest.workflows.sending.mark import NAME as MARK_NAME
from kexie_digest.workflows.sending.mark import Mark, write_mark

#: What a fresh checkout keeps in folders that are empty otherwise.
_PLACEHOLDERS = frozenset({".gitignore", ".gitkeep"})
_SNAPSHOT = "kexie.db"
_RESTORED = "数据库从备份恢复 (a restored backup)"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored; ``aside`` is where templates went that differ from those in place."""

    contents: Contents
    aside: Path | None = None


def restore(holdings: Holdings, archive: Path, clock: Clock) -> Restored:
    """Restore a backup.

    Args:
        holdings: The new place: no database, no originals, no editions in it.
        archive: The backup.
        clock: For opening the database.

    Returns:
        What was restored.

    Raises:
        Conflict: ``place_not_empty``: nothing is ever overwritten.
        StoreError: The archive is damaged or foreign, or the place cannot be written; then
            nothing was left behind.
    """
    _require_empty(holdings)
    try:
        holdings.var.mkdir(parents=True, exist_ok=True)
        with (
            archive.open("rb") as file,
            tempfile.TemporaryDirectory(prefix=".restoring-", dir=holdings.var) as name,
        ):
            folder = Path(name)
            contents = verify(file, str(archive), folder)
            file.seek(0)
            _unpack(file, str(archive), folder)
            if not _is_same(folder / CONFIG, holdings.config) and _is_occupied(holdings.config):
                raise _occupied(holdings.config)
            turn = _open_once(folder / _SNAPSHOT, clock)
            return Restored(contents, _move_all(holdings, folder, turn, clock))
    except OSError as error:
        raise _unwritable(holdings.var, error) from error


def _require_empty(holdings: Holdings) -> None:
    """Refuse a place where something is, before anything is read."""
    database = snapshots.file_of(holdings.database_url)
    for path in (database or holdings.var / _SNAPSHOT, holdings.key, holdings.originals, holdings.output):
        if _is_occupied(path):
            raise _occupied(path)


def _occupied(path: Path) -> Conflict:
    return Conflict(
        "这里已经有数据，恢复从不覆盖 (the place is not empty; nothing is overwritten)",
        subject=str(path),
        code="place_not_empty",
        advice="请在空文件夹里恢复，或把它移到别处；也可以用 KEXIE_VAR_DIR、--output 和 --config 另选位置。",
    )


def _is_occupied(path: Path) -> bool:
    if path.is_dir() and not path.is_symlink():
        return any(entry.name not in _PLACEHOLDERS for entry in path.iterdir())
    return path.exists() or path.is_symlink()


def _unpack(file: IO[bytes], name: str, folder: Path) -> None:
    """Unpack an archive that was verified; names were checked, links refused."""
    with told_plainly(name), tarfile.open(fileobj=file, mode="r:") as tar:
        for member in members(tar, name):
            content = tar.extractfile(member)
            if content is None or member.name in {MANIFEST, SUMS}:
                continue
            if member.name == DATABASE:
                unpack_database(content, folder / _SNAPSHOT)
                continue
            path = folder / member.name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as target:
                shutil.copyfileobj(content, target, PIECE)


def _open_once(database: Path, clock: Clock) -> int:
    """Bring the database to the newest schema and give its letters up; say how many turns it knows."""
    with Store.open(f"sqlite:///{database}", clock=clock) as store, store.transaction() as tx:
        deliveries.distrust(tx)
        letters.drop_waiting(tx, _RESTORED)
        alarms.drop_waiting(tx, _RESTORED)
        return deliveries.turns(tx).taken


def _move_all(holdings: Holdings, folder: Path, turn: int, clock: Clock) -> Path | None:
    """Move everything into place, or take back what was moved."""
    moved: list[Path] = []
    try:
        aside = _move_templates(holdings, folder / TEMPLATES, moved)
        for source, target in _pairs(holdings, folder):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(source, target)
            moved.append(target)
        if holdings.key.is_file():
            holdings.key.chmod(0o600)
        os.sync()
        write_mark(holdings.var, Mark(turn + 1))  # ahead of the database: it was set back
        moved.append(holdings.var / MARK_NAME)
        database = snapshots.file_of(holdings.database_url)
        if database is None:  # refused when something is in it
            copy_store(f"sqlite:///{folder / _SNAPSHOT}", holdings.database_url, clock, silent)
        else:
            database.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(folder / _SNAPSHOT, database)
        os.sync()
    except (OSError, StoreError):
        for path in moved:
            shutil.rmtree(path, ignore_errors=True)
            with suppress(OSError):
                path.unlink(missing_ok=True)
        raise
    return aside


def _pairs(holdings: Holdings, folder: Path) -> Iterator[tuple[Path, Path]]:
    """Give what is moved, and where to."""
    if not _is_same(folder / CONFIG, holdings.config):
        yield folder / CONFIG, holdings.config
    if (folder / KEY).exists():
        yield folder / KEY, holdings.key
    for name, target in ((ORIGINALS, holdings.originals), (OUTPUT, holdings.output)):
        if (folder / name).is_dir():
            for entry in sorted((folder / name).iterdir()):
                yield entry, target / entry.name


def _move_templates(holdings: Holdings, folder: Path, moved: list[Path]) -> Path | None:
    """Move templates; where other ones lie already, put these beside them."""
    if not folder.is_dir() or (_is_occupied(holdings.templates) and _holds_all(holdings.templates, folder)):
        return None
    is_taken = _is_occupied(holdings.templates)
    target = holdings.templates.with_name("templates-from-backup") if is_taken else holdings.templates
    if _is_occupied(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    if target.is_dir():
        shutil.rmtree(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(folder, target)
    moved.append(target)
    return target if is_taken else None


def _holds_all(there: Path, folder: Path) -> bool:
    files = (path for path in folder.rglob("*") if path.is_file())
    return all(_is_same(path, there / path.relative_to(folder)) for path in files)


def _is_same(one: Path, other: Path) -> bool:
    """Tell whether there is nothing to move: none was kept, or the same bytes are in place."""
    return not one.exists() or (other.is_file() and one.read_bytes() == other.read_bytes())


def _unwritable(place: Path, error: OSError) -> StoreError:
    is_full = error.errno in {errno.ENOSPC, errno.EDQUOT}
    return StoreError(
        f"没有恢复 (nothing was restored): {error.strerror or error}",
        subject=error.filename or str(place),
        code="disk_full" if is_full else "cannot_restore",
        advice="请腾出空间后再试。" if is_full else "请检查备份文件的路径和文件夹的权限后再试。",
    )
