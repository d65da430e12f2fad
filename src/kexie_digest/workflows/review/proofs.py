"""The proof list of an edition, with what was settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kexie_digest import editions, facts
from kexie_digest.errors import NotFound
from kexie_digest.model import Edition, ProofQuery, ProofTick
from kexie_digest.store import Transaction
from kexie_digest.store import editions as edition_rows
from kexie_digest.store.editions import reviews
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.review.hand import Hand, write_down


@lru_cache(maxsize=4000)
def _people_in(text: str) -> tuple[tuple[str, str], ...]:
    """Find the persons of a paragraph; the list is made anew with every act, the texts stay the same."""
    return tuple(facts.posts_and_names(text))


@dataclass(frozen=True, slots=True)
class Proof:
    """A query, and who settled it, if anybody did."""

    query: ProofQuery
    tick: ProofTick | None = None


def proofs(context: Context, digest: str, total_number: int) -> tuple[Proof, ...]:
    """Give the proof list of an edition as it stands.

    Args:
        context: The program.
        digest: The digest's key.
        total_number: 总第N期.

    Returns:
        Every query, with its tick.

    Raises:
        NotFound: There is no such edition.
    """
    with context.store.reading() as tx:
        return proofs_of(tx, edition_rows.get(tx, digest, total_number))


def proofs_of(tx: Transaction, edition: Edition) -> tuple[Proof, ...]:
    """Give the proof list of an edition within a unit of work.

    Args:
        tx: The unit of work.
        edition: The edition.

    Returns:
        Every query, with its tick.
    """
    people = {
        item.event: [found for text in (item.title, *item.paragraphs) for found in _people_in(text)]
        for item in edition.items
    }
    settled = reviews.ticks(tx, edition.digest, edition.total_number)
    return tuple(Proof(query, settled.get(query.id)) for query in editions.proof_list(edition, people))


def tick(context: Context, hand: Hand, queries: Sequence[str], note: str = "") -> None:
    """Settle queries: the words are right as they stand.

    Args:
        context: The program.
        hand: Whose.
        queries: Their ids.
        note: What was checked, if they say.

    Raises:
        NotFound: The edition asks no such thing (any more); then none is settled.
    """
    with context.store.transaction() as tx:
        asked = {proof.query.id for proof in proofs_of(tx, edition_rows.get(tx, *hand.place))}
        for query in queries:
            if query not in asked:
                raise NotFound(
                    "校对清单里没有这一项 (no such query)",
                    subject=query,
                    code="no_such_query",
                    advice="文字可能已改，请刷新校对清单。",
                )
            reviews.tick(tx, *hand.place, ProofTick(query, hand.by, tx.now, note))
            write_down(tx, hand, "tick", query, note)


def untick(context: Context, hand: Hand, queries: Sequence[str]) -> None:
    """Open queries again.

    Args:
        context: The program.
        hand: Whose.
        queries: Their ids.

    Raises:
        NotFound: There is no such edition.
    """
    with context.store.transaction() as tx:
        edition_rows.standing(tx, *hand.place)
        for query in queries:
            reviews.untick(tx, *hand.place, query)
            write_down(tx, hand, "untick", query)
