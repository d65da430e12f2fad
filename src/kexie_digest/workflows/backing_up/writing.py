"""Write a backup while the program works.

Takes Holdings and a place, gives the archive's path. The database is copied first: bytes
are always kept before the row that names them is committed, and an edition's folder is in
place before its row says so; so everything that the copy names is there to be added after.
The archive gets its name when it has been read back and every checksum fits.
"""

import errno
import gzip
import json
import os
import shutil
import stat
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO

from kexie_digest import __version__
from kexie_digest.clock import Clock
from kexie_digest.errors import StoreError
from kexie_digest.store import Blobs, snapshots
from kexie_digest.workflows.backing_up import keeping
from kexie_digest.workflows.backing_up.hashing import PIECE, Hashing
from kexie_digest.workflows.backing_up.holdings import (
    DATABASE,
    FORMAT,
    MANIFEST,
    ORIGINAL,
    ORIGINALS,
    OUTPUT,
    SUMS,
    VERSION,
    Contents,
    Holdings,
    is_member,
)
from kexie_digest.workflows.backing_up.verifying import verify_file
from kexie_digest.workflows.context import silent
from kexie_digest.workflows.copying import copy_store

#: Most of a database is text: quick packing makes a third of it, slow packing little less.
_LEVEL = 1


@dataclass(frozen=True, slots=True)
class Written:
    """A finished backup: its file and size, what it holds, which older ones were deleted."""

    path: Path
    size: int
    contents: Contents
    removed: tuple[Path, ...] = ()


def back_up(holdings: Holdings, place: Path, clock: Clock, *, keep: int = 0) -> Written:
    """Write a backup, read it back, give it its name.

    Args:
        holdings: What to keep safe.
        place: A folder, in which it is named after the time, or a file that does not exist yet.
        clock: Gives the time.
        keep: How many backups stay in the folder; 0: all.

    Returns:
        What was written; ``contents.missing`` names what was lost before.

    Raises:
        Conflict: The file exists.
        NotFound: There is no database.
        StoreError: The disk is full, the place cannot be written, or what was written does
            not read back.
    """
    now = clock.now()
    try:
        path = keeping.final_path(place, now)
        with keeping.draft_beside(path) as folder:
            snapshot = folder / "snapshot.sqlite"
            _take(holdings.database_url, snapshot, clock)
            draft = folder / "backup.tar"
            _write(holdings, snapshot, draft, now)
            snapshot.unlink()
            contents = verify_file(draft)
            keeping.put_in_place(draft, path)
        removed = keeping.remove_old(path.parent, keep) if keep else []
        return Written(path, path.stat().st_size, contents, tuple(removed))
    except OSError as error:
        raise _unwritable(place, error) from error


def _take(url: str, snapshot: Path, clock: Clock) -> None:
    """Copy the database into one file; one on PostgreSQL becomes SQLite, row by row and proved."""
    if snapshots.file_of(url) is not None:
        snapshots.take(url, snapshot)
        return
    copy_store(url, f"sqlite:///{snapshot}", clock, silent)
    snapshots.close(snapshot)


class _Archive:
    """A tar file being written, and the checksum of each member."""

    def __init__(self, tar: tarfile.TarFile, now: datetime) -> None:
        self._tar = tar
        self._mtime = int(now.timestamp())
        self.sums: dict[str, str] = {}

    def add(self, name: str, file: IO[bytes], size: int) -> None:
        """Add one file's bytes."""
        member = tarfile.TarInfo(name)
        member.size, member.mtime, member.mode = size, self._mtime, 0o600
        reader = Hashing(file)
        self._tar.addfile(member, reader)
        self.sums[name] = reader.digest()

    def add_bytes(self, name: str, content: bytes) -> None:
        """Add some bytes."""
        self.add(name, BytesIO(content), len(content))

    def add_file(self, name: str, path: Path) -> bool:
        """Add a file of the disk; links, sockets and what is gone meanwhile are left out."""
        if not is_member(name):
            return False
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:
            if path.is_symlink():
                return False
            raise
        with os.fdopen(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                return False
            self.add(name, file, found.st_size)
        return True


def _write(holdings: Holdings, snapshot: Path, draft: Path, now: datetime) -> None:
    """Write all members, the checksums last."""
    packed = draft.with_name(DATABASE)
    with snapshot.open("rb") as plain, gzip.open(packed, "wb", compresslevel=_LEVEL) as smaller:
        shutil.copyfileobj(plain, smaller, PIECE)
    with _new_file(draft) as file, tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
        archive = _Archive(tar, now)
        archive.add_file(DATABASE, packed)
        packed.unlink()
        blobs = Blobs(holdings.originals)
        for name, path in _files(holdings):
            original = ORIGINAL.fullmatch(name)
            if original is None or blobs.verify(original[3]):  # a damaged one is named as missing
                archive.add_file(name, path)
        contents = _contents(holdings, snapshot, archive.sums, now)
        manifest = {"format": FORMAT, "version": VERSION, **asdict(contents), "made_at": now.isoformat()}
        archive.add_bytes(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode())
        sums = "".join(f"{digest}  {name}\n" for name, digest in archive.sums.items())
        archive.add_bytes(SUMS, sums.encode())
    with draft.open("rb") as whole:
        os.fsync(whole.fileno())


def _new_file(path: Path) -> IO[bytes]:
    """Make a file that only its owner reads: it holds readers' addresses and the key."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _files(holdings: Holdings) -> Iterator[tuple[str, Path]]:
    """Give what is there, by its name in the backup; hidden files are drafts of ours."""
    for name, path in holdings.files().items():
        if path.is_file():
            yield name, path
    for name, root in holdings.folders().items():
        for folder, inner, files in os.walk(root):
            inner[:] = sorted(one for one in inner if not one.startswith("."))
            below = Path(folder).relative_to(root)
            for file in sorted(files):
                if not file.startswith("."):
                    yield (Path(name) / below / file).as_posix(), Path(folder) / file


def _contents(holdings: Holdings, snapshot: Path, sums: dict[str, str], now: datetime) -> Contents:
    """Say what was written, and what the database names that was not there to be written."""
    held = {match[3] for name in sums if (match := ORIGINAL.fullmatch(name))}
    lost = {sha256 for sha256 in snapshots.originals(snapshot) if sha256 not in held}
    editions = [f"{digest}/{number}" for digest, number in snapshots.published(snapshot)]
    unprinted = [one for one in editions if f"{OUTPUT}/{one}/edition.json" not in sums]
    return Contents(
        made_at=now,
        program=__version__,
        schema=snapshots.revision(snapshot),
        database_bytes=snapshot.stat().st_size,
        originals=sum(name.startswith(f"{ORIGINALS}/") for name in sums),
        editions=len(editions),
        files=len(sums) + 2,
        has_key="secret_key" in sums,
        missing=() if holdings.is_shared else (*sorted(lost), *unprinted),
        is_shared=holdings.is_shared,
        engine="postgresql" if snapshots.file_of(holdings.database_url) is None else "sqlite",
    )


def _unwritable(place: Path, error: OSError) -> StoreError:
    is_full = error.errno in {errno.ENOSPC, errno.EDQUOT}
    return StoreError(
        f"备份没有写成 (the backup was not written): {error.strerror or error}",
        subject=str(place),
        code="disk_full" if is_full else "cannot_write",
        advice="请腾出空间或换一个文件夹；原有的数据和备份都没有动。"
        if is_full
        else "请检查文件夹的权限，或换一个位置；原有的数据和备份都没有动。",
    )
