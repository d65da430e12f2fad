"""Room on the disks that the program writes to.

Takes the Context, gives each disk once with its free and whole size; it writes nothing.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from kexie_digest.workflows.context import Context

#: Less than this is too little for an edition, its mail and the log of a day …
LEAST_FREE = 500_000_000
#: … and so is this share of a disk, as long as that is not much anyway.
LEAST_SHARE, MUCH = 0.05, 5_000_000_000


@dataclass(frozen=True, slots=True)
class Place:
    """A folder's disk, in bytes."""

    name: str
    folder: Path
    free: int
    size: int

    @property
    def is_nearly_full(self) -> bool:
        """Whether somebody must make room."""
        return self.free < max(LEAST_FREE, min(self.size * LEAST_SHARE, MUCH))


def look(context: Context) -> list[Place]:
    """Look how much room there is.

    Args:
        context: Where the program writes.

    Returns:
        One place a disk, by what lies there; what cannot be looked at is left out.
    """
    return look_at({"var": context.var, "output": context.output})


def look_at(folders: dict[str, Path]) -> list[Place]:
    """Look how much room some folders have.

    Args:
        folders: Name → folder, which may not be there yet.

    Returns:
        One place a disk.
    """
    found: dict[int, Place] = {}
    for name, folder in folders.items():
        there = next((path for path in (folder, *folder.parents) if path.exists()), folder)
        try:
            usage, device = shutil.disk_usage(there), there.stat().st_dev
        except OSError:
            continue
        found.setdefault(device, Place(name, folder, usage.free, usage.total))
    return list(found.values())
