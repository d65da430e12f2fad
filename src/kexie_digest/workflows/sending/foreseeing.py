"""Foresee who would get an edition that is not planned to its end.

Takes an edition's name, gives how many copies planning would add. It changes nothing.
"""

from kexie_digest import mailings
from kexie_digest.model import CampaignState
from kexie_digest.store import deliveries, readers
from kexie_digest.store import editions as edition_rows
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.sending import ledger
from kexie_digest.workflows.sending.planning import PAGE, configured, lists_of, open_named, share_out

#: Every reader is queued, or none will be.
_DECIDED = (CampaignState.ACTIVE, CampaignState.CANCELLED)


def foresee(context: Context, name: str) -> int:
    """Count the copies that planning would add to the ledger.

    Args:
        context: The program.
        name: The edition's, such as ``weekly/131``.

    Returns:
        How many; 0 when it is planned or cancelled.

    Raises:
        NotFound: There is no such edition.
        ConfigError: ``bad_edition``, ``unknown_digest``.
    """
    key, number = ledger.read_name(name)
    with context.store.reading() as tx:
        edition = edition_rows.get(tx, key, number)
        record = deliveries.campaign_of(tx, key, number)
    if record is not None and record.state in _DECIDED:
        return 0
    digest = configured(context, key)
    known = {mailings.identity(copy.recipient) for copy in ledger.list_copies(context.store, name)}
    with context.store.reading() as tx:
        named, _ = open_named(tx, digest)
    fresh = {mailings.identity(one.address) for one in named} - known
    known |= fresh
    found, after = len(fresh), 0
    while True:
        with context.store.reading() as tx:
            page = readers.choose(tx, key, lists_of(digest), after=after, limit=PAGE)
        due = (one.recipient.key for share in share_out(edition, page).values() for one in share)
        found += sum(one not in known for one in due)
        if len(page) < PAGE:
            return found
        after = page[-1].id
