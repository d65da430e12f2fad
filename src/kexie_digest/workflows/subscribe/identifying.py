"""Whom a link's token stands for.

Takes a token from a mail's link or a reader's own page, gives address and, for a mail,
its digest. It changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kexie_digest import mailings
from kexie_digest.errors import NotFound
from kexie_digest.model import Reader, Subscription
from kexie_digest.store import Transaction, deliveries, readers
from kexie_digest.workflows.context import Context


@dataclass(frozen=True, slots=True)
class Standing:
    """Who holds a token.

    ``address`` is empty when the reader's data was deleted; ``digest`` is that of the
    mail the link stood in, empty for a reader's own page; ``reader`` is None for an
    address that only ``sources.yaml`` names. ``gets`` is filled for the reader's page only:
    digest → wish, of what is sent to them now.
    """

    address: str
    digest: str = ""
    reader: Reader | None = None
    gets: Mapping[str, Subscription] = field(default_factory=dict)

    @property
    def masked(self) -> str:
        """The address as a page may show it: ``l…@example.org``."""
        local, _, domain = self.address.rpartition("@")
        return f"{local[:1]}…@{domain}" if domain else ""


def look(context: Context, token: str) -> Standing:
    """Say whom a token stands for.

    Args:
        context: The program.
        token: From the link.

    Returns:
        The holder.

    Raises:
        NotFound: Code ``bad_token``.
    """
    with context.store.reading() as tx:
        return identify(context, tx, token)


def identify(context: Context, tx: Transaction, token: str) -> Standing:
    """Say whom a token stands for, within a unit of work.

    Args:
        context: The program.
        tx: The unit of work.
        token: From the link.

    Returns:
        The holder.

    Raises:
        NotFound: Code ``bad_token``.
    """
    copy = deliveries.find_token(tx, token)
    if copy is not None:
        address = copy.recipient if "@" in copy.recipient else ""
        return Standing(address, copy.digest, readers.find(tx, mailings.identity(address)))
    reader_id = mailings.read_reader_token(token)
    if reader_id is not None:
        try:
            reader = readers.get(tx, reader_id)
        except NotFound:
            raise _bad_token() from None
        if mailings.is_same(
            token, mailings.make_reader_token(context.secret, reader_id, reader.recipient.address)
        ):
            return Standing(reader.recipient.address, "", reader)
    raise _bad_token()


def _bad_token() -> NotFound:
    return NotFound(
        "链接无效或已失效 (this link is not valid)",
        code="bad_token",
        advice="请从最近一期邮件里重新打开链接，或在订阅页填写邮箱，我们会寄一封带新链接的信。",
    )
