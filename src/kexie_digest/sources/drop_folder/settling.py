"""Move a dropped file to ``done/`` or ``failed/``, with its report beside it.

Takes a Found and an Outcome, gives the file's new place. A name that is taken gets
the hash appended; nothing is overwritten, and a move that was cut off is finished by
the next call. When the folder cannot be written the file stays where it is.

The file is linked under its new name first and unlinked under the old one last, so
that at no moment it is nowhere; a link never replaces another file, a rename would.
"""

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kexie_digest import __version__
from kexie_digest.clock import Clock
from kexie_digest.errors import KexieDigestError, SourceError
from kexie_digest.model import Drop
from kexie_digest.sources.drop_folder.looking import DONE, FAILED, Found

#: File systems without hard links (exFAT, some network shares) answer with one of these.
_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
#: Longest file name nearly everywhere, in bytes.
_LONGEST_NAME = 255
_LONGEST_REPORT = len(".warnings.txt")
_LONGEST_MARK = len("-12345678-99999")
#: What comes after the last dot of a longer one is no extension.
_LONGEST_EXTENSION = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: ``failure`` sends it to ``failed/``, ``warnings`` go beside it.

    ``sha256`` is empty when the file could not be read.
    """

    sha256: str = ""
    failure: KexieDigestError | None = None
    warnings: Sequence[KexieDigestError] = ()


def settle(drop: Drop, found: Found, outcome: Outcome, clock: Clock) -> Path | None:
    """Move a file to where it belongs.

    Args:
        drop: The folder it lies in.
        found: The file as it was read.
        outcome: What became of it.
        clock: Gives the time for the report.

    Returns:
        Its new path, or None when it changed or vanished meanwhile: the next scan
        takes it anew.

    Raises:
        SourceError: ``folder_unwritable`` or ``disk_full``, about the folder; the file
            is where it was. The same alarm holds for the other files of the folder.
    """
    folder = Path(drop.path) / (FAILED if outcome.failure else DONE)
    suffix, report = _report(found, outcome, clock)
    if not _is_same(found):
        return None
    try:
        folder.mkdir(exist_ok=True)
        for name in _names(found, outcome.sha256):
            if _claim(found, folder / name, suffix, report):
                return folder / name
    except _ReplacedError:
        return None
    except FileNotFoundError:
        if not found.path.exists():
            return None
        raise _alarm(folder, OSError(errno.ENOENT, "No such folder")) from None
    except OSError as error:
        raise _alarm(folder, error) from error
    raise AssertionError  # _names never ends


class _ReplacedError(Exception):
    """Somebody put another file under the name while we moved it: that one is not ours to move."""


def _is_same(found: Found, path: Path | None = None) -> bool:
    try:
        status = (path or found.path).lstat()
    except OSError:
        return False
    # A second link changes neither size nor time: a cut-off move is the same file.
    return (status.st_size, status.st_mtime_ns, status.st_ino, status.st_dev) == found.version


def _names(found: Found, sha256: str) -> Iterator[str]:
    """Give the names to try: its own, with 8 digits of the hash, with a number."""
    mark = sha256[:8] or f"{found.modified_ns:x}"[-8:]
    stem, extension = found.path.stem, found.path.suffix
    if len(os.fsencode(extension)) > _LONGEST_EXTENSION:
        stem, extension = found.path.name, ""
    stem = _cut(stem, _LONGEST_NAME - _LONGEST_REPORT - _LONGEST_MARK - len(os.fsencode(extension)))
    yield stem + extension
    yield f"{stem}-{mark}{extension}"
    number = 1
    while True:
        number += 1
        yield f"{stem}-{mark}-{number}{extension}"


def _cut(stem: str, room: int) -> str:
    """Leave room for mark and report suffix, without breaking a character in two."""
    raw = os.fsencode(stem)
    return stem if len(raw) <= room else raw[:room].decode("utf-8", "ignore")


def _claim(found: Found, target: Path, suffix: str, report: str) -> bool:
    """Move to a name if it is free, report first; False when it is somebody else's."""
    source = found.path
    beside = target.with_name(target.name + suffix)
    if _stands_at(source, target):
        _write_report(beside, report)
        _leave(source, target)
        return True
    if target.exists() or target.is_symlink() or (report and beside.exists()):
        return False
    try:
        os.link(source, target, follow_symlinks=False)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        return _claim_by_rename(found, target, beside, report)
    if not _is_same(found, target):
        target.unlink()
        raise _ReplacedError
    try:
        _write_report(beside, report)
    except OSError:
        target.unlink()
        raise
    _leave(source, target)
    return True


def _leave(source: Path, target: Path) -> None:
    """Take the old name away, unless it is another file's by now; that one is looked at next time."""
    with suppress(FileNotFoundError):
        if os.path.samestat(source.lstat(), target.lstat()):
            source.unlink()


def _claim_by_rename(found: Found, target: Path, beside: Path, report: str) -> bool:
    """Hold the name with an empty file, then put the real one in its place."""
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        return False
    try:
        _write_report(beside, report)
        is_same = _is_same(found)
        if is_same:
            found.path.replace(target)
    except OSError:
        target.unlink()
        raise
    if not is_same:
        target.unlink()
        raise _ReplacedError
    return True


def _stands_at(source: Path, target: Path) -> bool:
    """Tell whether a cut-off move already linked the file there."""
    try:
        return os.path.samestat(source.lstat(), target.lstat())
    except FileNotFoundError:
        return False


def _write_report(path: Path, report: str) -> None:
    if not report or path.exists():
        return
    draft = path.with_name(".report.part")  # one name: what a killed run left is overwritten
    try:
        with draft.open("w", encoding="utf-8") as stream:
            stream.write(report)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def _report(found: Found, outcome: Outcome, clock: Clock) -> tuple[str, str]:
    """Write what a person finds beside the file: what happened, what to do, then the details."""
    told = [outcome.failure] if outcome.failure else list(outcome.warnings)
    if not told:
        return "", ""
    lines = [
        line for error in told for line in (f"{error}", error.advice or "请核对原件。", f"code: {error.code}")
    ]
    lines += [
        f"file: {found.address}",
        f"time: {clock.now().isoformat(timespec='seconds')}",
        f"version: kexie-digest {__version__}",
        f"sha256: {outcome.sha256 or '-'}",
    ]
    return (".error.txt" if outcome.failure else ".warnings.txt"), "\n".join(lines) + "\n"


def _told(error: KexieDigestError) -> tuple[str, str, str]:
    return " ".join(str(error).split()), error.advice or "请核对原件。", f"code: {error.code}"


def _alarm(folder: Path, error: OSError) -> SourceError:
    if error.errno in _FULL:
        return SourceError(
            "磁盘已满，文件留在原处 (the disk is full; the files stay where they are)",
            subject=str(folder),
            code="disk_full",
            advice="请清理磁盘空间，下次扫描会继续。",
        )
    return SourceError(
        "文件夹不能写入，文件留在原处 (the folder cannot be written; the files stay where they are)",
        subject=str(folder),
        code="folder_unwritable",
        advice="请给运行本程序的用户写入权限，下次扫描会继续。",
    )
