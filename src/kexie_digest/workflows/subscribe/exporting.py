"""Readers take along what is kept of them.

Takes a token, gives JSON data: everything the tables know of the address, however it was
written, record or none. The links of waiting sign-ups are left out: whoever finds this
file must not confirm them.
"""

from kexie_digest import mailings
from kexie_digest.model.serialization import to_json
from kexie_digest.store import Transaction, deliveries, readers
from kexie_digest.store.deliveries import letters
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.subscribe.identifying import identify


def export_data(context: Context, token: str) -> dict[str, object]:
    """Give everything kept of a reader, as JSON data.

    Args:
        context: The program.
        token: From a mail's link or the reader's own.

    Returns:
        The record with consents, sign-ups, suppressions, letters, what was sent, and what
        servers said of the address.

    Raises:
        NotFound: Code ``bad_token``.
    """
    with context.store.reading() as tx:
        standing = identify(context, tx, token)
        kept = _kept(tx, standing.address) if standing.address else {}
    reader = to_json(standing.reader) if standing.reader else None
    return {"address": standing.address, "reader": reader, **kept}


def _kept(tx: Transaction, address: str) -> dict[str, object]:
    mark = mailings.mark_of(address)
    return {
        "applications": [to_json(one) for one in readers.applications_of(tx, mark)],
        "suppressions": [to_json(one) for one in readers.suppressions_of(tx, mark)],
        "letters": [
            {"kind": one.kind, "queued_at": one.queued_at.isoformat(), "state": one.state}
            for one in letters.of_address(tx, address)
        ],
        "failures": deliveries.failures_of(tx, mark),
        "deliveries": [
            {
                "address": copy.recipient,
                "name": copy.name,
                "digest": copy.digest,
                "total_number": copy.total_number,
                "message_id": copy.message_id,
                "state": copy.state.value,
                "answer": copy.last_text,
            }
            for copy in deliveries.of_every_writing(tx, address)
        ],
    }
