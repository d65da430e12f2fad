"""Which report a fact of an item stands in."""

from kexie_digest.model import Item, SourceReference


def cited_sources(item: Item, sentence: str) -> tuple[SourceReference, ...]:
    """Find the source a fact is quoted from.

    Args:
        item: The item whose facts hold the sentence.
        sentence: The fact's evidence; empty where rights keep it back.

    Returns:
        The report that prints it; all of the item's when that is not known, since
        naming one would be a guess.
    """
    article_id = item.cited.get(sentence)
    known = tuple(source for source in item.sources if source.article_id == article_id)
    return known or item.sources
