"""One run at a time on one store: a lock file the system releases when we die."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kexie_digest.errors import Conflict


@contextmanager
def only_run(var: Path) -> Iterator[None]:
    """Hold the store's run lock.

    Args:
        var: The folder of database and lock.

    Yields:
        Nothing; while inside, no other run works on this store.

    Raises:
        Conflict: Another run is at work.
    """
    path = var / "run.lock"
    with path.open("w", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Conflict(
                "另一个运行正在进行 (another run is at work on this store)",
                subject=str(var),
                code="run_in_progress",
                advice="请等它结束后再试。",
            ) from error
        yield
