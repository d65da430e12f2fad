"""Carry jobs to the functions that do them, in this process, until told to stop.

Takes queues and functions by task name; gives whether everything in hand was finished. Lost
connections are made again. Procrastinate fetches, locks and beats; what a function does and
whether it was needed is not known here.
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Mapping
from typing import Any

from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import ProcrastinateException
from procrastinate.worker import Worker
from psycopg import Error as DatabaseError
from psycopg_pool import PoolTimeout

from kexie_digest.store.database import Store
from kexie_digest.store.engines.postgresql import NETWORK
from kexie_digest.store.jobs.schema import SCHEMA
from kexie_digest.store.jobs.workers import ENROL, ENROLLED, STALE

#: Does the work of a task for the row that a key names; does not raise.
Call = Callable[[tuple[str, ...]], None]

#: Seconds between looks for jobs where no notification came, and after which a lost database is tried again.
_LOOK, _AGAIN = 5.0, 2.0
#: Seconds between looks whether this worker has its number.
_ENROL = 0.05

_log = logging.getLogger(__name__)


class Carrier:
    """A worker's hands: fetches jobs of some queues and calls their functions in threads."""

    def __init__(
        self,
        store: Store,
        calls: Mapping[str, Call],
        queues: Collection[str],
        *,
        process: str,
        side_by_side: int = 4,
        stale: float = STALE.total_seconds(),
    ) -> None:
        """Make ready; nothing is fetched yet.

        Args:
            store: On PostgreSQL, tables prepared.
            calls: Task name → function.
            queues: Which kinds of work.
            process: This process, as leases name it.
            side_by_side: The most jobs at a time.
            stale: Seconds without a beat after which this worker counts as dead.
        """
        self._arguments = arguments_of(store)
        self._calls = dict(calls)
        self._queues = sorted(queues)
        self._process = process
        self._side_by_side = side_by_side
        self._stale = stale
        self._is_stopping = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._bell: asyncio.Event | None = None
        #: This worker's number, by which its jobs are known; None before it has one.
        self.number: int | None = None
        #: Whether the database answered the last time.
        self.is_connected = False

    def run(self, patience: float) -> bool:
        """Work until stopped.

        Args:
            patience: Seconds that what is in hand has when it must stop.

        Returns:
            Whether all of it was finished; if not, the process must end: its threads go on.
        """
        loop = asyncio.new_event_loop()
        is_finished = loop.run_until_complete(self._run(patience))
        if is_finished:  # closing waits for every thread
            loop.run_until_complete(loop.shutdown_default_executor())
            loop.close()
        return is_finished

    def stop(self) -> None:
        """Begin nothing new; from any thread or a signal handler."""
        self._is_stopping = True
        if self._loop is not None and self._bell is not None:
            self._loop.call_soon_threadsafe(self._bell.set)

    async def _run(self, patience: float) -> bool:
        logging.getLogger("procrastinate").setLevel(logging.WARNING)
        self._loop, self._bell = asyncio.get_running_loop(), asyncio.Event()
        while not self._is_stopping:
            try:
                if not await self._work(self._bell, patience):
                    return False
            except (ProcrastinateException, DatabaseError, PoolTimeout, OSError) as error:
                _log.warning("the jobs cannot be reached, trying again: %s", _words(error))
            if not self._is_stopping:
                await asyncio.sleep(_AGAIN)
        return True

    async def _work(self, bell: asyncio.Event, patience: float) -> bool:
        """Work over one set of connections; False when something in hand was not finished in time."""
        app = App(
            connector=PsycopgConnector(
                kwargs=self._arguments, min_size=1, max_size=self._side_by_side + 2, timeout=10.0
            )
        )
        for name, call in self._calls.items():
            app.task(name=name)(_function(call))
        await app.open_async()
        worker: Any = Worker(
            app,
            self._queues,
            concurrency=self._side_by_side,
            fetch_job_polling_interval=_LOOK,
            delete_jobs="always",
            install_signal_handlers=False,
            update_heartbeat_interval=self._stale / 3,
            stalled_worker_timeout=self._stale,
        )
        working = asyncio.create_task(worker.run())
        ringing = asyncio.create_task(bell.wait())
        enrolled = asyncio.create_task(self._enrolled(app.connector, worker))
        self.is_connected = True
        try:
            await asyncio.wait({working, ringing, enrolled}, return_when=asyncio.FIRST_COMPLETED)
            self.is_connected = False
            if enrolled.done() and (error := enrolled.exception()):
                _log.warning("the jobs cannot be reached, finishing what is in hand: %s", _words(error))
            worker.stop()
            done, _ = await asyncio.wait({working}, timeout=patience if self._is_stopping else None)
        finally:
            ringing.cancel()
            enrolled.cancel()
            await asyncio.wait({enrolled})
            self.number = worker.worker_id
        if done:
            await app.close_async()
            working.result()
        return bool(done)

    async def _enrolled(self, connector: Any, worker: Any) -> None:  # noqa: ANN401 - Procrastinate's
        """Say which process serves which queues; ends when this worker was given up for dead meanwhile."""
        while worker.worker_id is None:  # noqa: ASYNC110 - Procrastinate tells nobody when it has one
            await asyncio.sleep(_ENROL)
        told = {"worker": worker.worker_id, "process": self._process, "queues": ",".join(self._queues)}
        await connector.execute_query_async(ENROL, **told)
        while await connector.execute_query_all_async(ENROLLED, **told):  # noqa: ASYNC110 - a row, no event
            await asyncio.sleep(self._stale / 3)


def _words(error: BaseException) -> str:
    """Say what is wrong: Procrastinate's own errors only say that something is."""
    return str(error.__cause__ or error).strip().partition("\n")[0]


def _function(call: Call) -> Callable[..., None]:
    def function(key: list[str]) -> None:
        call(tuple(key))

    return function


def arguments_of(store: Store) -> dict[str, Any]:
    """Give what the driver connects with: as the store does, and to the schema of the jobs.

    Args:
        store: On PostgreSQL.

    Returns:
        Parameters of libpq.
    """
    with store.reading() as tx:
        engine = tx.session.connection().engine
    _, arguments = engine.dialect.create_connect_args(engine.url)
    options = f"{arguments.pop('options', '')} -c search_path={SCHEMA}".strip()
    return {**NETWORK, **arguments, "options": options, "application_name": "kexie-digest worker"}
