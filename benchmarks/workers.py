"""How much two workers do that one does not: polling, publishing, sending over one PostgreSQL.

Usage: python benchmarks/workers.py [SOURCES EDITIONS MESSAGES]. Writes
``benchmarks/results/workers.json``. Each number of workers begins with an empty database on one
server, in turn; the site, the sink, the scheduler and PostgreSQL run beside them on the same
machine. ``busy`` is the part of its processors' time that was used meanwhile: where one worker
leaves nothing idle, a second can add nothing.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
import fleet as fleets

from postgres import started

RESULTS = Path(__file__).with_name("results") / "workers.json"
WORKERS = (1, 2)
SIZES = fleets.Sizes(*[int(word) for word in sys.argv[1:4]] or [400, 40, 20_000])


@dataclass(frozen=True, slots=True)
class Part:
    """How long a part of the work took, in seconds, and how busy the machine was: 0 to 1."""

    seconds: float
    busy: float


class Watch:
    """Seconds, and the time that the processors worked and idled, since it was made."""

    def __init__(self) -> None:
        self._begun, self._used = time.monotonic(), _used()

    def read(self) -> Part:
        """Read it; it goes on."""
        worked, idled = (now - then for now, then in zip(_used(), self._used, strict=True))
        return Part(time.monotonic() - self._begun, worked / max(1, worked + idled))


def _used() -> tuple[int, int]:
    """Ticks that the processors worked and idled since the machine began (proc_stat(5))."""
    user, nice, system, idle, waiting, *interrupts = (
        int(word) for word in Path("/proc/stat").read_text("ascii").splitlines()[0].split()[1:9]
    )
    return user + nice + system + sum(interrupts), idle + waiting


def measure(url: str, workers: int) -> dict[str, Part]:
    """Let some workers do everything; tell of each part."""
    parts: dict[str, Part] = {}
    with tempfile.TemporaryDirectory() as folder, fleets.opened_fleet(Path(folder), url, SIZES) as fleet:
        fleets.ready(*[fleet.start("worker") for _ in range(workers)])
        watch = Watch()
        fleet.start("scheduler")
        fleet.wait("documents WHERE state = 'done'", SIZES.sources * fleets.ENTRIES)
        parts["sources"] = watch.read()
        fleet.wait("period_runs", SIZES.editions)
        watch = Watch()
        fleets.owe_editions(url, range(SIZES.editions))
        fleet.wait("editions WHERE state = 'published'", SIZES.editions)
        parts["editions"] = watch.read()
        fleet.wait("deliveries WHERE state = 'sent'", SIZES.messages // SIZES.editions * SIZES.editions)
        parts["everything sent"] = watch.read()
    return parts


def main() -> None:
    """Measure one and two workers side by side, and write down what they did."""
    server = started()
    try:
        measured = {workers: measure(server.url(server.create()), workers) for workers in WORKERS}
    finally:
        server.remove()
    rows = [
        {
            "workers": workers,
            "sources per second": round(SIZES.sources / parts["sources"].seconds, 2),
            "editions per second": round(SIZES.editions / parts["editions"].seconds, 2),
            "messages per second, with their editions": round(
                SIZES.messages / parts["everything sent"].seconds, 1
            ),
            "busy": {part: round(one.busy, 2) for part, one in parts.items()},
        }
        for workers, parts in measured.items()
    ]
    alone = measured[WORKERS[0]]
    said = [f"one worker keeps {one.busy:.0%} of the machine busy with {part}" for part, one in alone.items()]
    result = {"circumstances": said, "sizes": asdict(SIZES), "cores": os.cpu_count(), "rows": rows}
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    for row in rows:
        print(row)


if __name__ == "__main__":
    main()
