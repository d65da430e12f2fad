"""Put one article right: theme, labels, title, caption, paragraphs.

Takes an editor's correction, gives the report as it reads now; original, corrections,
search and archive are brought up to date in one transaction. The article as it was read
is never changed, and what other editors did meanwhile is never overwritten.
"""

from collections.abc import Sequence
from dataclasses import replace

from kexie_digest import facts, summaries
from kexie_digest.errors import Conflict, NotFound
from kexie_digest.model import Correction, CorrectionField, FlagKind, Report
from kexie_digest.model.correction.applying import apply
from kexie_digest.store import Transaction, articles, corrections
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.reading import SUMMARY_LENGTH

_THEMES = {CorrectionField.THEME, CorrectionField.THEMES}


def correct(context: Context, correction: Correction) -> Report:
    """Carry out a correction.

    Args:
        context: Store and themes.
        correction: What an editor wants; ``was`` is what they saw.

    Returns:
        The report as it reads now.

    Raises:
        Conflict: With code ``changed_meanwhile`` somebody else changed this value;
            with ``bad_correction`` the change makes no sense.
        NotFound: There is no such article.
    """
    if correction.field in _THEMES:
        _check_themes(correction, {theme.key for theme in context.config.themes})
    with context.store.transaction() as tx:
        return _carry_out(tx, correction)


def undo(context: Context, correction: Correction, *, by: str) -> Report:
    """Take a correction back, by another one that restores what was.

    Args:
        context: Store, clock.
        correction: One of :func:`history`.
        by: Who takes it back.

    Returns:
        The report as it reads now.

    Raises:
        Conflict: The value was changed again since (code ``changed_meanwhile``).
        NotFound: There is no such article or correction.
    """
    with context.store.transaction() as tx:
        made = corrections.list_for(tx, correction.article_id)
        if correction not in made:
            raise NotFound("没有这条更正 (no such correction)", subject=str(correction.id))
        position = made.index(correction)
        original = articles.get(tx, correction.article_id, original=True)
        before, after = apply(original, made[:position]), apply(original, made[: position + 1])
        reverse = _reverse(correction, before, after)
        return _carry_out(tx, replace(reverse, by=by, at=context.clock.now(), note="", id=0))


def original(context: Context, article_id: str) -> Report:
    """Give a report as it was read, to be shown beside the corrected one.

    Args:
        context: Store.
        article_id: Its id.

    Returns:
        The report without any correction.

    Raises:
        NotFound: There is no such article.
    """
    with context.store.reading() as tx:
        return articles.get(tx, article_id, original=True)


def history(context: Context, article_id: str) -> Sequence[Correction]:
    """List what was put right in an article, by whom and when.

    Args:
        context: Store.
        article_id: Its id.

    Returns:
        The earliest first.
    """
    with context.store.reading() as tx:
        return corrections.list_for(tx, article_id)


def _carry_out(tx: Transaction, correction: Correction) -> Report:
    report = corrections.add(tx, correction)
    made = corrections.list_for(tx, correction.article_id)
    if not any(one.field is CorrectionField.JOIN for one in made):
        return report
    report = _understood_anew(report)
    corrections.keep(tx, report)
    return report


def _understood_anew(report: Report) -> Report:
    """Find facts and summary again: where paragraphs end decides which sentences are whole."""
    article = report.article
    if "title" in article.edited:  # an editor's words prove nothing
        article = replace(article, title=article.edited["title"] or None)
    found, doubts = facts.find(article, report.page)
    kept = tuple(flag for flag in report.flags if flag.flag is not FlagKind.COUNT_MISMATCH)
    chosen = summaries.choose(article, found, length=SUMMARY_LENGTH)
    return replace(report, facts=found, summary=chosen, flags=(*doubts, *kept))


def _reverse(correction: Correction, before: Report, after: Report) -> Correction:
    """A theme brought labels along with it: what is restored is the whole set."""
    if correction.field not in _THEMES:
        return replace(correction, was=correction.becomes, becomes=correction.was)
    return replace(
        correction,
        field=CorrectionField.THEMES,
        was=",".join(after.themes.keys),
        becomes=",".join(before.themes.keys),
    )


def _check_themes(correction: Correction, known: set[str]) -> None:
    keys = correction.becomes.split(",")
    unknown = [key for key in keys if key not in known]
    if (
        unknown
        or len(keys) != len(set(keys))
        or (correction.field is CorrectionField.THEME and len(keys) > 1)
    ):
        raise Conflict(
            "没有这样的专题 (no such theme)",
            subject=", ".join(unknown) or correction.becomes,
            code="bad_correction",
            permanent=True,
            advice="可用的专题见 kexie-digest themes list。",
        )
