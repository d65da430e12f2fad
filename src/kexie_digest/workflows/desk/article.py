"""One article on the desk: as it reads now, as it was read, its page, what was put right.

Takes an id, gives all an editor looks at; carries out corrections and writes them down.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kexie_digest.errors import NotFound
from kexie_digest.model import Correction, Report
from kexie_digest.model.desk.inbox import InboxScope
from kexie_digest.model.desk.user import AuditEntry
from kexie_digest.store import articles
from kexie_digest.store.desk import inbox as rows
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.curate import articles as curate
from kexie_digest.workflows.desk.original import Original, show
from kexie_digest.workflows.desk.trail import recorded


@dataclass(frozen=True, slots=True)
class Opened:
    """An article as the desk shows it; ``above`` and ``below`` are its neighbours in the inbox."""

    report: Report
    as_read: Report
    original: Original
    corrections: Sequence[Correction]
    event_titles: tuple[tuple[str, str], ...] = ()
    above: str | None = None
    below: str | None = None


def open_article(context: Context, article_id: str, scope: InboxScope) -> Opened:
    """Open an article.

    Args:
        context: Store and originals.
        article_id: Which.
        scope: The list it was opened from.

    Returns:
        All an editor looks at.

    Raises:
        NotFound: There is no such article.
    """
    with context.store.reading() as tx:
        inside = replace(context, store=context.store.within(tx))  # one snapshot, one unit of work
        report, as_read = articles.get(tx, article_id), curate.original(inside, article_id)
        above, below = rows.neighbours(tx, scope, article_id)
        others = rows.list_event(tx, report.event) if report.event else []
        return Opened(
            report=report,
            as_read=as_read,
            original=show(inside, as_read),
            corrections=curate.history(inside, article_id),
            event_titles=tuple(other for other in others if other[0] != article_id),
            above=above,
            below=below,
        )


def correct(context: Context, correction: Correction, *, address: str = "") -> Report:
    """Carry out a correction and write it down.

    Args:
        context: Store and themes.
        correction: What an editor wants; ``was`` is what they saw.
        address: Where the request came from.

    Returns:
        The article as it reads now.

    Raises:
        Conflict: Somebody else changed this value, or the change makes no sense.
        NotFound: There is no such article.
    """
    act = AuditEntry(
        correction.by,
        f"article.{correction.field}",
        correction.article_id,
        correction.was,
        correction.becomes,
        address,
    )
    with recorded(context.store) as (inside, write_down):
        write_down(act)
        return curate.correct(replace(context, store=inside), correction)


def undo(context: Context, article_id: str, correction_id: int, *, by: str, address: str = "") -> Report:
    """Take a correction back.

    Args:
        context: Store and clock.
        article_id: Of which article.
        correction_id: Which of its corrections.
        by: Who takes it back.
        address: Where the request came from.

    Returns:
        The article as it reads now.

    Raises:
        Conflict: The value was changed again since.
        NotFound: There is no such correction.
    """
    found = [one for one in curate.history(context, article_id) if one.id == correction_id]
    if not found:
        raise NotFound("没有这条更正 (no such correction)", subject=str(correction_id))
    with recorded(context.store) as (inside, write_down):
        write_down(AuditEntry(by, "article.undo", article_id, found[0].becomes, found[0].was, address))
        return curate.undo(replace(context, store=inside), found[0], by=by)
