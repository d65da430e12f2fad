"""Compose the next edition of a digest from what it has not published yet.

Takes the store's unpublished reports, gives an Edition that is stored in state
``publishing`` with its numbers. One transaction: a number is taken only together with
the edition that bears it, so a killed run leaves neither a gap nor a double.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kexie_digest import editions
from kexie_digest.clock import local_date
from kexie_digest.model import (
    Config,
    Digest,
    Edition,
    EditionState,
    FollowUp,
    OnEmpty,
    PeriodRun,
    Report,
    Rights,
    WaiveReason,
)
from kexie_digest.store import Transaction, articles, periods
from kexie_digest.store import editions as edition_rows
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.journal import Journal

#: What an edition without news says to its readers (``empty: notice``).
NOTHING_NEW = "本期没有新稿件，特此告知。"

_STRICTNESS = (Rights.FULL, Rights.EXCERPT, Rights.LINK)


def compose(
    context: Context, digest: Digest, journal: Journal, *, run: PeriodRun | None = None
) -> Edition | None:
    """Compose and store the next edition of a digest.

    Args:
        context: Store, clock and configuration.
        digest: The periodical.
        journal: Told what was held back or that there is nothing new.
        run: The period of its schedule that this settles, as claimed, with an edition or a
            reason for none; None for a manual run.

    Returns:
        The edition, or None when there is nothing to publish. With ``review:`` steps it
        is stored as ``drafting`` and waits for people.

    Raises:
        Conflict: The lease on the period was lost (code ``stale_worker``).
    """
    with context.store.transaction() as tx:
        if run is None and _is_being_made(tx, digest, journal):
            return None
        draft = content(tx, context, digest, _found(tx, context, digest, run))
        _tell(draft, digest, journal)
        is_notice = run is not None and digest.empty is OnEmpty.NOTICE
        if not draft.sections and not is_notice:
            if run is not None:
                periods.settle_waived(tx, run, WaiveReason.EMPTY)
            return None
        edition = _numbered(tx, context, digest, draft)
        state = EditionState.DRAFTING if digest.review else EditionState.PUBLISHING
        edition_rows.add(tx, edition, (*draft.report_ids, *draft.repeated), state=state)
        if run is None:
            periods.announce_manual(tx, digest.key, edition.total_number)
        else:
            periods.settle_made(tx, run, edition.total_number)
    return edition


def _found(tx: Transaction, context: Context, digest: Digest, run: PeriodRun | None) -> list[Report]:
    """Give what an edition is made from: of a missed period only what is dated up to its day."""
    found = articles.list_unpublished(tx, digest.key)
    latest = periods.latest_due_at(tx, digest.key) if run is not None else None
    if run is None or latest is None or run.due_at >= latest:
        return found
    until = local_date(run.due_at, context.config.timezone_of(digest)).isoformat()
    return [report for report in found if _day_of(report) <= until]


def _day_of(report: Report) -> str:
    return report.article.published_on or report.page.date or report.collected_on or ""


def _numbered(tx: Transaction, context: Context, digest: Digest, draft: editions.Draft) -> Edition:
    """Give a draft the next numbers; one without news says so instead."""
    day = local_date(context.clock.now(), context.config.timezone_of(digest))
    edition = editions.compose(
        draft,
        digest,
        context.config.publication,
        numbers=edition_rows.numbers_for(tx, digest.key, day.year),
        published_on=day.isoformat(),
    )
    return edition if edition.sections else replace(edition, note=NOTHING_NEW)


def content(
    tx: Transaction, context: Context, digest: Digest, found: Sequence[Report], *, before: int | None = None
) -> editions.Draft:
    """Draft what a digest prints of some reports, within the rights of today.

    Args:
        tx: The unit of work.
        context: Configuration.
        digest: The periodical.
        found: The reports.
        before: 总第N期 of the edition they are for; None for the next one.

    Returns:
        Sections and what they leave out.
    """
    rights = _configured_rights(context.config)
    reports = [_strictest(report, rights) for report in found]
    event_of = {report.id: report.event for report in reports if report.event}
    published = _published(tx, digest, event_of, before)
    return editions.draft(reports, event_of, digest, context.config.themes, published=published)


def _is_being_made(tx: Transaction, digest: Digest, journal: Journal) -> bool:
    """Whether people still work on an edition: an extra run then leaves new reports to them."""
    states = (EditionState.DRAFTING, EditionState.REVIEWING)
    for edition, _ in edition_rows.list_standings(tx, digest.key, states=states, limit=1):
        journal.leave(
            edition,
            f"{digest.title}：第{edition.number}期还在编审，新稿件可在工作台收进这一期 "
            f"(no. {edition.number} is still being made up; add new articles on the desk)。",
        )
        return True
    return False


def _configured_rights(config: Config) -> dict[str, Rights]:
    rights = {source.key: source.rights for source in config.sources}
    return rights | {drop.key: drop.rights for drop in config.drops}


def _strictest(report: Report, configured: Mapping[str, Rights]) -> Report:
    """Hold a report to what its source allows today: an owner may have tightened it since."""
    rights = max(report.rights, configured.get(report.source_key, report.rights), key=_STRICTNESS.index)
    return replace(report, rights=rights)


def _published(
    tx: Transaction, digest: Digest, event_of: Mapping[str, str], before: int | None
) -> dict[str, editions.Earlier]:
    """What this digest already published of the events that have new reports."""
    earlier = edition_rows.list_earlier(tx, digest.key, sorted(set(event_of.values())), before=before)
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
