"""Open the database, keep it at the newest schema, and hand out units of work.

Takes a URL, gives a :class:`Store`; ``with store.transaction() as tx`` commits all or
nothing. Every complaint of the database leaves here as a StoreError: one listener on
the engine translates them, whichever statement ran. Queries live in the modules
beside this one.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from typing import Any, Self

from sqlalchemy import Connection, Engine
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import UpdateBase
from sqlmodel import Session

from kexie_digest.clock import Clock
from kexie_digest.store import engines, schema
from kexie_digest.store.tables import Row


class Transaction:
    """An opaque unit of work: callers pass it on, only the store looks inside."""

    __slots__ = ("_clock", "_session", "connection")

    def __init__(self, connection: Connection, clock: Clock, session: Session | None = None) -> None:
        self._clock = clock
        self._session = session
        #: In this transaction; for modules of ``store`` only.
        self.connection = connection

    @property
    def session(self) -> Session:
        """Rows as objects, for modules of ``store`` only.

        A unit of work that only reads makes it when it is asked for: the lists of the desk do
        without, and it costs as much as the rest of the unit of work (0.1 ms).
        """
        if self._session is None:
            self._session = Session(self.connection)
        return self._session

    @property
    def driver_connection(self) -> Any:  # noqa: ANN401 - of sqlite3 or psycopg
        """The driver's own connection, in this transaction, for engines that put jobs beside our rows."""
        return self.connection.connection.driver_connection

    @property
    def now(self) -> datetime:
        """The present instant, by the store's clock."""
        return self._clock.now()

    @property
    def dialect(self) -> str:
        """The engine's name: ``sqlite`` or ``postgresql``."""
        return self.connection.dialect.name

    def change(self, statement: UpdateBase, rows: Sequence[Mapping[str, Any]] = ()) -> int:
        """Run an INSERT, UPDATE or DELETE.

        Args:
            statement: What to change; conditions included.
            rows: Values of its bound parameters, when it is to run once for each.

        Returns:
            How many rows it hit.
        """
        result = self.connection.execute(statement, list(rows) or None)
        if self._session is not None:
            self._session.expire_all()  # a row read before the change must not be seen again
        return result.rowcount

    def insert_new(self, table: type[Row], rows: Sequence[Mapping[str, Any]]) -> int:
        """Insert rows, leaving out those that a unique key says are there already.

        Args:
            table: Where to.
            rows: Column name → value, all with the same columns.

        Returns:
            How many rows were new.
        """
        if not rows:
            return 0
        insert = sqlite.insert if self.dialect == "sqlite" else postgresql.insert
        statement = insert(table).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
        return self.connection.execute(statement, list(rows)).rowcount

    def close(self) -> None:
        """Forget the rows that were read; the transaction is ended by whoever began it."""
        if self._session is not None:
            self._session.close()


class Store:
    """The shelf beside the walk; one per process, used from any thread."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    @classmethod
    def open(cls, url: str, *, clock: Clock) -> Self:
        """Open a database, make it where it is missing, migrate it to the newest schema.

        Args:
            url: SQLAlchemy URL such as ``sqlite:////srv/kexie/var/kexie.db`` or
                ``postgresql+psycopg://kexie@db.example.org/kexie``.
            clock: Where the time comes from.

        Returns:
            The open store; close it, or use it in ``with``.

        Raises:
            StoreError: The URL is wrong, the folder cannot be written, the file is
                damaged, or it was made by a newer program.
        """
        engine = engines.open_engine(url)
        try:
            with engine.connect().execution_options(is_writing=True) as connection:
                schema.upgrade(connection)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, clock)

    @classmethod
    def attach(cls, url: str, *, clock: Clock) -> Self:
        """Open a database as it is: nothing is made and no schema is changed.

        Args:
            url: As for :meth:`open`.
            clock: Where the time comes from.

        Returns:
            The open store.

        Raises:
            StoreError: There is none, or it is not at this program's schema.
        """
        engine = engines.open_engine(url, is_there=True)
        try:
            with engine.connect() as connection:
                schema.require_newest(connection)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, clock)

    @property
    def is_file(self) -> bool:
        """Whether it is a file of this machine, where a look takes no network and no waiting."""
        return self._engine.dialect.name == "sqlite"

    def close(self) -> None:
        """Close every connection; the store cannot be used afterwards."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Start a unit of work that may write; it commits at the end of the block.

        On SQLite it takes the write lock at once (BEGIN IMMEDIATE): a transaction that
        reads first and writes later fails as soon as another one writes in between
        (456 of 600 in a trial, in spite of ``busy_timeout``). On PostgreSQL it takes one
        lock of the database at once: see ``store.engines.postgresql``.

        Yields:
            The unit of work; an exception in the block rolls everything back.
        """
        with (
            self._connected(is_writing=True) as connection,
            Session(connection) as session,
            session.begin(),
        ):
            yield Transaction(session.connection(), self._clock, session)

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Start a unit of work that only reads, one snapshot, beside any writer.

        Yields:
            The unit of work.
        """
        with (
            self._connected(is_writing=False) as connection,
            connection.begin(),
            closing(Transaction(connection, self._clock)) as tx,
        ):
            yield tx

    def within(self, tx: Transaction) -> "Store":
        """Give this store as it is seen inside a unit of work that is under way.

        Workflows begin units of work of their own; here they become part of this one, so
        that several acts are committed together or not at all.

        Args:
            tx: The unit of work, begun by :meth:`transaction` of this store.

        Returns:
            A store whose units of work are all ``tx``; of no use after it.
        """
        return _Within(self._engine, self._clock, tx)

    def _connected(self, *, is_writing: bool) -> Connection:
        return self._engine.connect().execution_options(is_writing=is_writing)


class _Within(Store):
    """A store inside one unit of work, which whoever began it commits or rolls back."""

    def __init__(self, engine: Engine, clock: Clock, tx: Transaction) -> None:
        super().__init__(engine, clock)
        self._tx = tx

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        yield self._tx

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        yield self._tx
