"""A million readers: imported from CSV with 3 % rubbish, planned and queued in batches.

Usage: python benchmarks/planning.py [READERS]. Prints seconds and peak memory.
"""

from __future__ import annotations

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


def main(count: int) -> None:
    """Import, plan, print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sources.yaml").write_text(YAML, "utf-8")
        write_readers(folder / "readers.csv", count)
        settings = Settings(var_dir=folder / "var", database_url=SecretStr(f"sqlite:///{folder}/kexie.db"))
        with app.opened(config.load(folder / "sources.yaml", kinds=("feed",)), settings=settings) as context:
            began, cpu = time.perf_counter(), time.process_time()
            counted = import_readers(
                context.store, folder / "readers.csv", "members", SystemClock(), lambda _: None
            )
            print(
                f"imported {dict(counted)}: {time.perf_counter() - began:.1f} s, "
                f"{time.process_time() - cpu:.1f} s CPU, peak {memory():.0f} MB"
            )
            edition = make_edition()
            with context.store.transaction() as tx:
                editions.add(tx, edition, [])
                deliveries.begin(tx, "weekly", edition.total_number, context.clock.now())
            began, cpu = time.perf_counter(), time.process_time()
            plan_unfinished(context, Journal("bench", context.clock))
            with context.store.reading() as tx:
                queued = deliveries.counts(tx, "weekly", edition.total_number)[DeliveryState.QUEUED]
            print(
                f"queued {queued}: {time.perf_counter() - began:.1f} s, "
                f"{time.process_time() - cpu:.1f} s CPU, peak {memory():.0f} MB"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
