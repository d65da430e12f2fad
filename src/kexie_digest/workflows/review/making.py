"""Make up an edition: look at it, change it, take reports in, make an item anew.

Takes a Hand (which edition, the version looked at, who) and an act, gives the edition as it
stands then. The act, its review and its line in the trail are committed together.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kexie_digest import editions
from kexie_digest.errors import Conflict
from kexie_digest.model import (
    Act,
    Annotate,
    Decision,
    Edition,
    Hold,
    Item,
    Report,
    Resummarise,
    Retitle,
    Review,
    Standing,
)
from kexie_digest.model.serialization import to_json
from kexie_digest.store import Transaction, articles
from kexie_digest.store import editions as edition_rows
from kexie_digest.store.editions import reviews
from kexie_digest.workflows.compose import content
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.deliver import configured
from kexie_digest.workflows.review.hand import Hand, write_down


@dataclass(frozen=True, slots=True)
class Opened:
    """An edition with where it stands and all that was decided on it."""

    edition: Edition
    standing: Standing
    reviews: tuple[Review, ...] = ()


def look(context: Context, digest: str, total_number: int) -> Opened:
    """Open an edition.

    Args:
        context: The program.
        digest: The digest's key.
        total_number: 总第N期.

    Returns:
        The edition, its standing and its history.

    Raises:
        NotFound: There is no such edition.
    """
    with context.store.reading() as tx:
        return _opened(tx, digest, total_number)


def change(context: Context, hand: Hand, act: Act) -> Opened:
    """Carry out one act of an editor.

    Args:
        context: The program.
        hand: Whose.
        act: What to do.

    Returns:
        The edition as it stands then.

    Raises:
        Conflict: Somebody changed it meanwhile, it is in review, or the act makes no sense.
        NotFound: There is no such edition or item.
    """
    with context.store.transaction() as tx:
        before = edition_rows.get(tx, *hand.place)
        after = editions.arrange(before, act, {theme.key: theme.label for theme in context.config.themes})
        standing = edition_rows.change(tx, after, expected=hand.expected)
        if isinstance(act, Hold):
            edition_rows.hold(tx, *hand.place, _report_ids(editions.find(before, act.event)))
        _record(tx, hand, standing, _told(before, act))
        write_down(tx, hand, "change", type(act).__name__.lower(), act.event)
        return _opened(tx, *hand.place)


def offered(context: Context, digest: str, total_number: int) -> tuple[Report, ...]:
    """List the reports an editor may take into an edition.

    Args:
        context: The program.
        digest: The digest's key.
        total_number: 总第N期.

    Returns:
        What was discarded from it, then what waits or arrived since.

    Raises:
        NotFound: There is no such edition.
    """
    with context.store.reading() as tx:
        edition = edition_rows.get(tx, digest, total_number)
        printed = {report_id for item in edition.items for report_id in _report_ids(item)}
        taken = edition_rows.list_report_ids(tx, digest, total_number)
        discarded = [articles.get(tx, report_id) for report_id in taken if report_id not in printed]
        return (*discarded, *articles.list_unpublished(tx, digest))


def take(context: Context, hand: Hand, report_ids: Sequence[str]) -> Opened:
    """Take reports into an edition; those of an event it prints already join its item.

    Args:
        context: The program.
        hand: Whose.
        report_ids: From :func:`offered`.

    Returns:
        The edition as it stands then.

    Raises:
        Conflict: Another edition has one, no section takes it, or somebody changed the edition.
        NotFound: There is no such edition or report.
    """
    with context.store.transaction() as tx:
        edition = edition_rows.get(tx, *hand.place)
        edition_rows.take_back(tx, *hand.place, report_ids)
        after = _printed_anew(tx, context, edition, report_ids)
        standing = edition_rows.change(tx, after, expected=hand.expected)
        _record(tx, hand, standing, {"act": "take", "reports": list(report_ids)})
        write_down(tx, hand, "take", "、".join(report_ids))
        return _opened(tx, *hand.place)


def remake(context: Context, hand: Hand, events: Sequence[str]) -> Opened:
    """Make items anew from their reports, after corrections, a merge or a split.

    There is one item then for each event the reports belong to now. The editor's title,
    summary and comment stay on the item that keeps its event.

    Args:
        context: The program.
        hand: Whose.
        events: The items, by the events they told until now.

    Returns:
        The edition as it stands then.

    Raises:
        Conflict: Somebody changed it meanwhile, or no section takes an item now.
        NotFound: There is no such edition or item.
    """
    with context.store.transaction() as tx:
        edition = edition_rows.get(tx, *hand.place)
        ids = [one for event in events for one in _report_ids(editions.find(edition, event))]
        after = _printed_anew(tx, context, edition, ids)
        standing = edition_rows.change(tx, after, expected=hand.expected)
        _record(tx, hand, standing, {"act": "remake", "events": list(events)})
        write_down(tx, hand, "remake", "、".join(events))
        return _opened(tx, *hand.place)


def _printed_anew(tx: Transaction, context: Context, edition: Edition, report_ids: Sequence[str]) -> Edition:
    """Draft the items of some reports, and of what the edition prints of their events."""
    events = {_event(articles.get(tx, report_id)) for report_id in report_ids}
    former = [
        item for item in edition.items if item.event in events or set(_report_ids(item)) & set(report_ids)
    ]
    ids = dict.fromkeys([*(one for item in former for one in _report_ids(item)), *report_ids])
    digest = replace(configured(context, edition.digest), hold_flagged=False)
    draft = content(
        tx, context, digest, [articles.get(tx, report_id) for report_id in ids], before=edition.total_number
    )
    if draft.homeless or draft.repeated:
        raise Conflict(
            "这篇稿件不属于这份简报的任何栏目，或没有新内容 (no section takes it, or it says nothing new)",
            subject=", ".join((*draft.homeless, *draft.repeated)),
            code="no_section",
            advice="请先改稿件的专题，再收进这一期。",
        )
    return editions.replace_items(edition, former, draft.sections)


def _opened(tx: Transaction, digest: str, total_number: int) -> Opened:
    return Opened(
        edition_rows.get(tx, digest, total_number),
        edition_rows.standing(tx, digest, total_number),
        tuple(reviews.list_of_edition(tx, digest, total_number)),
    )


def _record(tx: Transaction, hand: Hand, standing: Standing, act: dict[str, object]) -> None:
    reviews.add(tx, *hand.place, Review(Decision.CHANGED, hand.by, tx.now, standing.version, act=act))


def _told(edition: Edition, act: Act) -> dict[str, object]:
    """Write an act down, with what stood there before."""
    told: dict[str, object] = {"act": type(act).__name__.lower(), **to_json(act)}
    if not act.event:
        return {**told, "was": edition.note}
    item = editions.find(edition, act.event)
    match act:
        case Retitle():
            return {**told, "was": item.title}
        case Resummarise():
            return {**told, "was": "".join(quote.text for quote in item.summary)}
        case Annotate():
            return {**told, "was": item.note}
        case _:
            return {**told, "title": item.title}


def _report_ids(item: Item) -> list[str]:
    return [source.article_id for source in item.sources]


def _event(report: Report) -> str:
    return report.event or report.id
