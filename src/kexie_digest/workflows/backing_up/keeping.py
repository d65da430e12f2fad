"""Names of backups and drafts: where a new one goes, which old ones go.

Takes a folder or a file, gives the final path and a draft folder beside it. A draft whose
maker was killed is cleared away by the next backup; a draft of a living one is left alone.
"""

import fcntl
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from kexie_digest.errors import Conflict

_NAME = re.compile(r"kexie-digest-\d{8}T\d{6}Z\.tar")
_DRAFT = ".kexie-backup-"


def final_path(place: Path, now: datetime) -> Path:
    """Say what a backup will be called.

    Args:
        place: An existing folder, or a file that does not exist yet.
        now: The present instant.

    Returns:
        The file, in a folder that exists.

    Raises:
        Conflict: ``backup_exists``: nothing is ever overwritten.
        OSError: The folder cannot be made.
    """
    path = place / f"kexie-digest-{now:%Y%m%dT%H%M%SZ}.tar" if place.is_dir() else place
    if path.exists() or path.is_symlink():
        raise already_there(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def already_there(path: Path) -> Conflict:
    """Make the error of a name that is taken."""
    return Conflict(
        "这个文件已经有了，备份从不覆盖 (the file exists; a backup never overwrites)",
        subject=str(path),
        code="backup_exists",
        advice="请换一个文件名，或给一个文件夹，由程序按时间取名。",
    )


@contextmanager
def draft_beside(path: Path) -> Iterator[Path]:
    """Work in a folder beside the final file, so that its name appears whole or not at all.

    Args:
        path: The final file.

    Yields:
        An empty folder that only its owner reads; it is gone afterwards.
    """
    _clear_abandoned(path.parent)
    folder = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=path.parent))
    try:
        with (folder / "lock").open("w", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put_in_place(draft: Path, path: Path) -> None:
    """Give a finished file its name, unless somebody else was first.

    Args:
        draft: The file, in the same file system.
        path: Its final path.

    Raises:
        Conflict: ``backup_exists``.
        OSError: The folder cannot be written.
    """
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise already_there(path) from None
    except OSError:  # no hard links on some network disks and sticks
        if path.exists():
            raise already_there(path) from None
        draft.rename(path)


def remove_old(folder: Path, keep: int) -> list[Path]:
    """Delete all but the newest backups of a folder; only files that are called like ours.

    Args:
        folder: Where they are.
        keep: How many stay, at least 1.

    Returns:
        What was deleted.
    """
    ours = sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name) and path.is_file())
    old = ours[:-keep]
    for path in old:
        path.unlink()
    return old


def _clear_abandoned(folder: Path) -> None:
    for draft in folder.glob(f"{_DRAFT}*"):
        with suppress(OSError), (draft / "lock").open(encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(draft, ignore_errors=True)
