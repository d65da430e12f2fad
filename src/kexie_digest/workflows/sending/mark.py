"""The high-water mark: what this machine remembers of sending, outside the database.

Takes turns and editions, gives whether the database has been set back. The mark is a file
beside the database. A database with fewer turns than the mark was restored from a backup;
a file that is no longer the one we wrote came out of a backup itself. Either way copies
may be called waiting that left long ago.
"""

import json
import os
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path

NAME = "sending-mark.json"


@dataclass(frozen=True, slots=True)
class Mark:
    """``editions`` is the highest number a digest has sent.

    After a restored backup, campaigns begun before ``set_back_at`` (an ISO instant), editions
    that were due before it, and editions up to ``doubtful`` wait for an editor.
    """

    turn: int
    editions: dict[str, int] = field(default_factory=dict)
    set_back_at: str = ""
    doubtful: dict[str, int] = field(default_factory=dict)


def read_mark(var: Path) -> Mark | None:
    """Read this machine's mark.

    Args:
        var: Where the machine's own files are.

    Returns:
        The mark; None when there is none, it is damaged, or another file was put in its place.
    """
    try:
        with (var / NAME).open(encoding="utf-8") as file:
            own = os.fstat(file.fileno()).st_ino
            value = json.load(file)
        inode = value.pop("inode")
        return Mark(**value) if inode == own else None
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        return None


def write_mark(var: Path, mark: Mark) -> None:
    """Put the mark into place, whole.

    Args:
        var: Where the machine's own files are.
        mark: What to remember.
    """
    var.mkdir(parents=True, exist_ok=True)  # on PostgreSQL nothing else may have made it
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=var, prefix=NAME, delete=False) as file:
        json.dump({**asdict(mark), "inode": os.fstat(file.fileno()).st_ino}, file)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(var / NAME)
