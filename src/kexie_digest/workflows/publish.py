"""Publish an edition: render every output, put the folder into place, queue its mail.

Takes a stored edition, gives files and ledger rows. Safe to repeat at any point: the
folder appears whole, a recipient is queued once, and of two workers one is refused.
"""

import logging
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from kexie_digest import mailings, renderers
from kexie_digest.errors import KexieDigestError, RenderError
from kexie_digest.model import Digest, Edition, Message, PeriodRun, Published, Recipient, Rendition
from kexie_digest.model.mailing.message import TOKEN_SLOT
from kexie_digest.store import editions as edition_rows
from kexie_digest.store import periods
from kexie_digest.workflows import leases
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.output_folder import write_whole
from kexie_digest.workflows.pictures import lay_out
from kexie_digest.workflows.rendering import render_all
from kexie_digest.workflows.sending import planning
from kexie_digest.workflows.sending.planning import campaign, configured
from kexie_digest.workflows.sharing import share

#: Seconds for which a scheduler leaves an edition in peace that could not be published.
RETRY = 600.0

#: Troubles of the database that pass: the edition did nothing wrong.
_PASSING = frozenset({"busy", "crowded", "ended_by_server", "unreachable"})

#: Digest and total number → when it may be tried again, in monotonic seconds: clocks are set back.
Waiting = dict[tuple[str, int], float]

_log = logging.getLogger(__name__)

#: Whom the sample copy ``email.eml`` is addressed to when a digest has no recipients.
SAMPLE_READER = Recipient(address="reader@digest.invalid", name="样刊读者")


def finish(context: Context, journal: Journal, waiting: Waiting | None = None) -> None:
    """Publish what an earlier run composed but did not finish, under the same numbers.

    Args:
        context: The program.
        journal: Told what was finished and what failed again.
        waiting: Of a scheduler: when an edition that failed may be tried again.
    """
    with context.store.reading() as tx:
        unfinished = edition_rows.list_unfinished(tx)
    for edition in unfinished:
        key, now = (edition.digest, edition.total_number), context.clock.monotonic()
        if waiting is None or now >= waiting.get(key, now):
            is_done = attempt(context, edition, journal)
            if waiting is not None and not is_done:
                waiting[key] = context.clock.monotonic() + RETRY


def attempt(context: Context, edition: Edition, journal: Journal) -> bool:
    """Publish an edition; what goes wrong is recorded, so that other digests go on.

    Args:
        context: The program.
        edition: Stored in state ``publishing``.
        journal: Told the failure.

    Returns:
        False when it failed and would at once fail again; one that somebody else is at work on is
        left to them, and trouble of the database to the next tick.
    """
    try:
        digest = configured(context, edition.digest)
        with leases.edition(context, edition.digest, edition.total_number) as run:
            if run is not None:
                publish(context, edition, digest, journal, run)
            elif holder := leases.holder(context, edition.digest, edition.total_number):
                journal.note(_elsewhere(edition, holder))
    except KexieDigestError as error:
        is_stale = error.code == "stale_worker"
        journal.warn("publish", error) if is_stale else journal.fail("publish", error)
        return is_stale or error.code in _PASSING
    except Exception as error:  # noqa: BLE001 - a bug of ours must not keep other digests from appearing
        _log.exception("publishing %s/%s failed", edition.digest, edition.total_number)
        journal.fail("publish", _bug(edition, error))
        return False
    return True


def _elsewhere(edition: Edition, holder: str) -> str:
    return f"{edition.title}：第{edition.number}期没有出刊 (no. {edition.number} waits)：{holder}。"


def _bug(edition: Edition, error: Exception) -> RenderError:
    wrapped = RenderError(
        "程序出刊时出错 (the program failed on this edition)",
        subject=f"{edition.digest}/{edition.total_number}",
        code="internal_error",
        advice="请把日志报给开发者；期号保留，修复后再运行一次即可出刊。",
    )
    wrapped.__cause__ = error
    return wrapped


