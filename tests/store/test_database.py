"""The database: all or nothing, several at once, and every complaint in plain words."""

from __future__ import annotations

import re
import shutil
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest
from sqlalchemy.pool import QueuePool

from kexie_digest.clock import SystemClock
from kexie_digest.errors import Conflict, ParseError, StoreError
from kexie_digest.model import Report, Run
from kexie_digest.store import Store, articles, documents, runs, search
from kexie_digest.store.engines import open_engine
from kexie_digest.store.tables import RunRow

from fakes import FakeClock
from launcher import Script

TESTS = Path(__file__).parents[1]
SOURCE = TESTS.parent / "src"


def start_writer(url: str, name: str, count: int) -> Script:
    """Start a program that writes into a store."""
    return Script(Path(__file__).with_name("writer.py"), url, name, count)


def rounds_of(store: Store) -> int:
    """Read the number all writers count up."""
    with store.reading() as tx:
        return runs.get(tx, "total").counts["rounds"]


def list_runs(url: str) -> list[Run]:
    """Open a store and read everything the runs table has."""
    with Store.open(url, clock=SystemClock()) as store, store.reading() as tx:
        return runs.list_latest(tx, 1000)


def fill(url: str) -> None:
    """Write rounds until something stops it."""
    with Store.open(url, clock=SystemClock()) as store:
        for number in range(10_000):
            with store.transaction() as tx:
                runs.add(tx, Run(f"r{number}", tx.now, notes=("备注" * 500,)))


def integrity(url: str) -> str:
    """Ask SQLite itself whether the file is whole, search index included; a server looks after itself."""
    if not url.startswith("sqlite:"):
        return "ok"
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        connection.execute("INSERT INTO article_search(article_search) VALUES ('integrity-check')")
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])


@pytest.mark.sqlite
def test_a_new_database_is_made_with_its_folder(url: str, clock: FakeClock, tmp_path: Path) -> None:
    """The first start needs nothing but a place; the second finds what the first wrote."""
    with Store.open(url, clock=clock) as store, store.transaction() as tx:
        runs.add(tx, Run("r1", tx.now))
    assert (tmp_path / "var" / "kexie.db").is_file()
    with Store.open(url, clock=clock) as store, store.reading() as tx:
        assert runs.get(tx, "r1").started_at == clock.now()


@pytest.mark.sqlite
def test_sqlite_is_set_up_for_ledgers(store: Store) -> None:
    """WAL, FULL and foreign keys hold on every connection."""
    for _ in range(2):
        with store.reading() as tx:
            connection = tx.session.connection()
            asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            values = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
            assert values == ["wal", 2, 1, 30_000]


def test_a_failed_block_leaves_nothing(store: Store, add_reports: Callable[..., list[Report]]) -> None:
    """An exception of the caller's rolls back all calls of the unit of work."""
    with suppress(ParseError), store.transaction() as tx:
        add_reports(tx, "气象站")
        raise ParseError
    with store.reading() as tx:
        assert articles.count(tx) == 0
        assert search.search(tx, "气象站") == []


def test_what_workflows_do_within_a_unit_of_work_is_part_of_it(
    store: Store, add_reports: Callable[..., list[Report]]
) -> None:
    """Units of work begun inside see each other, and are rolled back with the whole."""
    with suppress(ParseError), store.transaction() as tx:
        inside = store.within(tx)
        with inside.transaction() as inner:
            add_reports(inner, "气象站")
        with inside.reading() as inner:
            assert articles.count(inner) == 1
        raise ParseError
    with store.reading() as tx:
        assert articles.count(tx) == 0


def test_a_reader_sees_one_moment(store: Store, add_reports: Callable[..., list[Report]]) -> None:
    """A reading unit of work is not disturbed by a writer, and does not hold it up."""
    with store.reading() as reader:
        assert articles.count(reader) == 0
        with store.transaction() as writer:
            add_reports(writer, "气象站")
        assert articles.count(reader) == 0
    with store.reading() as reader:
        assert articles.count(reader) == 1


def test_a_change_is_seen_at_once(store: Store, clock: FakeClock) -> None:
    """A row read before a change of the same unit of work does not hide it."""
    with store.transaction() as tx:
        runs.add(tx, Run("r1", clock.now()))
        before = tx.session.get(RunRow, "r1")
        runs.update_run(tx, Run("r1", clock.now(), notes=("改过",)))
        assert runs.get(tx, "r1").notes == ("改过",)
        assert before is not None


