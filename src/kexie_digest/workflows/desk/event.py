"""One event on the desk: its reports, why they are together, who decided.

Takes event keys or article ids, gives what an editor looks at; carries out merges and
splits through ``curate.events`` and writes them down in the trail.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kexie_digest.errors import NotFound
from kexie_digest.model import Report
from kexie_digest.model.desk.user import AuditEntry
from kexie_digest.store import articles
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.curate import events as curate
from kexie_digest.workflows.curate.events import Curated
from kexie_digest.workflows.desk.trail import recorded


@dataclass(frozen=True, slots=True)
class OpenedEvent:
    """An event with the articles that tell it, in order of arrival."""

    curated: Curated
    reports: tuple[Report, ...]


def open_event(context: Context, key: str) -> OpenedEvent:
    """Open an event.

    Args:
        context: Store.
        key: Its key.

    Returns:
        The event and its articles.

    Raises:
        NotFound: No article has this key.
    """
    curated = curate.show(context, key)
    with context.store.reading() as tx:
        reports = tuple(articles.get(tx, report_id) for report_id in curated.event.reports)
    return OpenedEvent(curated, reports)


def merge(context: Context, key: str, other: str, *, by: str, address: str = "") -> str:
    """Declare that two events are one.

    Args:
        context: Store.
        key: The event.
        other: The other one, by its key or by one of its articles.
        by: Who decided.
        address: Where the request came from.

    Returns:
        The key that lives on.

    Raises:
        NotFound: There is no such event or article.
        Conflict: They are one already.
    """
    other_key = _key_of(context, other)
    with recorded(context.store) as (inside, write_down):
        merged = curate.merge(replace(context, store=inside), (key, other_key), by)
        write_down(AuditEntry(by, "event.merge", key, other_key, merged.event.key, address))
    return merged.event.key


def split(context: Context, key: str, article_ids: Sequence[str], *, by: str, address: str = "") -> str:
    """Take articles out of an event.

    Args:
        context: Store.
        key: The event.
        article_ids: Some of its articles.
        by: Who decided.
        address: Where the request came from.

    Returns:
        The key of the event they now have for themselves.

    Raises:
        NotFound: An article is not stored.
        Conflict: They are all of the event, or of several.
    """
    with recorded(context.store) as (inside, write_down):
        own = curate.split(replace(context, store=inside), article_ids, by)
        write_down(AuditEntry(by, "event.split", key, "、".join(article_ids), own.event.key, address))
    return own.event.key


def undo(context: Context, ruling_id: int, *, by: str, address: str = "") -> None:
    """Take a merge or a split back.

    Args:
        context: Store.
        ruling_id: Which.
        by: Who takes it back.
        address: Where the request came from.

    Raises:
        NotFound: There is none.
        Conflict: It was taken back before.
    """
    with recorded(context.store) as (inside, write_down):
        curate.undo(replace(context, store=inside), ruling_id, by)
        write_down(AuditEntry(by, "event.undo", str(ruling_id), address=address))


def _key_of(context: Context, named: str) -> str:
    """Take an article's id for its event, anything else for an event's key."""
    with context.store.reading() as tx:
        try:
            return articles.get(tx, named).event or named
        except NotFound:
            return named
