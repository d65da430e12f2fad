"""PostgreSQL itself: writers take turns, nobody holds the others up for ever, text sorts as on SQLite."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta

import psycopg
import pytest
from alembic import command
from sqlalchemy import text
from sqlalchemy.engine import make_url

from kexie_digest.errors import ParseError, StoreError
from kexie_digest.model import Copy, Edition, Message, Report, Run
from kexie_digest.store import Store, deliveries, runs
from kexie_digest.store.deliveries import letters
from kexie_digest.store.engines import postgresql
from kexie_digest.store.migrations import running

from fakes import FakeClock
from postgres import Server


@pytest.fixture
def server(
    postgresql_server: Server, postgresql_url: str
) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """A connection to the test's database that is none of the store's."""
    with postgresql_server.connect(make_url(postgresql_url).database or "") as connection:
        yield connection


@pytest.fixture
def onserver(postgresql_url: str, clock: FakeClock) -> Iterator[Store]:
    """An empty store on the server."""
    with Store.open(postgresql_url, clock=clock) as store:
        yield store


def wait_for(server: psycopg.Connection[tuple[object, ...]], query: str) -> None:
    """Ask until the answer is yes."""
    deadline = time.monotonic() + 200
    while server.execute(query).fetchone() != (True,):  # type: ignore[arg-type]  # a query of ours
        assert time.monotonic() < deadline, query
        time.sleep(0.01)


def stand_still(store: Store, server: psycopg.Connection[tuple[object, ...]], clock: FakeClock) -> None:
    """Begin to change something, ask nothing until the server ends it, and ask again."""
    with store.transaction() as tx:
        runs.add(tx, Run("stale", clock.now()))
        tx.session.flush()
        wait_for(server, "SELECT count(*) = 0 FROM pg_locks WHERE locktype = 'advisory'")
        runs.list_latest(tx)


def test_models_and_migrations_agree(onserver: Store) -> None:
    """``alembic check`` finds nothing to add here either."""
    with onserver.transaction() as tx:
        command.check(running.configuration(tx.session.connection()))


def test_a_newer_database_is_refused(
    onserver: Store, postgresql_url: str, server: psycopg.Connection[tuple[object, ...]], clock: FakeClock
) -> None:
    """A database of a newer program is left untouched."""
    onserver.close()
    server.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="9999") as caught:
        Store.open(postgresql_url, clock=clock)
    assert caught.value.code == "newer_database"


def test_text_sorts_by_its_characters_numbers(postgresql_server: Server, clock: FakeClock) -> None:
    """In a database that sorts Chinese by sound, every text column of ours still sorts as SQLite does."""
    with postgresql_server.connect() as connection:
        connection.execute(
            "CREATE DATABASE by_sound TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'zh-u-co-pinyin'"
        )
        assert connection.execute("SELECT '学' < '科' COLLATE \"C\"").fetchone() == (True,)
    with Store.open(postgresql_server.url("by_sound"), clock=clock) as store, store.transaction() as tx:
        asked = tx.session.connection().execute(text("SELECT '学' < '科'")).scalar()
        assert asked is False  # the database's own order: kē before xué
        columns = text(
            "SELECT count(*) FILTER (WHERE collation_name IS DISTINCT FROM 'C'), count(*)"
            " FROM information_schema.columns WHERE table_schema = 'public'"
            " AND data_type IN ('text', 'character varying') AND table_name <> 'alembic_version'"
            " AND table_name NOT LIKE 'procrastinate%'"
        )
        others, every = tx.session.connection().execute(columns).one()
        assert (others, every > 100) == (0, True)
    postgresql_server.drop("by_sound")


@pytest.mark.parametrize(("setting", "kept"), [("off", "on"), ("on", "on"), ("remote_apply", "remote_apply")])
def test_commits_outlive_a_crash(
    postgresql_url: str,
    server: psycopg.Connection[tuple[object, ...]],
    clock: FakeClock,
    setting: str,
    kept: str,
) -> None:
    """Where the owner lets the server forget its last commits at a crash, ours are written all the same."""
    database = make_url(postgresql_url).database
    server.execute(f'ALTER DATABASE "{database}" SET synchronous_commit = {setting}')
    with Store.open(postgresql_url, clock=clock) as store, store.reading() as tx:
        assert tx.session.connection().execute(text("SHOW synchronous_commit")).scalar() == kept


def test_writers_take_turns(
    onserver: Store, server: psycopg.Connection[tuple[object, ...]], clock: FakeClock
) -> None:
    """One that changes waits for the one before and sees what it did; readers wait for nobody."""
    seen: list[int] = []

    def write() -> None:
        with onserver.transaction() as tx:
            seen.append(len(runs.list_latest(tx)))

    with onserver.transaction() as tx:
        assert runs.list_latest(tx) == []  # it begins with its first question
        later = threading.Thread(target=write)
        later.start()
        wait_for(server, "SELECT count(*) > 0 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        runs.add(tx, Run("r1", clock.now()))
        with onserver.reading() as reader:
            assert runs.list_latest(reader) == []
    later.join(timeout=200)
    assert seen == [1]


def test_a_busy_database_is_told(
    postgresql_url: str, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer that waited too long says that another one is at it."""
    monkeypatch.setattr(postgresql, "_SESSION", (*postgresql._SESSION, "SET lock_timeout = '20ms'"))
    with Store.open(postgresql_url, clock=clock) as store, store.transaction() as tx:
        runs.list_latest(tx)
        with pytest.raises(StoreError, match="占用") as caught, store.transaction() as other:
            runs.list_latest(other)
        assert (caught.value.code, caught.value.permanent) == ("busy", False)


