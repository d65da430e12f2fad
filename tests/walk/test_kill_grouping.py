"""kill -9 at random moments while reports are placed in events, then go on."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from events.reports import report
from kexie_digest.clock import SystemClock
from kexie_digest.model import Document, Report
from kexie_digest.store import Store, articles, documents
from walk.grouping_worker import PORTION

from launcher import Script

#: A file is copied, and watched beside the process that is killed.
pytestmark = [pytest.mark.slow, pytest.mark.sqlite]

#: How often the program is killed; `make prove` sets more.
KILLS = int(os.environ.get("PROVE_KILLS", "4"))  # noqa: TID251 - a test's own knob
HAPPENINGS, REPORTS = 40, 5
WORKER = Path(__file__).with_name("grouping_worker.py")
PLACES = "岚湖渡石松溪梅岭云坪青塘柏川桐洲兰屏栗原"
TABLES = {
    "articles": "seq, event",
    "event_signatures": "article_seq, traits",
    "event_keys": "key, day, article_seq",
    "event_ties": "left_seq, right_seq, score, reason",
}


def _reports() -> Iterator[Report]:
    """Each happening in five papers: in full, copied, cut, with a bridge to the next one, in other words."""
    for number in range(HAPPENINGS):
        place = PLACES[number % 20] + PLACES[(7 * number + number // 20) % 20]
        day = f"2024-{number % 12 + 1:02}-{number % 27 + 1:02}"
        name = f"第{number + 2}届{place}湿地论坛"
        other = f"第{number + 3}届{PLACES[(number + 1) % 20]}{place[1]}湿地论坛"
        whole = f"昨日，{name}在{place}县开幕，{number + 31}名学者到会，渔民周大网第一个签下“退塘还滩公约”。"
        tail = f"{place}的孩子们划着木盆送来菱角，台下响起三遍船歌。"
        texts = (whole + tail, f"{whole}{tail}", whole, f"{name}刚落幕，筹办{other}的人已经到了。{tail}")
        for copy, text in enumerate((*texts, f"记者在{name}看到，{tail}")):
            yield report(f"h{number}-{copy}", f"{place}来信{copy}", text, day=day)


def _filled(folder: Path) -> Path:
    """A desk with all reports stored and none placed."""
    var = folder / "var"
    mixed = sorted(_reports(), key=lambda one: one.id[::-1])
    with Store.open(f"sqlite:///{var / 'kexie.db'}", clock=SystemClock()) as store, store.transaction() as tx:
        document = Document(b"", "all", "text/plain", "all", "inbox", "all", "all", tx.now)
        articles.add(tx, documents.claim(tx, document).id, mixed)
    return var


def _rows(var: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(var / "kexie.db")) as database:
        return {
            table: sorted(database.execute(f"SELECT {columns} FROM {table}"))  # noqa: S608 - our own names
            for table, columns in TABLES.items()
        }


def _start(var: Path) -> Script:
    """Start the program; it is ready to place when this returns."""
    process = Script(WORKER, var)
    process.listen(1)
    return process


def _let_place(var: Path, process: Script, more: int) -> None:
    """Wait until so many more reports are placed, or all are: a busy machine takes longer."""
    query = "SELECT count(*) FROM articles WHERE event IS NOT NULL"
    with closing(sqlite3.connect(var / "kexie.db")) as database:
        before = database.execute(query).fetchone()[0]
        while process.poll() is None and database.execute(query).fetchone()[0] < before + more:
            time.sleep(0.002)


@pytest.mark.timeout(60 * KILLS + 1200)
def test_a_killed_placing_ends_as_an_undisturbed_one(tmp_path: Path) -> None:
    """Whole portions or nothing after every kill; the same events, keys and ties in the end."""
    template = _filled(tmp_path / "template")
    whole = tmp_path / "whole" / "var"
    shutil.copytree(template, whole)
    assert _start(whole).wait() == 0
    expected = _rows(whole)
    sizes = Counter(event for _, event in expected["articles"])
    assert None not in sizes
    assert HAPPENINGS / 2 < len(sizes) < 3 * HAPPENINGS, "some are together, some are not"

    var, chance, cut = tmp_path / "killed" / "var", random.Random(7), 0  # noqa: S311 - a moment, not a secret
    shutil.copytree(template, var)
    for _ in range(KILLS):
        process = _start(var)
        _let_place(var, process, chance.randrange(2 * HAPPENINGS * REPORTS // KILLS))
        time.sleep(chance.uniform(0, 0.03))
        process.kill()
        rows = _rows(var)
        placed = [number for number, event in rows["articles"] if event is not None]
        cut += 0 < len(placed) < len(rows["articles"])
        assert placed == list(range(1, len(placed) + 1))
        assert len(placed) % PORTION == 0
        assert [number for number, _ in rows["event_signatures"]] == placed
        assert {number for *_, number in rows["event_keys"]} <= set(placed)
        assert {number for *ends, _, _ in rows["event_ties"] for number in ends} <= set(placed)
    assert cut, "no kill fell into the placing"
    assert _start(var).wait() == 0
    assert _rows(var) == expected
