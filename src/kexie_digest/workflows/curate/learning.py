"""Let the themes learn from editors' corrections, and sort new articles with what they learnt.

Takes settled reports from the store, gives what was learnt; takes a report just read, gives
it sorted with that. What is stored already is never sorted anew: editors have seen it.
"""

from dataclasses import replace

from kexie_digest import themes
from kexie_digest.model import CorrectionField, LearntThemes, Report
from kexie_digest.store import Store, Transaction, corrections, learning
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.journal import Journal

_THEMES = (CorrectionField.THEME, CorrectionField.THEMES)


def learn(context: Context, journal: Journal) -> LearntThemes | None:
    """Learn anew if editors corrected or confirmed themes since the last time.

    Args:
        context: Store, themes, clock; ``themes_learning`` in ``sources.yaml`` switches it off.
        journal: Told when learning begins or ceases to act.

    Returns:
        What is known now; None when it is switched off or there is nothing to learn from.
    """
    if not context.config.themes_learning:
        return None
    with context.store.reading() as tx:
        before = learning.find_latest(tx)
        made = corrections.list_since(tx, before.newest if before else 0, _THEMES)
        if not made:
            return before
        settled = list(learning.list_settled(tx))
    # Outside any transaction: it takes seconds with thousands of reports.
    known = context.config.themes
    lessons = [themes.lesson(report.id, key, themes.score(report.article, known)) for report, key in settled]
    after = themes.learn(lessons, LearntThemes(context.clock.now(), made[-1].id))
    with context.store.transaction() as tx:
        learning.add(tx, after)
    if after.is_acting != (before is not None and before.is_acting):
        journal.note(f"专题学习：{after.reason} (learning from corrections {_state(after)})")
    return after


def latest(store: Store) -> LearntThemes | None:
    """Give what was learnt last, acting or not, for people who ask.

    Args:
        store: The archive.

    Returns:
        It; None before the first time.
    """
    with store.reading() as tx:
        return learning.find_latest(tx)


def acting(context: Context, tx: Transaction) -> LearntThemes | None:
    """Give what was learnt if it may act.

    Args:
        context: Configuration.
        tx: The unit of work.

    Returns:
        It; None when it is switched off, unknown or no better than the rules.
    """
    learnt = learning.find_latest(tx) if context.config.themes_learning else None
    return learnt if learnt is not None and learnt.is_acting else None


def sort(report: Report, context: Context, learnt: LearntThemes) -> Report:
    """Sort a report just read with what was learnt.

    Args:
        report: As the rules sorted it.
        context: Themes.
        learnt: From :func:`acting`.

    Returns:
        The report; the same where nothing learnt bears on it.
    """
    known = context.config.themes
    ruled = themes.score(report.article, known)
    scores = themes.rerank(ruled, known, learnt)
    if scores == ruled:
        return report
    decided = themes.with_headline(themes.decide(report.article, scores), report.article, report.facts)
    return replace(report, themes=decided)


def _state(learnt: LearntThemes) -> str:
    return "now acts" if learnt.is_acting else "no longer acts"
