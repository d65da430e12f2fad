"""An edition's sending on the desk: who got it, who did not, why; and what is done about it.

Takes an edition's place and an address, gives copies by state; each decision is written
down. The ledger itself is ``workflows.sending``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from kexie_digest.model import Delivery, DeliveryState, Edition, Standing
from kexie_digest.model.desk.user import AuditEntry
from kexie_digest.store import Store
from kexie_digest.store import editions as edition_rows
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.desk.readers import Who
from kexie_digest.workflows.desk.trail import recorded
from kexie_digest.workflows.sending import ledger
from kexie_digest.workflows.sending.ledger import Ledger

#: Copies shown of one state; the rest is counted.
SHOWN = 200
#: What an editor looks at first.
TELLING = (DeliveryState.UNCERTAIN, DeliveryState.FAILED, DeliveryState.DEFERRED)


class Sway(StrEnum):
    """What is done with a whole campaign."""

    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class OpenedLedger:
    """An edition, its campaign with counts, and the copies of the states that were asked for."""

    edition: Edition
    standing: Standing
    ledger: Ledger
    copies: tuple[Delivery, ...]


def look(
    store: Store, digest: str, number: int, states: frozenset[DeliveryState], *, limit: int = SHOWN
) -> OpenedLedger:
    """Open an edition's ledger.

    Args:
        store: Where it is.
        digest: The digest's key.
        number: 总第N期.
        states: Which copies to list; none means those that tell of trouble.
        limit: The most copies to give.

    Returns:
        The ledger.

    Raises:
        NotFound: There is no such edition.
    """
    name = f"{digest}/{number}"
    told = ledger.look(store, name)
    copies = ledger.list_copies(store, name, states or frozenset(TELLING))
    with store.reading() as tx:
        edition = edition_rows.get(tx, digest, number)
        standing = edition_rows.standing(tx, digest, number)
    return OpenedLedger(edition, standing, told, tuple(islice(copies, limit)))


def resend(store: Store, digest: str, number: int, address: str, *, who: Who) -> Delivery:
    """Queue an uncertain or failed copy again, with the same Message-ID.

    Args:
        store: Where the ledger is.
        digest: The digest's key.
        number: 总第N期.
        address: Whose copy.
        who: Who decides.

    Returns:
        The copy as now on record.

    Raises:
        NotFound: They were not to get it.
        Conflict: Code ``not_doubtful``.
    """
    name = f"{digest}/{number}"
    with recorded(store) as (inside, write_down):
        ledger.end_lost_leases(inside)
        write_down(_act(who, "resend", name, address))
        return ledger.resend(inside, name, address)


def settle(store: Store, digest: str, number: int, address: str, *, who: Who) -> bool:
    """Note that a reader told us they have their copy.

    Args:
        store: Where the ledger is.
        digest: The digest's key.
        number: 总第N期.
        address: Whose copy.
        who: Who heard it.

    Returns:
        Whether it was uncertain.

    Raises:
        NotFound: They were not to get it.
    """
    name = f"{digest}/{number}"
    with recorded(store) as (inside, write_down):
        ledger.end_lost_leases(inside)
        write_down(_act(who, "settle", name, address))
        return ledger.settle(inside, name, address)


def sway(context: Context, digest: str, number: int, what: Sway, *, who: Who) -> None:
    """Pause, resume or cancel a campaign.

    Args:
        context: Store.
        digest: The digest's key.
        number: 总第N期.
        what: Which.
        who: Who decides.

    Raises:
        NotFound: There is no such edition, or its sending never began.
        Conflict: It was cancelled before.
    """
    acts: dict[Sway, Callable[[Store, str], None]] = {
        Sway.PAUSE: ledger.pause,
        Sway.RESUME: ledger.resume,
        Sway.CANCEL: ledger.cancel,
    }
    name = f"{digest}/{number}"
    with recorded(context.store) as (inside, write_down):
        ledger.look(inside, name)
        acts[what](inside, name)
        write_down(_act(who, what.value, name))


def _act(who: Who, what: str, subject: str, after: str = "") -> AuditEntry:
    return AuditEntry(who.name, f"delivery.{what}", subject, after=after, address=who.address)
