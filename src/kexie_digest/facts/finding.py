"""Read all facts of one article."""

from __future__ import annotations

from kexie_digest.model import Article, Facts, Flag, Page


def find(article: Article, page: Page) -> tuple[Facts, tuple[Flag, ...]]:  # noqa: ARG001 - filled next
    """Find the facts of an article.

    Args:
        article: The article.
        page: The page it stands on.

    Returns:
        The facts and the doubts about them.
    """
    return Facts(), ()
