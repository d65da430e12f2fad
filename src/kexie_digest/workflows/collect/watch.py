"""What a scheduler remembers between ticks of collecting."""

from dataclasses import dataclass, field

from kexie_digest.model import Drop
from kexie_digest.sources import drop_folder
from kexie_digest.workflows.context import Context


@dataclass(slots=True)
class Watch:
    """What a scheduler remembers between ticks.

    Looks at drop folders, when editions that failed may be tried again, since when another run
    keeps it from collecting, and when it came to a job that no worker serves (monotonic seconds).
    A worker that polls a source remembers nothing and leaves the reading of what came to another
    job (``is_reading_left``).
    """

    folders: dict[str, drop_folder.DropFolder] = field(default_factory=dict)
    waiting: dict[tuple[str, int], float] = field(default_factory=dict)
    blocked_since: float | None = None
    reached: dict[str, float] = field(default_factory=dict)
    is_reading_left: bool = False

    def folder(self, context: Context, drop: Drop) -> drop_folder.DropFolder:
        """Give the watched folder of a drop."""
        return self.folders.setdefault(drop.key, drop_folder.DropFolder(drop, context.clock))
