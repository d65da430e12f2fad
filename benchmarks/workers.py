"""How much two workers do that one does not: polling, publishing, sending over one PostgreSQL.

Usage: python benchmarks/workers.py [SOURCES EDITIONS MESSAGES]. Writes
``benchmarks/results/workers.json``. Each number of workers begins with an empty database on one
server, in turn; the site, the sink and the scheduler run beside them on the same machine.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "walk"))
import test_many_workers as fleets

from postgres import started

RESULTS = Path(__file__).with_name("results") / "workers.json"
WORKERS = (1, 2)
SIZES = [int(word) for word in sys.argv[1:4]] or [120, 12, 6000]
fleets.SOURCES, fleets.EDITIONS, fleets.MESSAGES = SIZES
fleets.PATIENCE = 3600


def measure(url: str, workers: int) -> dict[str, float]:
    """Let some workers do everything; give seconds for each part."""
    seconds: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder, fleets.opened_fleet(Path(folder), url) as fleet:
        for process in [fleet.start("worker") for _ in range(workers)]:
            assert process.stdout  # noqa: S101 - it was asked for
            process.stdout.readline()
        begun = time.monotonic()
        fleet.start("scheduler")
        fleet.wait("documents WHERE state = 'done'", SIZES[0] * fleets.ENTRIES)
        seconds["sources"] = time.monotonic() - begun
        fleet.wait("period_runs", SIZES[1])
        begun = time.monotonic()
        fleets.owe_editions(url)
        fleet.wait("editions WHERE state = 'published'", SIZES[1])
        seconds["editions"] = time.monotonic() - begun
        fleet.wait("deliveries WHERE state = 'sent'", SIZES[2] // SIZES[1] * SIZES[1])
        seconds["everything sent"] = time.monotonic() - begun
    return seconds


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
            "sources per second": round(SIZES[0] / seconds["sources"], 2),
            "editions per second": round(SIZES[1] / seconds["editions"], 2),
            "messages per second, with their editions": round(SIZES[2] / seconds["everything sent"], 1),
        }
        for workers, seconds in measured.items()
    ]
    sizes = dict(zip(("sources", "editions", "messages"), SIZES, strict=True))
    result = {"sizes": sizes, "cores": os.cpu_count(), "rows": rows}
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    for row in rows:
        print(row)


if __name__ == "__main__":
    main()
