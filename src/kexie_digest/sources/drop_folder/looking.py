"""Look at a drop folder and tell which files are complete.

Takes a Drop and a clock, gives the files that two looks found unchanged. It opens no
file and moves none. Network shares give no notice of changes, so it looks again and
again.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from kexie_digest.clock import Clock
from kexie_digest.errors import SourceError
from kexie_digest.model import Drop

#: Seconds between two looks: a person waits for ``run``; ``schedule`` can be patient.
RUN_WAIT = 2.0
SCHEDULE_WAIT = 10.0
#: An empty file may be a copy that is about to start.
EMPTY_WAIT = 600.0
DONE, FAILED = "done", "failed"
#: Hidden, temporary and half-copied files, and our own reports when somebody copies them back.
IGNORED = (
    ".*",
    "~$*",
    "*.part",
    "*.tmp",
    "*.crdownload",
    "Thumbs.db",
    "desktop.ini",
    "*.error.txt",
    "*.warnings.txt",
)
#: Folders in folders beyond this are a mistake or a trap.
DEEPEST = 20

_CONTROLS = dict.fromkeys([*range(32), 127], "\ufffd")
_FOLDER_ADVICE = "请检查文件夹是否存在、是否可读写，或修改 sources.yaml 里 drops 的 path。"


@dataclass(frozen=True, slots=True)
class Found:
    """A file as one look saw it.

    ``name`` and ``address`` (the path inside the drop) are readable text even where
    the file's real name is not UTF-8; ``path`` is the real one.
    """

    path: Path
    name: str
    address: str
    size: int
    modified_ns: int
    inode: int
    device: int

    @property
    def version(self) -> tuple[int, int, int, int]:
        """What must stay equal for the file to be the same."""
        return self.size, self.modified_ns, self.inode, self.device


@dataclass(frozen=True, slots=True)
class Scan:
    """One look: complete files in order of their names, those still changing, problems.

    A problem names a folder that could not be read; the others are scanned all the same.
    """

    ready: tuple[Found, ...] = ()
    changing: tuple[Found, ...] = ()
    problems: tuple[SourceError, ...] = ()


@dataclass(slots=True)
class DropFolder:
    """One drop folder, and what the last looks saw there."""

    drop: Drop
    clock: Clock
    _seen: dict[Path, tuple[Found, float]] = field(default_factory=dict)

    def look(self, *, wait: float = SCHEDULE_WAIT, empty_wait: float = EMPTY_WAIT) -> Scan:
        """Look once.

        Args:
            wait: Seconds a file must have stayed unchanged since the first look that saw it so.
            empty_wait: The same for an empty file.

        Returns:
            Files that have been unchanged long enough, and those that have not.
        """
        problems: list[SourceError] = []
        now = self.clock.monotonic()
        seen: dict[Path, tuple[Found, float]] = {}
        for found in _files(self.drop, problems):
            before = self._seen.get(found.path)
            is_same = before is not None and before[0].version == found.version
            seen[found.path] = (found, before[1] if before and is_same else now)
        self._seen = seen
        ready: list[Found] = []
        changing: list[Found] = []
        for found, since in seen.values():
            is_ready = now - since >= (wait if found.size else empty_wait)
            (ready if is_ready else changing).append(found)
        return Scan(tuple(ready), tuple(changing), tuple(problems))

    def age(self, found: Found) -> float:
        """Say for how many seconds the looks have seen a file unchanged.

        Args:
            found: From the last look.

        Returns:
            Seconds; 0 for a file that the last look did not see.
        """
        _, since = self._seen.get(found.path, (found, self.clock.monotonic()))
        return self.clock.monotonic() - since

    def settled_look(self, *, wait: float = RUN_WAIT) -> Scan:
        """Look twice, for a manual run.

        Args:
            wait: Seconds between the looks; not waited when there is no file.

        Returns:
            What the second look found: an empty file counts as complete.
        """
        first = self.look(wait=wait, empty_wait=wait)
        if not first.changing:
            return first
        self.clock.sleep(wait)
        return self.look(wait=wait, empty_wait=wait)


def _files(drop: Drop, problems: list[SourceError]) -> Iterator[Found]:
    root = Path(drop.path)
    if not root.exists():
        problems.append(_problem(root, "no_drop_folder", "投放文件夹不存在 (the drop folder does not exist)"))
        return
    if not root.is_dir():
        problems.append(_problem(root, "not_a_folder", "投放路径不是文件夹 (the drop path is not a folder)"))
        return
    yield from _below(root, root, problems, depth=0)


def _below(folder: Path, root: Path, problems: list[SourceError], *, depth: int) -> Iterator[Found]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        problem = _problem(folder, "folder_unreadable", "文件夹读不出来 (the folder cannot be read)")
        problem.__cause__ = error
        problems.append(problem)
        return
    for entry in entries:
        if _is_ignored(entry.name) or (depth == 0 and entry.name in {DONE, FAILED}):
            continue
        try:
            if entry.is_dir(follow_symlinks=False):
                if depth < DEEPEST:
                    yield from _below(Path(entry.path), root, problems, depth=depth + 1)
                continue
            status = entry.stat(follow_symlinks=False)
        except OSError:
            continue  # vanished between the listing and this look
        if stat.S_ISREG(status.st_mode):
            yield _found(Path(entry.path), root, status)


def _is_ignored(name: str) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in IGNORED)


def _found(path: Path, root: Path, status: os.stat_result) -> Found:
    return Found(
        path=path,
        name=readable(path.name),
        address="/".join(readable(part) for part in path.relative_to(root).parts),
        size=status.st_size,
        modified_ns=status.st_mtime_ns,
        inode=status.st_ino,
        device=status.st_dev,
    )


def readable(name: str) -> str:
    """Give a file name as text.

    Args:
        name: As the system gives it; bytes that are not UTF-8 are surrogates.

    Returns:
        Itself, or its bytes read as GB18030: such names come from old Windows shares.
        A line break in a name, which would forge lines of reports, is shown as U+FFFD.
    """
    raw = os.fsencode(name)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", "replace")
    return text.translate(_CONTROLS)


def _problem(folder: Path, code: str, message: str) -> SourceError:
    return SourceError(message, subject=str(folder), code=code, advice=_FOLDER_ADVICE)
