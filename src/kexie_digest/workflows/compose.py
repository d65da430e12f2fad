"""Compose the next edition of a digest from what it has not published yet.

Takes the store's unpublished reports, gives an Edition that is stored in state
``publishing`` with its numbers. One transaction: a number is taken only together with
the edition that bears it, so a killed run leaves neither a gap nor a double.
"""

from collections.abc import Mapping
from dataclasses import replace

from kexie_digest import editions
from kexie_digest.clock import local_date
from kexie_digest.model import Config, Digest, Edition, FollowUp, Report, Rights
from kexie_digest.store import Transaction, articles, periods
from kexie_digest.store import editions as edition_rows
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.journal import Journal

_STRICTNESS = (Rights.FULL, Rights.EXCERPT, Rights.LINK)


def compose(
    context: Context, digest: Digest, journal: Journal, *, period: str | None = None
) -> Edition | None:
    """Compose and store the next edition of a digest.

    Args:
        context: Store, clock and configuration.
        digest: The periodical.
        journal: Told what was held back or that there is nothing new.
        period: The period of its schedule that this settles, with or without an
            edition; None for a manual run.

    Returns:
        The edition, or None when there is nothing to publish.
    """
    with context.store.transaction() as tx:
        if period is not None and not periods.settle(tx, digest.key, period):
            return None  # another process was first
        rights = _configured_rights(context.config)
        reports = [_strictest(report, rights) for report in articles.list_unpublished(tx, digest.key)]
        event_of = {report.id: report.event for report in reports if report.event}
        published = _published(tx, digest, event_of)
        content = editions.draft(reports, event_of, digest, context.config.themes, published=published)
        _tell(content, digest, journal)
        if not content.sections:
            return None
        day = local_date(context.clock.now(), context.config.publication.timezone)
        edition = editions.compose(
            content,
            digest,
            context.config.publication,
            numbers=edition_rows.numbers_for(tx, digest.key, day.year),
            published_on=day.isoformat(),
        )
        edition_rows.add(tx, edition, (*content.report_ids, *content.repeated))
    return edition


def _configured_rights(config: Config) -> dict[str, Rights]:
    rights = {source.key: source.rights for source in config.sources}
    return rights | {drop.key: drop.rights for drop in config.drops}


def _strictest(report: Report, configured: Mapping[str, Rights]) -> Report:
    """Hold a report to what its source allows today: an owner may have tightened it since."""
    rights = max(report.rights, configured.get(report.source_key, report.rights), key=_STRICTNESS.index)
    return replace(report, rights=rights)


def _published(tx: Transaction, digest: Digest, event_of: Mapping[str, str]) -> dict[str, editions.Earlier]:
    """What this digest already published of the events that have new reports."""
    earlier = edition_rows.list_earlier(tx, digest.key, sorted(set(event_of.values())))
    return {
        key: editions.Earlier(
            FollowUp(edition.number, edition.total_number, edition.published_on), tuple(reports)
        )
        for key, (edition, reports) in earlier.items()
    }


def _tell(content: editions.Draft, digest: Digest, journal: Journal) -> None:
    if content.held:
        journal.note(
            f"{digest.title}：{len(content.held)} 条带标记的稿件留待编辑处理 "
            f"({len(content.held)} flagged items are held back)。"
        )
    if content.repeated:
        journal.note(
            f"{digest.title}：{len(content.repeated)} 篇报道说的是已刊过的事，没有新内容，不再刊出 "
            f"({len(content.repeated)} reports repeat events already published)。"
        )
    if content.homeless:
        journal.note(
            f"{digest.title}：{len(content.homeless)} 篇稿件不属于任何栏目 "
            f"({len(content.homeless)} articles fit none of its sections)。"
        )
    if not content.sections:
        journal.note(
            f"{digest.title}：没有新稿件，不出新一期 (nothing new since the last edition, none was made)。"
        )
