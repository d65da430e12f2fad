"""What a rendering worker may do: little.

Takes a job, changes the process it is called in. Memory and files are limited by the
system; it dies with its parent; Python refuses sockets, other programs and files outside
the edition's pictures, templates, fonts and the installed libraries. Templates run in a
sandbox besides (``renderers._jinja``): this is the second wall, for what the libraries do.
"""

import ctypes
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from kexie_digest.workflows.rendering.job import Job

#: prctl(2): the signal that a process gets when its parent dies.
_PR_SET_PDEATHSIG = 1
#: The largest file a worker writes.
_LARGEST_FILE = 1024**3
#: Fonts, colour profiles, libraries and what they read at start; no home, no /var, no passwords.
_SYSTEM = (
    "/usr", "/lib", "/lib64", "/opt", "/nix/store", "/etc/fonts", "/etc/mime.types", "/etc/localtime",
    "/etc/ld.so.cache", "/proc/self", "/proc/meminfo", "/dev/null", "/dev/urandom",
)  # fmt: skip
_USER_FONTS = (".fonts", ".local/share/fonts", ".config/fontconfig", ".cache/fontconfig")
_FORBIDDEN = (
    "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostby", "socket.sendto",
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def die_with_parent(parent: int) -> None:
    """Have the system end this process when its parent ends, even by ``kill -9``.

    Args:
        parent: The parent's process id; a parent that is gone already ends us here.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)


def limit_memory(limit: int) -> None:
    """Limit address space and the size of files; no core is left behind.

    Args:
        limit: Bytes of address space.
    """
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_FILE, _LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_time(seconds: int) -> None:
    """Give the next output its processor time; the system ends us when it is spent.

    Args:
        seconds: From now on.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, hard))


def wall_off(job: Job) -> None:
    """Refuse network, programs and foreign files for the rest of this process's life.

    Args:
        job: Names the folders it may read and the one it may write.
    """
    sys.dont_write_bytecode = True
    tempfile.tempdir = job.folder
    home = Path.home()
    readable = _real((
        *_SYSTEM, *job.templates, job.assets, job.folder, job.digest.press_icc, sys.prefix, sys.base_prefix,
        *(path for path in sys.path if path), *(str(home / name) for name in _USER_FONTS),
    ))  # fmt: skip
    writable = _real((job.folder, "/dev/null", str(home / ".cache/fontconfig")))

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(path, (str, bytes)):
                _check(os.fsdecode(path), int(str(flags or 0)), readable, writable)
        elif event.startswith(_FORBIDDEN) or (
            event == "urllib.Request" and not str(arguments[0]).startswith("file:")
        ):
            raise PermissionError(f"not while rendering: {event} {arguments}")

    sys.addaudithook(refuse)


def _real(paths: Sequence[str]) -> tuple[str, ...]:
    return tuple(os.path.realpath(path) for path in paths if path)


def _check(path: str, flags: int, readable: Sequence[str], writable: Sequence[str]) -> None:
    place = os.path.realpath(path)
    allowed = writable if flags & _WRITING else readable
    if not any(place == root or place.startswith(root.rstrip("/") + "/") for root in allowed):
        raise PermissionError(f"not while rendering: {path}")