def test_threads_do_not_lose_a_count(store: Store) -> None:
    """Eight threads that read and then write: 200 rounds, none lost, none refused."""

    def count_up() -> None:
        for _ in range(25):
            with store.transaction() as tx:
                run = runs.get(tx, "total")
                runs.update_run(tx, Run("total", run.started_at, counts={"rounds": run.counts["rounds"] + 1}))

    with store.transaction() as tx:
        runs.add(tx, Run("total", tx.now, counts={"rounds": 0}))
    threads = [threading.Thread(target=count_up) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert rounds_of(store) == 200


@pytest.mark.slow
def test_programs_share_a_new_database(url: str) -> None:
    """Three programs start at once on nothing: one makes the schema, no round is lost."""
    programs = [start_writer(url, name, 20) for name in ("甲", "乙", "丙")]
    assert [program.wait() for program in programs] == [0, 0, 0]
    with Store.open(url, clock=SystemClock()) as store:
        assert rounds_of(store) == 60
        with store.reading() as tx:
            assert articles.count(tx) == 120


@pytest.mark.slow
def test_a_killed_program_leaves_whole_rounds(url: str) -> None:
    """Kill -9 after some rounds, 10 times: each round is there with all its parts, or not at all."""
    promised = 0
    for number, moment in enumerate((1, 5, 9, 2, 11, 3, 7, 1, 10, 4)):
        program = start_writer(url, f"第{number}次-", 1000)
        program.listen(moment)
        program.kill()
        promised += len(program.lines())
    with Store.open(url, clock=SystemClock()) as store:
        rounds = rounds_of(store)
        with store.reading() as tx:
            assert promised <= rounds <= promised + 10  # a round may be committed and not yet printed
            assert articles.count(tx) == 2 * rounds
            assert len(search.search(tx, "甲", limit=10_000)) == rounds
            assert documents.list_unfinished(tx, "inbox") == []
    assert integrity(url) == "ok"


@pytest.mark.sqlite
def test_a_locked_database_is_told(store: Store, url: str, add_reports: Callable[..., list[Report]]) -> None:
    """A program that keeps the write lock makes others say so instead of failing obscurely."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with store.reading() as tx:  # give this connection a short patience; the next one takes it over
            tx.session.connection().exec_driver_sql("PRAGMA busy_timeout=50")
        with pytest.raises(StoreError, match="占用") as caught, store.transaction() as tx:
            add_reports(tx, "气象站")
    assert (caught.value.code, caught.value.permanent) == ("busy", False)


def test_a_file_that_is_no_database_is_told(tmp_path: Path, clock: FakeClock) -> None:
    """A text file under the database's name is left alone and named."""
    path = tmp_path / "kexie.db"
    path.write_text("这不是数据库" * 1000, encoding="utf-8")
    with pytest.raises(StoreError, match=r"kexie\.db") as caught:
        Store.open(f"sqlite:///{path}", clock=clock)
    assert (caught.value.code, caught.value.permanent) == ("damaged", True)
    assert path.read_text(encoding="utf-8").startswith("这不是数据库")


@pytest.mark.sqlite
def test_a_damaged_page_is_told(url: str, clock: FakeClock, tmp_path: Path) -> None:
    """Pages overwritten with rubbish: a clear error, not a driver's exception."""
    with Store.open(url, clock=clock) as store, store.transaction() as tx:
        for number in range(200):
            runs.add(tx, Run(f"r{number}", tx.now, notes=("备注" * 200,)))
    path = tmp_path / "var" / "kexie.db"
    raw = bytearray(path.read_bytes())
    raw[4096 * 20 :] = b"\xa5" * len(raw[4096 * 20 :])
    path.write_bytes(bytes(raw))
    with pytest.raises(StoreError) as caught:
        list_runs(url)
    assert (caught.value.code, caught.value.permanent) == ("damaged", True)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, clock: FakeClock) -> None:
    """A file where the folder should be: the message names it and the next step."""
    (tmp_path / "var").write_text("占位", encoding="utf-8")
    with pytest.raises(StoreError, match="var") as caught:
        Store.open(f"sqlite:///{tmp_path}/var/kexie.db", clock=clock)
    assert caught.value.code == "unwritable"
    assert caught.value.advice


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path, clock: FakeClock) -> None:
    """A folder under the database's name cannot be opened."""
    (tmp_path / "kexie.db").mkdir()
    with pytest.raises(StoreError) as caught:
        Store.open(f"sqlite:///{tmp_path}/kexie.db", clock=clock)
    assert caught.value.code == "unwritable"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "kexie.db",
        "nosuchdb://host/kexie",
        "sqlite://",
        "sqlite:///:memory:",
        "postgresql+nosuchdriver://host/kexie",
        "sqlite+nosuchdriver:///kexie.db",
        "://",
    ],
)
def test_a_wrong_address_is_told(address: str, clock: FakeClock) -> None:
    """Whatever cannot be a database URL gives one error with an example."""
    with pytest.raises(StoreError) as caught:
        Store.open(address, clock=clock)
    assert caught.value.code == "bad_url"
    assert "sqlite:////" in caught.value.advice


