"""Read a backup through and through before anybody relies on it.

Takes an archive, gives its Contents, or the reason why it is none of ours or no longer
whole: every member is a plain file with a name of ours, every checksum fits, every original
unpacks to its hash, the database passes its integrity check and names nothing that is not
there. It writes nothing but one unpacked database into a folder of its own.
"""

import gzip
import json
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from kexie_digest.store import snapshots
from kexie_digest.workflows.backing_up.hashing import PIECE, Hashing
from kexie_digest.workflows.backing_up.holdings import (
    DATABASE,
    FORMAT,
    MANIFEST,
    ORIGINAL,
    SUMS,
    VERSION,
    Contents,
    damaged,
    is_member,
)

#: A manifest and its checksums are text; more than this is nothing of ours.
_LARGEST_TEXT = 512 * 1024 * 1024


def verify_file(path: Path) -> Contents:
    """Read a backup through and through.

    Args:
        path: The archive.

    Returns:
        What it holds.

    Raises:
        StoreError: ``bad_backup``.
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        return verify(file, str(path), path.parent)


def verify(file: IO[bytes], name: str, workplace: Path) -> Contents:
    """Read an open backup through and through.

    Args:
        file: The archive; it can be read again from the start.
        name: What to call it in complaints.
        workplace: Where the database may be unpacked for a moment.

    Returns:
        What it holds.

    Raises:
        StoreError: ``bad_backup``.
        OSError: It cannot be read, or the workplace cannot be written.
    """
    sums: dict[str, str] = {}
    texts: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory(prefix=".kexie-verify-", dir=workplace) as folder:
        snapshot = Path(folder) / "snapshot.sqlite"
        with told_plainly(name), tarfile.open(fileobj=file, mode="r:") as tar:
            for member in members(tar, name):
                content = tar.extractfile(member)
                if content is None or member.name in sums or SUMS in sums:
                    raise damaged(name, f"多余的内容 (not expected): {member.name}")
                sums[member.name] = _check_member(member, content, snapshot, texts, name)
        contents = _manifest(texts, name)
        _compare(sums, texts, name)
        _check_database(snapshot, contents, sums, name)
    return contents


def members(tar: tarfile.TarFile, name: str) -> Iterator[tarfile.TarInfo]:
    """Walk through an archive; anything but plain files with names of ours ends the walk.

    Args:
        tar: The archive.
        name: What to call it in complaints.

    Yields:
        Members in their order.

    Raises:
        StoreError: ``bad_backup``: a link, a device, a path that leads elsewhere.
    """
    for member in tar:
        if member.type != tarfile.REGTYPE or member.issparse() or not is_member(member.name):
            raise damaged(name, f"不该有的内容 (a foreign member): {member.name!r}")
        yield member


@contextmanager
def told_plainly(name: str) -> Iterator[None]:
    """Tell what tar and gzip complain about in our words."""
    try:
        yield
    except (tarfile.TarError, gzip.BadGzipFile, EOFError, zlib.error, ValueError) as error:
        raise damaged(name, f"读不通 (cannot be read): {error}") from error


def unpack_database(packed: IO[bytes], to: Path) -> None:
    """Unpack the database.

    Args:
        packed: The member.
        to: The file to make.

    Raises:
        OSError: No space, or damaged bytes (``gzip.BadGzipFile``).
    """
    with gzip.GzipFile(fileobj=packed) as plain, to.open("wb") as file:
        while piece := plain.read(PIECE):
            file.write(piece)


def _check_member(
    member: tarfile.TarInfo, content: IO[bytes], snapshot: Path, texts: dict[str, bytes], name: str
) -> str:
    """Read one member and give its checksum."""
    reader = Hashing(content)
    original = ORIGINAL.fullmatch(member.name)
    if member.name == DATABASE:
        unpack_database(reader, snapshot)  # type: ignore[arg-type]  # it needs no more than read()
    elif member.name in {MANIFEST, SUMS}:
        if member.size > _LARGEST_TEXT:
            raise damaged(name, f"{member.name} 太大 (too large)")
        texts[member.name] = reader.read()
    elif original is not None and original[4]:
        plain = sha256()
        with gzip.GzipFile(fileobj=reader) as unpacked:  # type: ignore[call-overload]  # as above
            while piece := unpacked.read(PIECE):
                plain.update(piece)
        if plain.hexdigest() != original[3]:
            raise damaged(name, f"原件与编号不符 (an original differs from its hash): {member.name}")
    reader.drain()
    if original is not None and not original[4] and reader.digest() != original[3]:
        raise damaged(name, f"原件与编号不符 (an original differs from its hash): {member.name}")
    return reader.digest()


def _manifest(texts: dict[str, bytes], name: str) -> Contents:
    try:
        said: dict[str, Any] = json.loads(texts[MANIFEST])
        kind, version = said.pop("format"), said.pop("version")
        if (kind, version) != (FORMAT, VERSION):
            raise damaged(name, f"格式 {kind} {version} (an unknown format)")
        said["made_at"] = datetime.fromisoformat(said["made_at"])
        said["missing"] = tuple(said["missing"])
        return Contents(**said)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise damaged(name, "没有可读的清单 (no manifest that can be read)") from error


def _compare(sums: dict[str, str], texts: dict[str, bytes], name: str) -> None:
    """Compare the checksums that were written with those that were read."""
    lines = (line.partition("  ") for line in texts.get(SUMS, b"").decode("utf-8", "replace").splitlines())
    written = {member: digest for digest, _, member in lines}
    read = {member: digest for member, digest in sums.items() if member != SUMS}
    differing = sorted(member for member in written.keys() | read if written.get(member) != read.get(member))
    if differing:
        raise damaged(name, f"校验和不符 (checksums differ): {'、'.join(differing[:3])}")


def _check_database(snapshot: Path, contents: Contents, sums: dict[str, str], name: str) -> None:
    if not snapshot.exists() or snapshot.stat().st_size != contents.database_bytes:
        raise damaged(name, "数据库不完整 (the database is not whole)")
    snapshots.check(snapshot)
    if contents.is_shared:
        return
    held = {match[3] for member in sums if (match := ORIGINAL.fullmatch(member))}
    lost = set(snapshots.originals(snapshot)) - held - set(contents.missing)
    if lost:
        raise damaged(name, f"缺 {len(lost)} 份原件 (originals are missing)")
