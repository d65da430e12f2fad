"""Who holds a lease: a name that tells a living process from a dead one.

The name holds host, boot, process id and process start, so that neither a reused id
nor a reboot makes a dead sender look alive.
"""

import os
import socket
from pathlib import Path

_PROC = Path("/proc")


def own_name() -> str:
    """Name this process.

    Returns:
        ``host|boot|pid|start``.
    """
    return "|".join((socket.gethostname(), _boot(), str(os.getpid()), _start(os.getpid())))


def is_alive(name: str) -> bool:
    """Tell whether a named process still runs.

    Args:
        name: From :func:`own_name`, perhaps of another host.

    Returns:
        False only when it surely does not; another host's process is taken for alive
        (its lease runs out by itself).
    """
    host, boot, pid, start = name.split("|")
    if host != socket.gethostname():
        return True
    return boot == _boot() and start == _start(int(pid))


def _boot() -> str:
    try:
        return (_PROC / "sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return ""


def _start(pid: int) -> str:
    """Clock ticks between boot and the start of the process (proc(5), stat field 22)."""
    try:
        stat = (_PROC / str(pid) / "stat").read_text("ascii", errors="replace")
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[19]
