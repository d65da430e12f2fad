"""Put an edition's files into place: all of them or none.

Takes renditions and the final folder; writes a hidden folder beside it, syncs and
renames. What already stands there with other content is kept under another name.
"""

import errno
import hashlib
import itertools
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kexie_digest.errors import RenderError


class Written(NamedTuple):
    """The files in place, and where another edition of that number was moved, if one was there."""

    files: tuple[Path, ...]
    aside: Path | None


def write_whole(folder: Path, files: Mapping[str, bytes | Path], *, attempt: int = 0) -> Written:
    """Write files so that their folder appears whole or not at all.

    Args:
        folder: The final folder, ``OUT/<digest>/<total_number>``.
        files: File name to content, or to a file to copy; ``edition.json`` among them. A
            name may lie in a folder (``pictures/…``).
        attempt: Which try this is: what an earlier one has begun is taken away, so that a
            worker that comes back late finds its draft gone and cannot put it into place.

    Returns:
        The paths of the files, and what was moved aside for them.

    Raises:
        RenderError: The place cannot be written (code ``cannot_write``) or the disk is
            full (``disk_full``); nothing is left behind under the final name.
    """
    draft = folder.with_name(f".{folder.name}.{attempt}.part")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        for left in folder.parent.glob(f".{folder.name}.*part"):  # by a run that was killed or refused here
            shutil.rmtree(left, ignore_errors=True)
        draft.mkdir()
        for name, content in files.items():
            _write_synced(draft / name, content)
        aside = _make_room(folder, draft) if folder.exists() else None
        draft.rename(folder)
        if aside is not None and aside.name.startswith("."):  # the same edition again
            shutil.rmtree(aside, ignore_errors=True)
            aside = None
        _sync_folder(folder.parent)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise _explained(folder, error) from error
    return Written(tuple(folder / name for name in files), aside)


def _write_synced(path: Path, content: bytes | Path) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        file.write(content.read_bytes() if isinstance(content, Path) else content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _make_room(folder: Path, draft: Path) -> Path:
    """Move what stands there aside: hidden when it is the same edition again, else for good."""
    old = _edition(folder)
    if old is not None and old == _edition(draft):
        replaced = folder.with_name(f".{folder.name}.old")
        shutil.rmtree(replaced, ignore_errors=True)
        folder.rename(replaced)
        return replaced
    mark = hashlib.sha256(old or b"").hexdigest()[:8]
    names = (f"{folder.name}-{mark}" + (f"-{count}" if count else "") for count in itertools.count())
    aside = next(folder.with_name(name) for name in names if not folder.with_name(name).exists())
    folder.rename(aside)
    return aside


def _edition(folder: Path) -> bytes | None:
    path = folder / "edition.json"
    return path.read_bytes() if path.exists() else None


def _explained(folder: Path, error: OSError) -> RenderError:
    if error.errno == errno.ENOSPC:
        return RenderError(
            "磁盘已满，成品没有写成 (the disk is full)",
            subject=str(folder),
            code="disk_full",
            advice="请腾出空间后再运行一次；期号保留，不会重复。",
        )
    return RenderError(
        "成品写不进去 (the output folder cannot be written)",
        subject=str(folder),
        code="cannot_write",
        advice="请检查文件夹权限，或用 --output 换一个位置后再运行一次；期号保留，不会重复。",
    )