def publish(context: Context, edition: Edition, digest: Digest, journal: Journal, run: PeriodRun) -> None:
    """Render an edition, put its folder into place and queue its mail.

    Args:
        context: The program.
        edition: Stored in state ``publishing``.
        digest: How its owner wants it.
        journal: Told warnings and the files.
        run: Its period, as claimed.

    Raises:
        Conflict: Somebody else took the edition over meanwhile (code ``stale_worker``).
        RenderError: An output could not be made or written; the edition keeps its
            number and is finished by a later run.
    """
    with TemporaryDirectory(prefix="kexie-pictures-") as name:
        shown, pictures, missing = lay_out(context.blobs, edition, Path(name))
        for warning in missing:
            journal.warn("publish", warning)
        renditions = _render(context, shown, digest, Path(name), journal)
        sending = campaign(context, edition, digest, renditions)
        # The folder may be served to everybody: no reader's address or token stands in it.
        ((sample,),) = mailings.plan(sending, [SAMPLE_READER])
        files: dict[str, bytes] = {
            rendition.name: _without_slot(rendition, sample) for rendition in renditions
        }
        folder = context.output / edition.digest / str(edition.total_number)
        with context.store.transaction() as tx:
            periods.require(tx, run, context.clock.now() + context.lease)
        files |= {"email.eml": sample.content}
        written = write_whole(folder, {**files, **pictures}, attempt=run.attempts)
        share(context, edition.digest, edition.total_number, folder)
    with context.store.transaction() as tx:
        periods.finish(tx, run)
        edition_rows.mark_published(tx, edition.digest, edition.total_number, str(folder))
        planning.begin(context, tx, edition, digest, renditions)
    planning.plan_unfinished(context, journal)
    if written.aside is not None:
        journal.warn("publish", _number_taken(folder, written.aside))
    journal.publish(_published(edition, folder=str(folder), files=_outputs(folder, written.files)))


def _render(
    context: Context, edition: Edition, digest: Digest, assets: Path, journal: Journal
) -> list[Rendition]:
    """Render every output in a process of its own; one that is spared is named instead."""
    tools = replace(context.render_tools, assets=assets)
    names = tuple(renderers.RENDERERS)
    renditions = []
    context.notify("publish", 0, len(names))
    for name, outcome in render_all(names, edition, digest, tools, context.render_limits):
        context.notify("publish", names.index(name) + 1, len(names))
        if isinstance(outcome, Rendition):
            for warning in outcome.warnings:
                journal.warn("publish", RenderError(warning, subject=name, code="degraded"))
            renditions.append(outcome)
        elif name in renderers.SPARABLE:
            journal.warn("publish", outcome)
        else:
            raise outcome
    return renditions


def _number_taken(folder: Path, aside: Path) -> RenderError:
    return RenderError(
        f"这里已有另一期，已改名保存为 {aside.name} (another edition of this number was there)",
        subject=str(folder),
        code="number_reused",
        advice="数据库可能换过或丢失，期号会与以前的重复；请恢复原来的数据库，或换一个 --output。",
    )


def _without_slot(rendition: Rendition, sample: Message) -> bytes:
    """Give the file as the sample reader gets it: a token where each copy has its own."""
    token = sample.message_id.rpartition("@")[0].rpartition(".")[2]
    return rendition.content.replace(TOKEN_SLOT.encode(), token.encode())


def _outputs(folder: Path, files: tuple[Path, ...]) -> tuple[str, ...]:
    """Name what was made; pictures, which go along with it, are not counted one by one."""
    return tuple(str(path) for path in files if path.parent == folder)


def _published(edition: Edition, *, folder: str, files: tuple[str, ...]) -> Published:
    return Published(
        digest=edition.digest,
        title=edition.title,
        number=edition.number,
        total_number=edition.total_number,
        folder=folder,
        files=files,
        item_count=len(edition.items),
        report_count=sum(len(item.sources) for item in edition.items),
    )
