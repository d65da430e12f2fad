"""Write copies from the frozen mail of their campaign.

Takes Deliveries, gives Messages: the same bytes on every try, whatever happened to the
templates since. Used from several threads.
"""

import threading

from kexie_digest import mailings
from kexie_digest.model import Delivery, Message
from kexie_digest.store import deliveries
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.sending.planning import mail_of


class Scriptorium:
    """Writers of the mails that are going out, one a campaign and choice of themes."""

    def __init__(self, context: Context) -> None:
        """Open without writers.

        Args:
            context: Store, key, signing key.
        """
        self._context = context
        self._writers: dict[tuple[str, int, str], mailings.Writer] = {}
        self._lock = threading.Lock()

    def write(self, copy: Delivery) -> Message:
        """Write one copy.

        Args:
            copy: The ledger's row.

        Returns:
            The message.

        Raises:
            KexieDigestError: Its mail cannot be made, or its digest is gone.
        """
        writer = self._writer(copy.digest, copy.total_number, copy.themes)
        token = copy.token or copy.message_id.strip("<>").rpartition("@")[0].rpartition(".")[2]
        return writer.write(copy.recipient, copy.name, token, self._return_path(copy))

    def _writer(self, digest: str, total_number: int, themes: str) -> mailings.Writer:
        key = (digest, total_number, themes)
        with self._lock:
            if key not in self._writers:
                mail = mail_of(self._context, digest, total_number, themes)
                self._writers[key] = mailings.Writer(mail, self._signer(digest, total_number, mail.sender))
            return self._writers[key]

    def _signer(self, digest: str, total_number: int, sender: str) -> mailings.Signer | None:
        room = self._context.mail
        if room.dkim_key is None:
            return None
        with self._context.store.reading() as tx:
            record = deliveries.campaign_of(tx, digest, total_number)
        # Dated as the campaign: the signature is the same on every try.
        date = record.dated if record else self._context.clock.now()
        domain = sender.rpartition("@")[2]
        return mailings.Signer(domain, room.dkim_selector, date, mailings.read_key(room.dkim_key))

    def _return_path(self, copy: Delivery) -> str:
        box = self._context.mail.bounce_address
        return mailings.make_return_path(self._context.secret, box, copy.total_number, copy.id) if box else ""
