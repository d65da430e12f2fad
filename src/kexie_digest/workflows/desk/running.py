"""Manual runs of this process: begin one, watch it stage by stage, ask it to stop.

Takes options, gives Progress; the run itself is ``workflows.run``, in one thread beside
the requests. Desk and API share one :class:`Runs`, and its lock file keeps runs of the
command line and of the scheduler out.
"""

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from kexie_digest.errors import Conflict, KexieDigestError, NotFound
from kexie_digest.model import Failure, Run
from kexie_digest.model.desk.user import AuditEntry
from kexie_digest.store import runs as rows
from kexie_digest.store.desk import audit
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.processes import is_alive, is_here, only_run
from kexie_digest.workflows.run import Cancelled, Scope, new_id, run, scope_of

#: The stages in order, as ``Context.notify`` names them.
STAGES = ("collect", "compose", "publish", "deliver")
#: No run takes longer; one of another machine that seems to died with it.
LONGEST = timedelta(days=1)
#: An edition that is being published has taken its number: it is finished first.
_INTERRUPTIBLE = frozenset({"collect", "compose"})

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a manual run is; ``result`` is there when it has ended.

    ``stages`` maps each stage that began to how many items are done, and of how many.
    """

    id: str
    by: str
    started_at: datetime
    stage: str = ""
    stages: dict[str, tuple[int, int]] = field(default_factory=dict)
    is_cancelling: bool = False
    result: Run | None = None
    error: Failure | None = None

    @property
    def is_over(self) -> bool:
        """Whether it has ended, one way or the other."""
        return self.result is not None or self.error is not None


class Runs:
    """The manual runs of this process, one at a time."""

    def __init__(self, context: Context) -> None:
        """Watch over the runs of a program.

        Args:
            context: The program put together.
        """
        self._context = context
        self._lock = threading.Lock()
        self._cancel = threading.Event()
        self._progress: Progress | None = None
        self._thread: threading.Thread | None = None

    def start(self, *, by: str, digest: str | None = None, is_sending: bool = True) -> Progress:
        """Begin a run.

        Args:
            by: Who wants it.
            digest: Only this digest; None for all.
            is_sending: Whether mail leaves.

        Returns:
            Its progress so far; ask :meth:`current` for more.

        Raises:
            Conflict: Another run is at work (code ``run_in_progress``).
            ConfigError: There is no such digest.
        """
        scope = scope_of(self._context, digest=digest, is_sending=is_sending)
        with self._lock:
            if self._progress is not None and not self._progress.is_over:
                raise _busy(self._progress)
            with only_run(self._context.var):  # a run elsewhere is told now, not by the thread
                pass
            progress = Progress(new_id(), by, self._context.clock.now())
            wanted = "，".join((digest or "全部简报", "发邮件" if is_sending else "不发邮件"))
            self._write_down(AuditEntry(by, "run.start", progress.id, after=wanted))
            self._cancel.clear()
            self._progress = progress
        self._thread = threading.Thread(target=self._work, args=(scope, progress.id, by), name="manual-run")
        self._thread.start()
        return progress

    def nudge(self, *, by: str, digest: str) -> None:
        """Begin the run that publishes what was approved, unless one is at work already.

        Args:
            by: Who approved it.
            digest: Its digest. A run at work, or the next tick, publishes it too.
        """
        try:
            self.start(by=by, digest=digest)
        except Conflict:
            return

    def current(self) -> Progress | None:
        """Give the progress of the latest run of this process.

        Returns:
            It, or None before the first.
        """
        return self._progress

    def cancel(self, run_id: str, *, by: str) -> None:
        """Ask a run to stop after the item it is at.

        Args:
            run_id: Which; one that is over already is left alone.
            by: Who wants it.

        Raises:
            NotFound: This process has no such run.
        """
        progress = self._progress
        if progress is None or progress.id != run_id:
            raise NotFound("没有这次运行 (no such run)", subject=run_id)
        if progress.is_over:
            return
        # Not under the lock: the run may hold the database while it waits to tell its progress.
        self._write_down(AuditEntry(by, "run.cancel", run_id))
        with self._lock:
            if self._progress is not None and self._progress.id == run_id:
                self._cancel.set()
                self._progress = replace(self._progress, is_cancelling=True)

    def stop(self) -> None:
        """Ask the present run to stop and wait for it; called when the program ends."""
        self._cancel.set()
        if self._thread is not None:
            self._thread.join()

    def _write_down(self, act: AuditEntry) -> None:
        """Write down what begins or ends no transaction, before it is done: none goes unrecorded."""
        with self._context.store.transaction() as tx:
            audit.add(tx, act)

    def _work(self, scope: Scope, run_id: str, by: str) -> None:
        result: Run | None = None
        error: Failure | None = None
        try:
            result = run(replace(self._context, notify=self._notify), scope, run_id=run_id, by=by)
        except KexieDigestError as failure:
            error = Failure("run", failure.subject, failure.code, failure.message, failure.advice)
        except Exception as failure:  # noqa: BLE001 - a bug of ours must end the run, not the desk
            _log.exception("the manual run failed")
            error = Failure("run", "", "internal_error", f"程序出错：{failure}", "请把日志报给开发者。")
        with self._lock:
            if self._progress is not None:
                self._progress = replace(self._progress, result=result, error=error, stage="")

    def _notify(self, stage: str, done: int, total: int) -> None:
        with self._lock:
            if self._progress is not None:
                stages = {**self._progress.stages, stage: (done, total)}
                self._progress = replace(self._progress, stage=stage, stages=stages)
        if self._cancel.is_set() and stage in _INTERRUPTIBLE:
            raise Cancelled


def list_latest(context: Context, limit: int = 30) -> Sequence[Run]:
    """List runs, the latest first.

    Args:
        context: Store.
        limit: The most to give.

    Returns:
        The runs that did something.
    """
    with context.store.reading() as tx:
        return rows.list_latest(tx, limit)


def get(context: Context, run_id: str) -> Run:
    """Give a run that ended.

    Args:
        context: Store.
        run_id: Which.

    Returns:
        The run.

    Raises:
        NotFound: There is none.
    """
    with context.store.reading() as tx:
        return rows.get(tx, run_id)


class Standing(StrEnum):
    """How a recorded run stands: at work, ended, or cut off in the middle."""

    AT_WORK = "at_work"
    ENDED = "ended"
    CUT_OFF = "cut_off"


def standing(run: Run, now: datetime) -> Standing:
    """Say how a run stands.

    Args:
        run: As recorded.
        now: The present instant.

    Returns:
        ``CUT_OFF`` when it has no end and its process no longer lives; of a process
        of another machine or container nobody knows here, so it is believed to be at work for a day.
    """
    if run.finished_at is not None:
        return Standing.ENDED
    if not run.process or not is_alive(run.process):
        return Standing.CUT_OFF
    is_believed = is_here(run.process) or now - run.started_at < LONGEST
    return Standing.AT_WORK if is_believed else Standing.CUT_OFF


def _busy(progress: Progress) -> Conflict:
    return Conflict(
        f"{progress.by} 启动的运行还没有结束 (another run is at work)",
        subject=progress.id,
        code="run_in_progress",
        advice="请等它结束，或先取消它。",
    )
