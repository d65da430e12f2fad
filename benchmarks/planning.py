"""A million readers: imported from CSV with 3 % rubbish, planned and queued in batches.

Usage: python benchmarks/planning.py [READERS]. Writes ``benchmarks/results/planning.json``.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from pydantic import SecretStr

from kexie_digest import app, config
from kexie_digest.clock import SystemClock
from kexie_digest.config import Settings
from kexie_digest.model import DeliveryState
from kexie_digest.store import deliveries, editions
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.sending.planning import plan_unfinished
from kexie_digest.workflows.subscribe.importing import import_readers

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from factories import make_edition

RESULTS = Path(__file__).parent / "results" / "planning.json"
YAML = "digests: {weekly: {title: 周报, recipients: [members], sender: {address: digest@example.org}}}\n"
RUBBISH = ("\0", "a@b", ",,,", '"""', "x" * 900)


def write_readers(file: Path, count: int) -> None:
    """Write the list, every 33rd line rubbish."""
    with file.open("w", encoding="gb18030") as stream:
        stream.write("邮箱,姓名,同意依据\n")
        for number in range(count):
            good = f"reader{number}@d{number % 5000}.example.org,读者{number},会员登记表\n"
            stream.write(f"{RUBBISH[number % 5]}\n" if number % 33 == 0 else good)


def memory() -> float:
    """Peak memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Stopwatch:
    """Seconds since it was made, by the clock and of the processor."""

    def __init__(self) -> None:
        """Begin."""
        self.began, self.cpu = time.perf_counter(), time.process_time()

    def read(self) -> dict[str, float]:
        """Give both."""
        seconds, cpu = time.perf_counter() - self.began, time.process_time() - self.cpu
        return {"seconds": round(seconds, 1), "processor_seconds": round(cpu, 1)}


def main(count: int) -> None:
    """Import, plan, write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sources.yaml").write_text(YAML, "utf-8")
        write_readers(folder / "readers.csv", count)
        settings = Settings(var_dir=folder / "var", database_url=SecretStr(f"sqlite:///{folder}/kexie.db"))
        with app.opened(config.load(folder / "sources.yaml", kinds=("feed",)), settings=settings) as context:
            stopwatch = Stopwatch()
            counted = import_readers(
                context.store, folder / "readers.csv", "members", SystemClock(), lambda _: None
            )
            imported = {"lines": {fate.value: many for fate, many in counted.items()}, **stopwatch.read()}
            edition = make_edition()
            with context.store.transaction() as tx:
                editions.add(tx, edition, [])
                deliveries.begin(tx, "weekly", edition.total_number, context.clock.now())
            stopwatch = Stopwatch()
            plan_unfinished(context, Journal("bench", context.clock))
            queued = stopwatch.read()
            with context.store.reading() as tx:
                copies = deliveries.counts(tx, "weekly", edition.total_number)[DeliveryState.QUEUED]
    result = {
        "readers": count,
        "imported": imported,
        "queued": {"copies": copies, **queued},
        "peak_megabytes": round(memory()),
    }
    RESULTS.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(RESULTS.read_text("utf-8"))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
