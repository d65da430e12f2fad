"""A PostgreSQL server to test on: one a pytest process, a fresh database a test.

``postgresql_url`` gives the URL of an empty store at the newest schema; it is a copy of a
template that was migrated once. The server is Debian's, in a temporary folder, safe against
the death of its processes but not of the machine; it ends with the process that started it.
"""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from kexie_digest.store import Store

from fakes import FakeClock

#: Debian keeps the programs of each version in a folder of their own, off the PATH.
_INSTALLED = "/usr/lib/postgresql/*/bin"
_FAST = (
    *("fsync=off", "full_page_writes=off", "autovacuum=off"),
    *("max_connections=200", "shared_buffers=32MB", "max_wal_size=256MB"),
    *("lc_messages=C", "log_min_messages=panic", "log_min_error_statement=panic"),
)
_TEMPLATE = "kexie_template"


class Server:
    """A running server; its superuser ``kexie`` needs no password."""

    def __init__(self, programs: Path, address: str = "") -> None:
        self._address = address
        self.folder = Path(tempfile.mkdtemp(prefix="kexie-pg-", dir="/tmp"))  # a socket's path must be short
        self._programs = programs
        self._numbers = itertools.count(1)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Make the cluster on the first start, and wait until it answers."""
        cluster = self.folder / "cluster"
        if not cluster.exists():
            if os.geteuid() == 0:
                user = pwd.getpwnam("postgres")
                os.chown(self.folder, user.pw_uid, user.pw_gid)
            subprocess.run(
                [
                    *(*self._as_user(), str(self._programs / "initdb"), "-D", str(cluster), "-U", "kexie"),
                    *("-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"),
                ],
                check=True,
                capture_output=True,
            )
            with (cluster / "pg_hba.conf").open("a", encoding="ascii") as allowed:
                allowed.write("host all all all trust\n" if self._address else "")
        options = [word for option in _FAST for word in ("-c", option)]
        self._process = subprocess.Popen(
            [
                *(*self._as_user("--pdeathsig", "INT"), str(self._programs / "postgres"), "-D", str(cluster)),
                *("-k", str(self.folder), *options, "-c", f"listen_addresses={self._address}"),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
        )
        self._wait()

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End it: SIGINT cuts connections, SIGQUIT ends it at once, as a crash would."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(timeout=200)
            self._process = None

    def remove(self) -> None:
        """End it and take its folder away."""
        self.stop()
        shutil.rmtree(self.folder)

    def url(self, database: str) -> str:
        """The store's address of one database."""
        return f"postgresql+psycopg://kexie@/{database}?host={self.folder}"

    def connect(self, database: str = "postgres") -> psycopg.Connection[tuple[object, ...]]:
        """A connection that commits every statement, past the store."""
        return psycopg.connect(f"host={self.folder} user=kexie dbname={database}", autocommit=True)

    def create(self, template: str | None = None) -> str:
        """Make a database, by default a copy of the one at the newest schema; gives its name."""
        name = f"t{next(self._numbers)}"
        with self.connect() as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template or self._template()}"')  # type: ignore[arg-type]  # names of ours
        return name

    def drop(self, database: str) -> None:
        """Take a database away, whoever is still connected."""
        with self.connect() as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')  # type: ignore[arg-type]  # a name of ours

    def _template(self) -> str:
        with self.connect() as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_TEMPLATE]).fetchone()
            if found is None:
                connection.execute(f"CREATE DATABASE {_TEMPLATE} TEMPLATE template0")  # type: ignore[arg-type]  # a constant
                Store.open(self.url(_TEMPLATE), clock=FakeClock()).close()
        return _TEMPLATE

    def _as_user(self, *more: str) -> list[str]:
        """The server refuses to run as root."""
        if os.geteuid() != 0:
            return ["setpriv", *more] if more else []
        return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *more]

    def _wait(self) -> None:
        deadline = time.monotonic() + 200
        while True:
            try:
                self.connect().close()
            except psycopg.OperationalError:
                assert self._process is not None
                assert self._process.poll() is None, "the server ended at once"
                assert time.monotonic() < deadline, "the server did not start"
                time.sleep(0.05)
            else:
                return


def programs() -> Path | None:
    """Where the newest installed server's programs are."""
    found = sorted(Path("/").glob(_INSTALLED.removeprefix("/")), key=lambda path: int(path.parent.name))
    return found[-1] if found else None


def started(address: str = "") -> Server:
    """Start a server that listens on a socket, and at an address of this machine, too; skips without one."""
    installed = programs()
    if installed is None:
        pytest.skip("PostgreSQL is not installed (see .ci/setup)")
    server = Server(installed, address)
    try:
        server.start()
    except BaseException:
        server.remove()
        raise
    return server


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """One server for all tests of this process that ask for PostgreSQL by name."""
    server = started()
    yield server
    server.remove()


@pytest.fixture
def postgresql_url(postgresql_server: Server) -> Iterator[str]:
    """An empty store of the newest schema on PostgreSQL, taken away after the test."""
    name = postgresql_server.create()
    yield postgresql_server.url(name)
    postgresql_server.drop(name)