def test_a_password_is_never_shown(clock: FakeClock) -> None:
    """The error about an unusable address does not repeat it."""
    with pytest.raises(StoreError) as caught:
        Store.open("nosuchdb://editor:geheim@host/kexie", clock=clock)
    assert "geheim" not in f"{caught.value} {caught.value.subject} {caught.value.advice}"


def test_a_full_disk_is_told(small_disk: Callable[[str], Path], tmp_path: Path) -> None:
    """Writing stops with advice; what was committed is whole."""
    disk = small_disk("size=2m")
    with pytest.raises(StoreError) as caught:
        fill(f"sqlite:///{disk}/k.db")
    assert caught.value.code == "disk_full"
    assert caught.value.advice
    for name in ("k.db", "k.db-wal"):
        if (disk / name).exists():
            shutil.copy(disk / name, tmp_path / name)
    assert len(list_runs(f"sqlite:///{tmp_path}/k.db")) > 10
    assert integrity(f"sqlite:///{tmp_path}/k.db") == "ok"


def test_work_goes_on_once_there_is_space(small_disk: Callable[[str], Path], clock: FakeClock) -> None:
    """The same open store takes what it refused before, without a restart."""
    disk = small_disk("size=2m")
    with Store.open(f"sqlite:///{disk}/k.db", clock=clock) as store:
        with (disk / "ballast").open("wb", buffering=0) as ballast, suppress(OSError):
            while ballast.write(b"0" * 4096):
                pass
        large = Run("r1", clock.now(), notes=("备注" * 50_000,))
        with pytest.raises(StoreError) as caught, store.transaction() as tx:
            runs.add(tx, large)
        assert caught.value.code == "disk_full"
        (disk / "ballast").unlink()
        with store.transaction() as tx:
            runs.add(tx, large)
        with store.reading() as tx:
            assert runs.list_latest(tx) == [large]


def test_a_read_only_disk_is_told(small_disk: Callable[[str], Path]) -> None:
    """A folder that cannot be written is named, with what to do."""
    disk = small_disk("size=2m,ro")
    with pytest.raises(StoreError, match="disk") as caught:
        fill(f"sqlite:///{disk}/k.db")
    assert caught.value.code == "unwritable"
    assert caught.value.advice


def test_nothing_stays_open(url: str, clock: FakeClock) -> None:
    """After closing, also after a failure and from several threads, no file is held."""
    with suppress(ParseError), Store.open(url, clock=clock) as store:
        threads = [threading.Thread(target=list_runs, args=(url,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with store.transaction() as tx:
            runs.add(tx, Run("r1", tx.now))
            raise ParseError
    held = [str(path.readlink()) for path in Path("/proc/self/fd").iterdir() if path.is_symlink()]
    assert not [name for name in held if "kexie.db" in name]


def test_text_that_cannot_be_stored_is_told(store: Store, clock: FakeClock) -> None:
    """Half of a surrogate pair is no character: the item is refused by name, others go on."""
    with pytest.raises(StoreError, match="无法保存的字符") as caught, store.transaction() as tx:
        runs.add(tx, Run("r1", clock.now(), notes=("半个字\ud83d",)))
    assert (caught.value.code, caught.value.permanent) == ("bad_text", True)
    with store.transaction() as tx:
        runs.add(tx, Run("r1", clock.now()))


def test_a_broken_rule_is_a_conflict(store: Store) -> None:
    """A row that points nowhere is refused by the database as a Conflict."""
    with pytest.raises(Conflict), store.transaction() as tx:
        tx.session.connection().exec_driver_sql("INSERT INTO waiting VALUES ('weekly', 99)")


def test_only_the_store_looks_into_a_unit_of_work() -> None:
    """No module outside the store touches a session."""
    outside = [path for path in SOURCE.rglob("*.py") if "store" not in path.relative_to(SOURCE).parts]
    assert len(outside) > 20
    assert not [path for path in outside if re.search(r"\btx\.session\b", path.read_text("utf-8"))]


@pytest.mark.sqlite
def test_every_connection_of_a_rush_is_kept(url: str) -> None:
    """Twelve readers at once leave twelve open connections: opening one reads the file's pages anew."""
    engine = open_engine(url)
    rush = [engine.connect() for _ in range(12)]
    for connection in rush:
        connection.close()
    assert isinstance(engine.pool, QueuePool)
    assert engine.pool.checkedin() == len(rush)
    engine.dispose()