def test_one_that_stands_still_is_ended(
    postgresql_url: str,
    server: psycopg.Connection[tuple[object, ...]],
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A stopped or cut off program loses its unit of work; the next one goes on, and it is told."""
    short = postgresql._BEGIN_WRITING.replace(f"{postgresql.IDLE_TIMEOUT}s", "50ms")
    assert short != postgresql._BEGIN_WRITING
    with Store.open(postgresql_url, clock=clock) as store:
        monkeypatch.setattr(postgresql, "_BEGIN_WRITING", short)
        with pytest.raises(StoreError) as caught:
            stand_still(store, server, clock)
        assert caught.value.code in {"ended_by_server", "unreachable"}
        monkeypatch.undo()
        with store.transaction() as tx:
            assert runs.list_latest(tx) == []


def test_a_restarted_server_is_found_again(
    postgresql_server: Server, onserver: Store, clock: FakeClock
) -> None:
    """An open store works on after the server went down and came back."""
    with onserver.transaction() as tx:
        runs.add(tx, Run("r1", clock.now()))
    postgresql_server.stop()
    with pytest.raises(StoreError) as caught, onserver.reading():
        pytest.fail("nobody is there")
    assert caught.value.code == "unreachable"
    postgresql_server.start()
    with onserver.reading() as tx:
        assert [run.id for run in runs.list_latest(tx)] == ["r1"]


def test_what_cannot_be_opened_is_told(postgresql_url: str, clock: FakeClock) -> None:
    """A missing database and a missing server have words and a next step, and no password."""
    for url, code in (
        (postgresql_url.replace("@/t", "@/none"), "login_refused"),
        ("postgresql://kexie:geheim@127.0.0.1:1/kexie", "unreachable"),
    ):
        with pytest.raises(StoreError) as caught:
            Store.open(url, clock=clock)
        assert caught.value.code == code
        assert caught.value.advice
        assert "geheim" not in f"{caught.value}{caught.value.subject}"


def test_text_with_a_zero_byte_is_told(onserver: Store, clock: FakeClock) -> None:
    """The one character PostgreSQL does not take is a fault of the text, not of the store."""
    with pytest.raises(StoreError) as caught, onserver.transaction() as tx:
        runs.add(tx, Run("r\0", clock.now()))
    assert caught.value.code == "bad_text"


def test_what_another_sender_is_taking_is_passed_over(
    onserver: Store,
    server: psycopg.Connection[tuple[object, ...]],
    add_reports: Callable[..., list[Report]],
    add_edition: Callable[..., Edition],
) -> None:
    """Claims never wait for and never take a row that somebody has locked, copies as well as letters."""
    with onserver.transaction() as tx:
        add_edition(tx, add_reports(tx, "气象站"))
        copies = [Copy(f"{name}@example.org", "", f"<{name}>", name) for name in "ab"]
        deliveries.queue(tx, "weekly", 1, copies)
        for name in "ab":
            letters.put(tx, "confirm", Message(f"{name}@example.org", "", f"<{name}>", b"mail"))
    with server.transaction():
        server.execute("SELECT 1 FROM deliveries WHERE recipient LIKE 'a@%' FOR UPDATE")
        server.execute("SELECT 1 FROM letters WHERE recipient LIKE 'a@%' FOR UPDATE")
        with onserver.transaction() as tx:
            claimed = deliveries.claim(tx, 10, "one", tx.now + timedelta(minutes=15))
            assert [copy.recipient for copy in claimed] == ["b@example.org"]
            posted = letters.claim(tx, "two")
            assert [letter.message.recipient for letter in posted] == ["b@example.org"]


def test_jobs_can_join_a_unit_of_work(
    onserver: Store, server: psycopg.Connection[tuple[object, ...]]
) -> None:
    """What another engine writes through the driver's connection is committed with ours, or not at all."""
    server.execute("CREATE TABLE jobs (name text)")
    with suppress(ParseError), onserver.transaction() as tx:
        tx.driver_connection.execute("INSERT INTO jobs VALUES ('parse')")
        raise ParseError
    assert server.execute("SELECT count(*) FROM jobs").fetchone() == (0,)
    with onserver.transaction() as tx:
        tx.driver_connection.execute("INSERT INTO jobs VALUES ('parse')")
    assert server.execute("SELECT count(*) FROM jobs").fetchone() == (1,)
