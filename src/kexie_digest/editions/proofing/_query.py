"""Make a query whose id depends on its kind, item and words alone."""

import hashlib

from kexie_digest.model import Item, ProofKind, ProofQuery


def make_query(kind: ProofKind, item: Item, question: str, *quotes: str) -> ProofQuery:
    """Ask the proofreader something about words of an item.

    Args:
        kind: What it is about.
        item: Where the words stand.
        question: One Chinese sentence.
        quotes: The words.

    Returns:
        The query; the same words ask the same query again.
    """
    words = "\0".join((kind, item.event, *quotes))
    return ProofQuery(
        id=hashlib.sha256(words.encode()).hexdigest()[:12],
        kind=kind,
        question=question,
        quotes=quotes,
        event=item.event,
    )
