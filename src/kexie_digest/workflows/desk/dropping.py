"""Files sent to the desk are put into a drop folder, each whole or not at all.

Takes names and bytes, gives the names they got; the next run or tick takes it like any
other file there. Nothing is read here, and nothing that lies there is overwritten.
"""

import os
import re
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kexie_digest import extractors
from kexie_digest.errors import KexieDigestError, SourceError
from kexie_digest.model import Drop
from kexie_digest.model.desk.user import AuditEntry
from kexie_digest.store.desk import audit
from kexie_digest.workflows.context import Context

#: The most bytes a file may have: what the extractors take.
LARGEST = extractors.MAX_BYTES
#: The most files sent at once: two issues of 24 pages; and what they may have together.
MOST, TOGETHER = 48, 8 * LARGEST
_LONGEST_NAME = 80
_UNSAFE = re.compile(r"[^\w.()（）《》、，-]+")


@dataclass(frozen=True, slots=True)
class Dropped:
    """What became of one file of several: the name it got, or why it was not taken."""

    sent: str
    placed: str = ""
    error: KexieDigestError | None = None


def drop_each(context: Context, key: str, files: Iterable[tuple[str, bytes]], *, by: str) -> list[Dropped]:
    """Put files into a drop folder, each on its own: one that is refused stops no other.

    Args:
        context: Configuration and store.
        key: Of the drop; empty for the first one.
        files: Name and bytes of each; taken one after the other.
        by: Who sends them.

    Returns:
        What became of each, in order.
    """
    outcomes = []
    for name, content in files:
        try:
            outcomes.append(Dropped(name, drop(context, key, name, content, by=by)))
        except KexieDigestError as error:
            outcomes.append(Dropped(name, error=error))
    return outcomes


def drop(context: Context, key: str, name: str, content: bytes, *, by: str) -> str:
    """Put a file into a drop folder.

    Args:
        context: Configuration and store.
        key: Of the drop; empty for the first one.
        name: What the browser calls the file; only its last part counts.
        content: Its bytes.
        by: Who sends it.

    Returns:
        The name it got.

    Raises:
        SourceError: There is no such drop, the file is empty or too large, or the folder
            cannot be written.
    """
    chosen = _chosen(context.config.drops, key)
    if not content:
        raise SourceError("文件为空 (the file is empty)", code="empty_file", advice="请重新选择文件。")
    if len(content) > LARGEST:
        raise too_large()
    folder = Path(chosen.path)
    placed = _place(folder, safe_name(name), content)
    try:
        with context.store.transaction() as tx:
            audit.add(tx, AuditEntry(by, "drop.add", f"{chosen.key}/{placed}", after=f"{len(content)} bytes"))
    except BaseException:  # nothing is put in that is not written down
        (folder / placed).unlink(missing_ok=True)
        raise
    return placed


def too_large() -> SourceError:
    """Say that a file is larger than anything that is read."""
    return SourceError(
        f"文件超过 {LARGEST // 2**20} MB (the file is too large)",
        code="too_large",
        permanent=True,
        advice="请只投放文字内容，或把文件拆成几个较小的文件。",
    )


def safe_name(name: str) -> str:
    """Make a file name of what a browser sent.

    Args:
        name: Anything, such as ``../../etc/passwd``.

    Returns:
        Its last part, without control and path characters, not hidden, 80 characters at most.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    clean = _UNSAFE.sub("_", last).strip(". _")
    stem, dot, suffix = clean.rpartition(".")
    if not stem:
        stem, dot, suffix = clean, "", ""
    suffix = suffix[:10]
    return f"{(stem or '未命名')[: _LONGEST_NAME - len(suffix) - 1]}{dot}{suffix}"


def _chosen(drops: tuple[Drop, ...], key: str) -> Drop:
    for one in drops:
        if key in {"", one.key}:
            return one
    raise SourceError(
        "没有这个投放文件夹 (no such drop folder)",
        subject=key,
        code="no_drop_folder",
        advice="请在 sources.yaml 的 drops 里设一个。",
    )


def _place(folder: Path, name: str, content: bytes) -> str:
    """Write under a hidden name, which scans pass over, then link it to a free one."""
    draft = folder / f".{secrets.token_hex(8)}.part"
    try:
        with draft.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        return _linked(draft, name)
    except OSError as error:
        raise SourceError(
            "投放文件夹无法写入 (the drop folder cannot be written)",
            subject=str(folder),
            code="folder_unwritable",
            advice="请检查文件夹的权限和磁盘空间。",
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def _linked(draft: Path, name: str) -> str:
    path, number = Path(name), 1
    while True:
        free = name if number == 1 else f"{path.stem}-{number}{path.suffix}"
        try:
            draft.with_name(free).hardlink_to(draft)
        except FileExistsError:
            number += 1
            continue
        return free
