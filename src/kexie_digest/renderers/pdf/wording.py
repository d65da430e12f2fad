"""What an official bulletin says of itself.

Takes an edition, gives the phrase printed at its end. It states what the edition holds and
nothing else.
"""

from __future__ import annotations

from kexie_digest.model import Edition, Item
from kexie_digest.renderers._wording import byline_phrases


def credits_line(item: Item) -> str:
    """Write an item's bylines in one line; empty without bylines."""
    return "　".join(byline_phrases(item.bylines, item.language))


def imprint(edition: Edition, papers: tuple[str, ...]) -> str:
    """Say what an official bulletin is made of, and how its text was treated.

    Args:
        edition: The bulletin.
        papers: The publications its reports are from.

    Returns:
        One paragraph.
    """
    sources = [source for item in edition.items for source in item.sources]
    names = "".join(f"《{name}》" for name in papers)
    others = "等" if any(not source.publication for source in sources) else ""
    chosen = f"，选自{names}" if names else ""
    return (
        f"本期刊出{len(edition.items)}篇，依据报道{len(sources)}则{chosen}{others}。"
        "文字均照录原报道，标点按中文排版统一为全角；存疑之处以〔　〕标出。"
    )
