"""Read all facts of one article: sentences first, then each kind of fact.

Takes an article and its page, gives facts and flags. It looks at no other article.
"""

from __future__ import annotations

from dataclasses import replace

from kexie_digest.facts.activities import find_activities
from kexie_digest.facts.awards import find_awards
from kexie_digest.facts.cooperation import find_cooperation
from kexie_digest.facts.lines import read_lines
from kexie_digest.facts.naming.names import resolve_award, resolve_cooperation
from kexie_digest.model import Article, Facts, Flag, Page


def find(article: Article, page: Page) -> tuple[Facts, tuple[Flag, ...]]:
    """Find the facts of an article.

    Args:
        article: The article.
        page: The page it stands on; its date lends the year where the article has none.

    Returns:
        The facts and the doubts about them.
    """
    if article.published_on is None and page.date:
        article = replace(article, published_on=page.date)
    lines = read_lines(article)
    awards, flags = find_awards(lines, article)
    facts = Facts(
        tuple(resolve_award(award, article) for award in awards),
        resolve_cooperation(find_cooperation(lines, article), article),
        find_activities(lines, article),
    )
    return facts, flags
