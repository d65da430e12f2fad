"""Reports for the tests of events, made from a few lines."""

from __future__ import annotations

from kexie_digest.facts import find
from kexie_digest.model import Article, Page, Passage, Report, Rights, Themes


def report(name: str, title: str, text: str, *, day: str | None = None, printed: str | None = None) -> Report:
    """One report with its facts, dated as given."""
    article = Article((Passage(text),), title=title, event_date=day, published_on=printed)
    facts, _ = find(article, Page())
    return Report(name, article, Page(), name, "test", Rights.FULL, Themes(()), facts, ())
