"""What the last approval answers: doubts that only asked the editors.

Takes an edition of which every query is settled, gives it as readers get it.
"""

from dataclasses import replace

from kexie_digest.model import Edition, Item


def answered(edition: Edition) -> Edition:
    """Take out the flags that asked editors to look.

    Args:
        edition: As it was proofread.

    Returns:
        The edition; flags that tell what an original lacks stay.
    """
    sections = (
        replace(section, items=tuple(_answered(item) for item in section.items))
        for section in edition.sections
    )
    return replace(edition, sections=tuple(sections))


def _answered(item: Item) -> Item:
    return replace(item, flags=tuple(flag for flag in item.flags if not flag.asks_editors))
