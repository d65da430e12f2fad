"""Whose hand is on an edition, and the line each of its acts leaves in the trail.

Takes who acts on which edition, writes that down in the transaction that carries it out:
there is no act without its line and no line without its act.
"""

from dataclasses import dataclass

from kexie_digest.errors import KexieDigestError
from kexie_digest.model.desk.user import AuditEntry
from kexie_digest.store import Transaction
from kexie_digest.store.desk import audit


@dataclass(frozen=True, slots=True)
class Hand:
    """Who acts on which edition; ``expected`` is the version they looked at, ``address`` where from.

    Versions count from 1: with the default, 0, nothing that moves an edition is carried out.
    ``may_publish`` says that they are entitled to the last approval; nobody is by default.
    """

    digest: str
    number: int
    by: str
    expected: int = 0
    address: str = ""
    may_publish: bool = False

    @property
    def place(self) -> tuple[str, int]:
        """The edition's digest and total number."""
        return self.digest, self.number

    @property
    def edition(self) -> str:
        """The edition as the trail and errors name it."""
        return f"{self.digest}/{self.number}"


class PublisherNeeded(KexieDigestError):  # noqa: N818 - reads as a statement at the place it is caught
    """没有权限：最后一步须由签发人审定 (the last step needs a publisher)."""

    code = "refused"
    advice = "请签发人登录后审定。"
    permanent = True


def write_down(tx: Transaction, hand: Hand, what: str, *told: str) -> None:
    """Write an act on an edition down.

    Args:
        tx: The unit of work that carries it out.
        hand: Whose.
        what: The act in a word, such as ``approve``.
        told: What there is to say about it; empty parts are left out.
    """
    after = "：".join(part for part in told if part)
    audit.add(tx, AuditEntry(hand.by, f"edition.{what}", hand.edition, after=after, address=hand.address))
