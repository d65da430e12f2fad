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
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
import fleet as fleets

from postgres import started

RESULTS = Path(__file__).with_name("results") / "workers.json"
WORKERS = (1, 2)
SIZES = fleets.Sizes(*[int(word) for word in sys.argv[1:4]] or [120, 12, 6000])


def measure(url: str, workers: int) -> dict[str, float]:
    """Let some workers do everything; give seconds for each part."""
    seconds: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder, fleets.opened_fleet(Path(folder), url, SIZES) as fleet:
        fleets.ready(*[fleet.start("worker") for _ in range(workers)])
        begun = time.monotonic()
        fleet.start("scheduler")
        fleet.wait("documents WHERE state = 'done'", SIZES.sources * fleets.ENTRIES)
        seconds["sources"] = time.monotonic() - begun
        fleet.wait("period_runs", SIZES.editions)
        begun = time.monotonic()
        fleets.owe_editions(url, range(SIZES.editions))
        fleet.wait("editions WHERE state = 'published'", SIZES.editions)
        seconds["editions"] = time.monotonic() - begun
        fleet.wait("deliveries WHERE state = 'sent'", SIZES.messages // SIZES.editions * SIZES.editions)
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
            "sources per second": round(SIZES.sources / seconds["sources"], 2),
            "editions per second": round(SIZES.editions / seconds["editions"], 2),
            "messages per second, with their editions": round(SIZES.messages / seconds["everything sent"], 1),
        }
        for workers, seconds in measured.items()
    ]
    result = {"sizes": asdict(SIZES), "cores": os.cpu_count(), "rows": rows}
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    for row in rows:
        print(row)


if __name__ == "__main__":
    main()
