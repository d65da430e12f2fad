"""A test mail of an edition to an address of the editor's choice; written down, then sent."""

from kexie_digest.model.desk.user import AuditEntry
from kexie_digest.store.desk import audit
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.desk.readers import Who
from kexie_digest.workflows.sending import ledger


def send_test(context: Context, digest: str, number: int, address: str, *, who: Who) -> str:
    """Send one marked copy; the ledger of deliveries is not touched.

    Args:
        context: The program.
        digest: The digest's key.
        number: 总第N期.
        address: To whom.
        who: Who wants it.

    Returns:
        The server's answer.

    Raises:
        NotFound: There is no such edition.
        DeliveryError: It is no address, or the copy was not taken.
    """
    name = f"{digest}/{number}"
    ledger.look(context.store, name)
    with context.store.transaction() as tx:  # beforehand: no write lock while a server is asked
        audit.add(tx, AuditEntry(who.name, "delivery.test", name, after=address, address=who.address))
    reply = ledger.send_test(context, name, address)
    return f"{reply.code} {reply.text}".strip()
