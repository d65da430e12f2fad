"""Keep the page of an issue small: full texts, then summaries, then titles.

Takes a way to render it, gives the fullest page of 100 KB at most. Every item has a page
of its own, where its whole text stands.
"""

from collections.abc import Callable

from kexie_digest.model import BodyLength
from kexie_digest.renderers.webpage import Plan, fit
from kexie_digest.workflows.reader.shelf import Issue

LIMIT = 100 * 1024


def page(issue: Issue, language: str, write: Callable[[Plan], str]) -> str:
    """Give the page of an issue, rendered once and kept with it.

    Args:
        issue: Which.
        language: Of the page.
        write: Renders it under a plan.

    Returns:
        The page; a page that cannot be made small enough is given as short as can be.
    """
    if language not in issue.pages:
        html, _ = fit(write, BodyLength.FULL, item_count=len(issue.view.items), limit=LIMIT)
        issue.pages[language] = html
    return issue.pages[language]
