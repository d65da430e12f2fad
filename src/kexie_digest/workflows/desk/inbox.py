"""The inbox: a page of what came in, and an article marked as looked at.

Takes a scope and the place where the last page ended, gives entries and the next place.
"""

from dataclasses import dataclass

from kexie_digest.model.desk.inbox import InboxEntry, InboxScope
from kexie_digest.model.desk.user import AuditEntry
from kexie_digest.store import Store
from kexie_digest.store.desk import audit
from kexie_digest.store.desk import inbox as rows

#: Entries a page; 50 lines of the desk are 60 KB of HTML.
PAGE = 50
#: The number beside the inbox says "99+" beyond this.
MOST_COUNTED = 100


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the inbox; ``next`` is where the next one begins, None at the end."""

    entries: tuple[InboxEntry, ...]
    next: tuple[int, int] | None
    doubtful: int


def list_page(store: Store, scope: InboxScope, *, after: tuple[int, int] | None = None) -> Listing:
    """List a page of the inbox.

    Args:
        store: The archive.
        scope: What to list.
        after: ``Listing.next`` of the page before.

    Returns:
        The page.
    """
    with store.reading() as tx:
        found = rows.list_page(tx, scope, after=after, limit=PAGE + 1)
        doubtful = rows.count_doubtful(tx, MOST_COUNTED)
    shown = tuple(found[:PAGE])
    last = (shown[-1].attention, shown[-1].seq) if len(found) > PAGE else None
    return Listing(shown, last, doubtful)


def neighbours(store: Store, scope: InboxScope, article_id: str) -> tuple[str | None, str | None]:
    """Name the articles before and after one in the inbox.

    Args:
        store: The archive.
        scope: Of the list.
        article_id: Where the editor is.

    Returns:
        The ids of the one above and the one below; None at an end.
    """
    with store.reading() as tx:
        return rows.neighbours(tx, scope, article_id)


def settle(store: Store, article_id: str, *, by: str) -> None:
    """Note that an editor looked at an article and leaves it as it is.

    Args:
        store: The archive.
        article_id: Which.
        by: Who looked.

    Raises:
        NotFound: There is no such article.
    """
    with store.transaction() as tx:
        if rows.settle(tx, article_id):
            audit.add(tx, AuditEntry(by, "article.settle", article_id))
