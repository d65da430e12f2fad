"""Say which layout reads a file with more than one story in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kexie_digest.model import Block, Hints


def as_page(hints: Hints, blocks: Sequence[Block]) -> Hints:
    """Call a file with several titles a newspaper page, unless its source says otherwise.

    Args:
        hints: What the source knows.
        blocks: Headings with levels.

    Returns:
        The hints, with ``layout`` where the titles decide it.
    """
    titles = sum(block.level == 1 for block in blocks)
    return replace(hints, layout=hints.layout or ("newspaper" if titles > 1 else None))
