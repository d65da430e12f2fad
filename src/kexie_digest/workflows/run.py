"""The manual run: collect, compose, publish, with one journal for all of it.

Also what the scheduler calls. It first finishes what a killed run left behind, so
running again is always the right thing to do.
"""

import secrets
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from kexie_digest.errors import ConfigError, KexieDigestError, StoreError
from kexie_digest.model import Digest, Drop, Edition, PeriodRun, Rights, Run, Source
from kexie_digest.store import runs
from kexie_digest.workflows import leases
from kexie_digest.workflows.collect import Watch, collect
from kexie_digest.workflows.compose import compose
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.curate.learning import learn
from kexie_digest.workflows.deliver import configured, deliver
from kexie_digest.workflows.grouping import group
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.processes import only_run, own_name
from kexie_digest.workflows.publish import attempt, finish
from kexie_digest.workflows.watching.marks import marked

#: How long a scheduler's tick begins new mail; the next tick goes on where it stopped.
MAIL_SECONDS = 20.0

#: Who started the scheduler's runs, on the desk.
BY_THE_CALENDAR = "定时"

#: The source of files in a folder that is only named on the command line; no key in
#: ``sources.yaml`` can look like this.
UNNAMED_DROP = "--drops"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a run covers.

    ``drops`` and ``sources`` are collected; editions are composed for ``digests``, and for the
    periods that are ``due``; ``is_sending`` says whether mail leaves; ``watch`` is a scheduler's
    memory between ticks, None in a manual run. With ``is_collecting`` no other run may be at
    work; without, only what is leased row by row is done.
    """

    drops: tuple[Drop, ...]
    sources: tuple[Source, ...]
    digests: tuple[Digest, ...]
    is_sending: bool = True
    watch: Watch | None = None
    due: tuple[PeriodRun, ...] = ()
    is_collecting: bool = True


def scope_of(
    context: Context, *, digest: str | None = None, drops: Path | None = None, is_sending: bool = True
) -> Scope:
    """Work out what a manual run covers.

    Args:
        context: Configuration.
        digest: Only this digest; None for all.
        drops: Only this folder, and no polled source; None for everything configured.
        is_sending: Whether mail leaves.

    Returns:
        The scope.

    Raises:
        ConfigError: There is no such digest, or no such folder.
    """
    config = context.config
    if drops is None:
        return Scope(config.drops, config.sources, _digests(config.digests, digest), is_sending=is_sending)
    return Scope((_drop(drops, config.drops),), (), _digests(config.digests, digest), is_sending=is_sending)


class Cancelled(KexieDigestError):  # noqa: N818 - reads as a statement at the place it is caught
    """运行已取消 (the run was cancelled)."""

    code = "cancelled"


def new_id() -> str:
    """Give an id for a run: opaque, and short enough for a log line."""
    return secrets.token_hex(6)


def run(context: Context, scope: Scope, *, run_id: str | None = None, by: str = "") -> Run:
    """Collect, compose and publish.

    ``context.notify`` may raise :class:`Cancelled` between two items of ``collect`` or
    ``compose``: what is done stays, the rest waits for the next run. It must not do so
    while an edition is published, which has taken its number.

    Args:
        context: The program.
        scope: What to cover.
        run_id: Its id when somebody watches it; None for a new one.
        by: Who started it.

    Returns:
        What happened, item by item; failures are in it, not raised.

    Raises:
        Conflict: Another run is at work on this store.
        StoreError: The store itself failed.
    """
    journal = Journal(run_id or new_id(), context.clock, by=by, process=own_name())
    begun = journal.result(is_finished=False)
    with only_run(context.var) if scope.is_collecting else nullcontext(), marked(run=begun.id):
        if scope.watch is None:
            _record(context, begun)
        try:
            _walk(context, scope, journal)
        except Cancelled:
            journal.note("已按要求取消；做完的都保留，其余留待下次 (cancelled; what was done is kept)。")
        except KexieDigestError as error:
            with suppress(StoreError):  # the store itself may be what failed
                journal.fail("run", error)
                _record(context, journal.result())
            raise
        result = journal.result()
        if scope.watch is None or _did_something(result):  # an idle tick is no event
            _record(context, result)
    return result


def _record(context: Context, run: Run) -> None:
    with context.store.transaction() as tx:
        if not runs.add(tx, run):
            runs.update_run(tx, run)


def _walk(context: Context, scope: Scope, journal: Journal) -> None:
    with journal.stage("publish"):
        finish(context, journal, scope.watch.waiting if scope.watch else None)
    if scope.is_collecting:
        with journal.stage("collect"):
            learn(context, journal)
            collect(context, scope.drops, scope.sources, journal, scope.watch)
            journal.count("grouped", group(context))
    owed: list[tuple[Digest, PeriodRun | None]] = [(digest, None) for digest in scope.digests]
    owed += [(configured(context, run.digest), run) for run in scope.due]
    for position, (digest, run) in enumerate(owed):
        context.notify("compose", position, len(owed))
        with journal.stage("compose"):
            _one(context, digest, journal, run)
    if scope.is_sending:
        with journal.stage("deliver"):
            deliver(context, journal, budget=None if scope.watch is None else MAIL_SECONDS)


def _did_something(result: Run) -> bool:
    return bool(result.published or result.failures or result.warnings or any(result.counts.values()))


def _one(context: Context, digest: Digest, journal: Journal, run: PeriodRun | None) -> None:
    try:
        edition = compose(context, digest, journal) if run is None else _settle(context, digest, journal, run)
        if edition is None:
            return
        if digest.review:
            journal.leave(
                edition,
                f"{digest.title}：第{edition.number}期已编好，待{digest.review[0]} "
                f"(no. {edition.number} is composed and waits for review)。",
            )
        else:
            with journal.stage("publish"), marked(edition=f"{edition.digest}/{edition.total_number}"):
                attempt(context, edition, journal)
    except KexieDigestError as error:
        journal.fail("compose", error)


def _settle(context: Context, digest: Digest, journal: Journal, run: PeriodRun) -> Edition | None:
    """Compose for a period, unless it is settled or somebody else is at it."""
    with leases.period(context, run) as claimed:
        return compose(context, digest, journal, run=claimed) if claimed else None


def _digests(known: Sequence[Digest], key: str | None) -> tuple[Digest, ...]:
    if key is None:
        return tuple(known)
    chosen = tuple(digest for digest in known if digest.key == key)
    if not chosen:
        names = "、".join(digest.key for digest in known)
        raise ConfigError(
            "没有这个简报 (no such digest)", subject=key, code="unknown_digest", advice=f"可用的有：{names}。"
        )
    return chosen


def _drop(folder: Path, configured: Sequence[Drop]) -> Drop:
    path = folder.absolute()
    if not path.is_dir():
        raise ConfigError(
            "没有这个投放文件夹 (no such drop folder)",
            subject=str(folder),
            code="no_drop_folder",
            advice="请检查 --drops 的路径，或先建好文件夹并放入版面文件。",
        )
    same = next((drop for drop in configured if Path(drop.path) == path), None)
    return same or Drop(key=UNNAMED_DROP, path=str(path), rights=Rights.FULL)
