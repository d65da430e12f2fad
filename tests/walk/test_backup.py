"""A backup taken while mail leaves and pages come in, restored elsewhere and started."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import counting_sink
from kexie_digest.clock import SystemClock
from kexie_digest.model import CampaignState, DeliveryState
from kexie_digest.store import Store, deliveries, editions
from kexie_digest.workflows.backing_up import Holdings, back_up, restore
from kexie_digest.workflows.sending import ledger
from mail_room import queue_copies

from desk import sample_pages
from postgres import Server

pytestmark = pytest.mark.slow

#: After so many the mail server waits for the backup to be done.
READERS, FIRST = 300, 150
#: Another eighteen seconds of processor for the other store: `make prove` sets 2.
STORES = ("sqlite", "postgresql")[: int(os.environ.get("PROVE_STORES", "1"))]  # noqa: TID251 - a test's own knob
#: The worker's own configuration is the built-in one, whose digest is called weekly.
EDITION = "weekly/131"


@pytest.fixture(params=STORES)
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Holdings, Holdings]]:
    """Where the desk is, and where its backup is restored; on either store."""
    roots = tmp_path / "old", tmp_path / "new"
    if request.param == "sqlite":
        yield _holdings(roots[0], _file(roots[0])), _holdings(roots[1], _file(roots[1]))
        return
    server: Server = request.getfixturevalue("postgresql_server")
    names = server.create(), server.create()
    yield _holdings(roots[0], server.url(names[0])), _holdings(roots[1], server.url(names[1]))
    for name in names:
        server.drop(name)


def _file(root: Path) -> str:
    return f"sqlite:///{root / 'var' / 'kexie.db'}"


def _holdings(root: Path, url: str) -> Holdings:
    return Holdings(url, root / "var", root / "output", root / "sources.yaml", root / "templates")


def _fill(place: Holdings) -> None:
    """Queue copies of an edition that is out."""
    folder = place.output / EDITION
    folder.mkdir(parents=True)
    (folder / "edition.json").write_text("{}", "utf-8")
    addresses = (f"reader{number}@d{number % 50}.example.org" for number in range(READERS))
    with Store.open(place.database_url, clock=SystemClock()) as store, store.transaction() as tx:
        edition = queue_copies(tx, addresses)
        editions.mark_published(tx, "weekly", edition.total_number, str(folder))


def _environment(place: Holdings) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("KEXIE_")}  # noqa: TID251 - for the child
    return {**clean, "KEXIE_VAR_DIR": str(place.var), "KEXIE_DATABASE_URL": place.database_url}


def _send(place: Holdings, port: int) -> subprocess.Popen[bytes]:
    script = Path(__file__).with_name("sending_worker.py")
    url = f"smtp://127.0.0.1:{port}?connections=2&per_connection=100"
    return subprocess.Popen(
        [sys.executable, script, place.var, url, place.database_url], env=_environment(place)
    )


def _collect(place: Holdings) -> subprocess.Popen[bytes]:
    """A run that takes pages in; its digest has review steps, so nothing is published."""
    root = place.var.parent
    root.mkdir(exist_ok=True)
    (root / "sources.yaml").write_text("digests: {monthly: {title: 月报, review: [初审]}}\n", "utf-8")
    (root / "drops").mkdir()
    for page in sample_pages()[:3]:
        (root / "drops" / page.name).write_bytes(page.read_bytes())
    command = [sys.executable, "-m", "kexie_digest", "run", "--drops", "drops", "--no-send", "--json"]
    return subprocess.Popen(command, cwd=root, env=_environment(place), stdout=subprocess.DEVNULL)


def _arrived(file: Path) -> Counter[str]:
    return (
        Counter(line.split()[0] for line in file.read_text("ascii").splitlines())
        if file.exists()
        else Counter()
    )


def _states(place: Holdings) -> dict[str, DeliveryState]:
    with Store.open(place.database_url, clock=SystemClock()) as store, store.reading() as tx:
        return {copy.recipient: copy.state for copy in deliveries.list_of_edition(tx, "weekly", 131)}


@pytest.mark.timeout(900)
def test_a_backup_during_a_send_is_whole_and_mails_nothing(
    tmp_path: Path, places: tuple[Holdings, Holdings]
) -> None:
    """Issue 9: restored elsewhere and started, nothing leaves; resumed, only what was never armed does."""
    (old, new), received = places, tmp_path / "received"
    _fill(old)
    with counting_sink.running(received, 0.01, most=FIRST) as port:
        workers = [_send(old, port), _collect(old)]
        while not _arrived(received) and workers[0].poll() is None:
            time.sleep(0.01)
        clock = SystemClock()
        written = back_up(old, tmp_path / "middle.tar", clock)
        assert workers[0].poll() is None, "the backup was taken while mail left"
        (tmp_path / "received.go").touch()
        assert [worker.wait(timeout=300) for worker in workers] == [0, 0]
        assert not written.contents.missing
        before = _arrived(received)
        assert (len(before), max(before.values())) == (READERS, 1), "the backup disturbed nobody"
        restore(new, written.path, clock)
        restored = _states(new)
        assert len(restored) == READERS
        unsent = {reader for reader, state in restored.items() if state is DeliveryState.QUEUED}
        assert unsent
        assert _send(new, port).wait(timeout=300) == 0
        assert _arrived(received) == before, "nothing leaves by itself"
        with Store.open(new.database_url, clock=clock) as store:
            record = ledger.look(store, EDITION).record
            assert record is not None
            assert (record.state, "备份" in record.note) == (CampaignState.PAUSED, True)
            ledger.resume(store, EDITION)
        assert _send(new, port).wait(timeout=300) == 0
        again = _arrived(received) - before
    assert set(again) == unsent, "what had been armed stays with the editor"
    assert set(_states(new).values()) <= {DeliveryState.SENT, DeliveryState.UNCERTAIN}
