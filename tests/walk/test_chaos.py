"""Two nodes, a thousand faults in all, and editions that are exactly as many as the calendar's periods.

A few faults in `make test`; `make prove` sets PROVE_FAULTS.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from chaos import DIGESTS, Nodes, firsts, waived_by
from kexie_digest.model import PeriodState

pytestmark = pytest.mark.slow

#: How many faults on each store; `make prove` sets 500.
FAULTS = int(os.environ.get("PROVE_FAULTS", "4"))  # noqa: TID251 - a test's own knob
#: From so many on the disk is one that can be filled.
MANY = 100


@contextmanager
def _disk(folder: Path) -> Iterator[bool]:
    """Make a folder; with many faults a disk of its own, so small that it can be filled."""
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=400m", "kexie-chaos", str(folder)]
    may_mount = FAULTS >= MANY and os.geteuid() == 0
    is_small = may_mount and subprocess.run(words, check=False, capture_output=True).returncode == 0
    try:
        yield is_small
    finally:
        if is_small:
            subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.parametrize("store", ["sqlite", "postgresql"])
@pytest.mark.timeout(600 + FAULTS * 20)
def test_editions_are_as_many_as_periods(
    tmp_path: Path,
    request: pytest.FixtureRequest,
    record_property: Callable[[str, object], None],
    store: str,
) -> None:
    """Kill -9, SIGSTOP past the lease, clocks ahead and back, full disks: one edition or one reason each."""
    place = tmp_path / "place"
    server = request.getfixturevalue("postgresql_server") if store == "postgresql" else None
    url = request.getfixturevalue("postgresql_url") if server else f"sqlite:///{place}/var/kexie.db"
    with _disk(place) as is_small, closing(Nodes(tmp_path, url, place=place, server=server)) as nodes:
        _torment(nodes, is_disk_small=is_small)
        nodes.settle()
        _count(nodes)
        record_property("tries", nodes.tally.faults.total())


def _torment(nodes: Nodes, *, is_disk_small: bool) -> None:
    """Faults in a random order, the telling ones first: in a few faults each of them comes once."""
    full = nodes.fill_disk if is_disk_small else nodes.limit_files
    kinds = [(nodes.stop_at_work, 5), (nodes.kill_at_work, 30), (nodes.jump, 20)]
    kinds += [(nodes.restart_database, 5)] if nodes.server else []
    kinds += [(full, 10), (nodes.kill, 25), (nodes.stop, 5)]
    faults, weights = zip(*kinds, strict=True)
    order = [*faults, *nodes.chance.choices(faults, weights, k=max(0, FAULTS - len(kinds)))]
    for fault in order[:FAULTS]:
        nodes.drop_news()
        nodes.keep_pace()
        fault()
        nodes.tally.faults[fault.__name__] += 1
        time.sleep(nodes.chance.uniform(0.0, 0.3))


def _count(nodes: Nodes) -> None:
    """Compare with the calendar, and look for what is missing, doubled or torn."""
    tally, total, editions = nodes.tally, 0, 0
    for digest in DIGESTS:
        runs, published = nodes.runs_of(digest), nodes.editions_of(digest)
        first = firsts(runs)
        promised = nodes.promised(digest, first)
        assert sorted(run.period for run in runs) == sorted([first.period, *promised]), digest
        made = [run for run in runs if run.state is PeriodState.MADE]
        assert all(run.lease_owner is None for run in runs)
        assert all((run.total_number is None) == (run.reason is not None) for run in runs)
        assert sorted(run.total_number for run in made) == [one.total_number for one in published]
        assert [one.total_number for one in published] == list(range(1, len(made) + 1))
        for year in {one.published_on[:4] for one in published}:
            numbers = [one.number for one in published if one.published_on[:4] == year]
            assert numbers == list(range(1, len(numbers) + 1)), (digest, year)
        folders = sorted(int(path.name) for path in (nodes.place / "out" / digest).glob("*"))
        assert folders == [one.total_number for one in published], digest
        total, editions = total + len(promised), editions + len(made)
        if digest == "each":
            assert len(made) == len(promised)
            assert waived_by(runs) == {"first": 1}
        print(f"{digest}: {len(promised)} periods, {len(made)} editions, {dict(waived_by(runs))}")  # noqa: T201 - figures
    assert not nodes.crashes()
    assert tally.refused >= tally.faults["stop_at_work"]
    print(  # noqa: T201 - the figures of `make prove`
        f"{tally.faults.total()} faults {dict(tally.faults)}; {total} periods, {editions} editions; "
        f"{tally.refused} stale refused; after {len(tally.recoveries)} kills of a node at work "
        f"free again within {max(tally.recoveries, default=0):.1f} s, after stops within "
        f"{max(tally.takeovers, default=0):.1f} s; {tally.dropped} pages dropped"
    )
