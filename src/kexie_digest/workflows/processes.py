"""Who is at work: one run at a time on a store, and leases of the living only.

A lock file that the system releases when its holder dies, and a name that tells a
living process from a dead one: it holds host, boot, process id, the namespace in which
that id counts (two containers may share a host name) and process start, so that neither a
reused id nor a reboot makes a dead sender look alive.
"""

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kexie_digest.errors import Conflict, StoreError

_PROC = Path("/proc")
#: States of a process that runs no more: zombie, dead.
_ENDED = "ZX"


@contextmanager
def only_run(var: Path) -> Iterator[None]:
    """Hold the store's run lock.

    Args:
        var: The folder of database and lock.

    Yields:
        Nothing; while inside, no other run works on this store.

    Raises:
        Conflict: Another run is at work.
        StoreError: The lock file cannot be written.
    """
    with _lock_file(var / "run.lock") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Conflict(
                "另一个运行正在进行 (another run is at work on this store)",
                subject=str(var),
                code="run_in_progress",
                advice="请等它结束后再试。",
            ) from None  # the errno says nothing to an editor
        yield


def _lock_file(path: Path) -> IO[str]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)  # on PostgreSQL nothing else may have made it
        return path.open("w", encoding="ascii")
    except OSError as error:
        raise StoreError(
            f"运行锁文件写不了 (the run lock cannot be written): {error.strerror}",
            subject=str(path),
            code="var_not_writable",
            permanent=True,
            advice="请检查 KEXIE_VAR_DIR 文件夹的权限和磁盘空间。",
        ) from error


def own_name() -> str:
    """Name this process.

    Returns:
        ``host|boot|pid@namespace|start``.
    """
    pid = os.getpid()
    return "|".join((socket.gethostname(), _boot(), f"{pid}@{_namespace()}", _start(pid)))


def is_here(name: str) -> bool:
    """Tell whether a named process is, or was, one that this process could see.

    Args:
        name: From :func:`own_name`.

    Returns:
        False for one of another machine, or of another container: whether it lives cannot be seen here.
    """
    host, _, numbered, _ = name.split("|")
    namespace = numbered.partition("@")[2]
    return host == socket.gethostname() and namespace in {"", _namespace()}


def host_of(name: str) -> str:
    """Name the machine of a process.

    Args:
        name: From :func:`own_name`.
    """
    return name.partition("|")[0]


def is_alive(name: str) -> bool:
    """Tell whether a named process still runs.

    Args:
        name: From :func:`own_name`, perhaps of another host.

    Returns:
        False only when it surely does not; a process of another host or container is taken
        for alive (its lease runs out by itself).
    """
    host, boot, numbered, start = name.split("|")
    if host == socket.gethostname() and boot != _boot():
        return False
    return not is_here(name) or start == _start(int(numbered.partition("@")[0]))


def _boot() -> str:
    try:
        return (_PROC / "sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return ""


def _namespace() -> str:
    """The process id namespace of this process (pid_namespaces(7)); nothing where the system has none."""
    try:
        return str((_PROC / "self/ns/pid").stat().st_ino)
    except OSError:
        return ""


def _start(pid: int) -> str:
    """Clock ticks between boot and the start of the process (proc(5), stat field 22).

    Nothing for a process that has ended, also while nobody has asked for its exit code yet.
    """
    try:
        stat = (_PROC / str(pid) / "stat").read_text("ascii", errors="replace")
    except OSError:
        return ""
    fields = stat.rpartition(")")[2].split()
    return "" if fields[0] in _ENDED else fields[19]
