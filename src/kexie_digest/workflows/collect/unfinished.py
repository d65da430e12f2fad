"""Read from the kept bytes what was claimed and never read to the end, in this run or one that died."""

from kexie_digest.errors import StoreError
from kexie_digest.model import Claim, ClaimState
from kexie_digest.store import documents
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.reading.issues import grouped, issue_of
from kexie_digest.workflows.taking import Item, Terms, give_up, take_issue


def take_unfinished(context: Context, source_key: str, journal: Journal, terms: Terms) -> None:
    """Read what is unfinished of a source or drop.

    Args:
        context: The program.
        source_key: Its key.
        journal: Told counts, warnings and failures.
        terms: Its rights, backlog and pictures.
    """
    with context.store.reading() as tx:
        unfinished = documents.list_unfinished(tx, source_key)
    for together in grouped(unfinished, issue_of):
        if context.is_stopping():
            return
        items = []
        for record in together:
            row = Claim(record.id, ClaimState.UNFINISHED, record.revision)
            try:
                items.append(Item(row, record.document(context.blobs.get(record.sha256)), terms))
            except StoreError as error:
                if error.code == "objects_unreachable":
                    raise  # the bucket will answer again
                give_up(context, row, error, journal)
        take_issue(context, items, journal)
