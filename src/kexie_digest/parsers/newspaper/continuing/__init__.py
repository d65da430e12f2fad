"""Follow jump lines through the pages of one issue: a story that was cut is one story again.

Takes the pages of an issue as they were read, gives them with each story whole: its pieces
joined in order, spans leading to every page. ``finding`` → ``matching`` → ``joining``.
What stays in doubt or leads nowhere is flagged and left as it stood. Pure.
"""

from collections.abc import Sequence

from kexie_digest.parsers.newspaper.continuing.finding import IssuePage, find_pieces
from kexie_digest.parsers.newspaper.continuing.joining import Followed, join
from kexie_digest.parsers.newspaper.continuing.matching import match

__all__ = ["Followed", "IssuePage", "follow"]


def follow(pages: Sequence[IssuePage]) -> list[Followed]:
    """Join the stories of an issue.

    Args:
        pages: In printed order; pages that print other days or papers are left apart.

    Returns:
        The same pages, article by article at the same positions.
    """
    pieces = [piece for number, page in enumerate(pages) for piece in find_pieces(number, page)]
    match(pieces, pages)
    return join(pieces, pages)
