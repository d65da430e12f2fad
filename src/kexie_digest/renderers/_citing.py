"""Which report a sentence of an item's facts stands in."""

from kexie_digest.model import Item, SourceReference


def cited_source(item: Item, sentence: str) -> SourceReference:
    """Find the source a fact is quoted from.

    Args:
        item: The item whose facts hold the sentence.
        sentence: The fact's evidence.

    Returns:
        The report that prints it; the leading one for editions that did not note it.
    """
    article_id = item.cited.get(sentence)
    return next((source for source in item.sources if source.article_id == article_id), item.sources[0])
