"""Readers leave, have their data deleted.

Takes a token, gives what was done. Leaving twice is leaving once (RFC 8058: a one-click
POST may be repeated); after a deletion only a hash is left, which keeps mail away.
"""

from collections.abc import Collection
from dataclasses import dataclass

from kexie_digest import mailings
from kexie_digest.model import Suppression, SuppressionReason
from kexie_digest.store import Transaction, deliveries, readers, runs
from kexie_digest.store.deliveries import letters
from kexie_digest.store.desk import audit
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.subscribe.identifying import Standing, identify


@dataclass(frozen=True, slots=True)
class Left:
    """What somebody left: ``digest`` empty means all of them."""

    standing: Standing
    digest: str


def unsubscribe(context: Context, token: str, *, is_all: bool = False) -> Left:
    """Leave the digest a link belongs to, at once; doing it again changes nothing.

    Args:
        context: The program.
        token: From a mail's link or the reader's own.
        is_all: Leave everything, not only that digest.

    Returns:
        Who left what.

    Raises:
        NotFound: Code ``bad_token``.
    """
    with context.store.transaction() as tx:
        standing = identify(context, tx, token)
        digest = "" if is_all else standing.digest
        if standing.address:
            stop(tx, standing.address, digest)
        return Left(standing, digest)


def stop(tx: Transaction, address: str, digest: str) -> None:
    """End what an address gets of a digest, or everything, and keep it so.

    Args:
        tx: The unit of work.
        address: Whose.
        digest: Which; empty for all.
    """
    reader = readers.find(tx, mailings.identity(address))
    if reader is not None:
        for key in [digest] if digest else [wish.digest for wish in reader.subscriptions]:
            readers.unsubscribe(tx, reader.id, key)
    mark = mailings.mark_of(address)
    readers.suppress(tx, Suppression(mark, SuppressionReason.UNSUBSCRIBED, digest, address))
    deliveries.cancel_recipient(tx, address, "读者退订 (unsubscribed)", digest)


def come_back(context: Context, tx: Transaction, address: str, digests: Collection[str]) -> None:
    """Let mail of some digests come again, and of no other.

    Who left everything is still on lists: taking one digest back must not bring the others.

    Args:
        context: The program.
        tx: The unit of work.
        address: Whose.
        digests: What they asked for.
    """
    mark = mailings.mark_of(address)
    if digests and readers.lift(tx, mark, "", [SuppressionReason.UNSUBSCRIBED]):
        for digest in context.config.digests:
            readers.suppress(tx, Suppression(mark, SuppressionReason.UNSUBSCRIBED, digest.key, address))
    for key in digests:
        readers.lift(tx, mark, key, [SuppressionReason.UNSUBSCRIBED])


def revive(tx: Transaction, address: str) -> None:
    """Take an address for alive again: a letter reached it, and its link was used.

    It is now as one that left everything: only what is asked for comes back.

    Args:
        tx: The unit of work.
        address: Whose.
    """
    mark = mailings.mark_of(address)
    readers.lift(tx, mark, "", [SuppressionReason.HARD_BOUNCE])
    readers.suppress(tx, Suppression(mark, SuppressionReason.UNSUBSCRIBED, "", address))
    deliveries.forget_failures(tx, mark)


def delete_data(context: Context, token: str) -> None:
    """Delete everything kept of a reader; the hash of the address stays and keeps mail away.

    Args:
        context: The program.
        token: From a mail's link or the reader's own.

    Raises:
        NotFound: Code ``bad_token``.
    """
    with context.store.transaction() as tx:
        standing = identify(context, tx, token)
        if standing.address:
            forget(tx, standing.address)


def forget(tx: Transaction, address: str) -> None:
    """Delete everything kept of an address but the hash that keeps mail away.

    Args:
        tx: The unit of work.
        address: Whose.
    """
    mark = mailings.mark_of(address)
    stop(tx, address, "")
    reader = readers.find(tx, mailings.identity(address))
    if reader is not None:
        readers.forget(tx, reader.id)
    readers.forget_address(tx, mark)
    readers.forget_applications(tx, mark)
    letters.withdraw(tx, [address])
    deliveries.forget_failures(tx, mark)
    alias = f"deleted:{mark}"
    deliveries.make_nameless(tx, address, alias)
    runs.make_nameless(tx, address, alias)
    audit.make_nameless(tx, address, alias)
