"""Editors' word on events: bring some together, take reports out, take it back.

Takes event keys or report ids and who decided, gives events. A decision is kept as a
ruling and holds for everything that comes in later (``events.settle``); ruling and new
events are committed together. Editions that are published stay as they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kexie_digest import events
from kexie_digest.errors import Conflict, NotFound
from kexie_digest.model import Event, Ruling, RulingKind
from kexie_digest.store import Transaction, articles
from kexie_digest.store import events as shelves
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.grouping import settle


@dataclass(frozen=True, slots=True)
class Curated:
    """An event as editors see it, and the rulings in force on its reports, oldest first."""

    event: Event
    rulings: tuple[Ruling, ...]


def show(context: Context, key: str) -> Curated:
    """Show an event: its reports in order of arrival, why they are together, who decided.

    Args:
        context: Store.
        key: The event key.

    Returns:
        The event.

    Raises:
        NotFound: No report has this key.
    """
    with context.store.reading() as tx:
        return _curated(tx, key)


def merge(context: Context, keys: Sequence[str], by: str) -> Curated:
    """Declare that events are one; the oldest key lives on.

    Args:
        context: Store.
        keys: Two or more event keys.
        by: Who decided.

    Returns:
        The event that holds all their reports.

    Raises:
        NotFound: No report has one of the keys.
        Conflict: Fewer than two events are named.
    """
    if len(set(keys)) < 2:  # noqa: PLR2004 - two make one
        raise Conflict(
            "至少要两个事件才能合并 (a merge takes two events)",
            subject=", ".join(keys),
            code="nothing_to_merge",
            advice="请再选一个事件。",
        )
    with context.store.transaction() as tx:
        reports = [report_id for key in dict.fromkeys(keys) for report_id in _members(tx, key)]
        shelves.rule(tx, RulingKind.TOGETHER, reports, by=by)
        return _settled(context, tx, reports)


def split(context: Context, report_ids: Sequence[str], by: str) -> Curated:
    """Take reports out of their event: together they tell another one.

    Args:
        context: Store.
        report_ids: Reports of one event, not all of them.
        by: Who decided.

    Returns:
        The event that these reports now have for themselves.

    Raises:
        NotFound: A report is not stored.
        Conflict: They are of several events, have none yet, or are all of theirs.
    """
    named = list(dict.fromkeys(report_ids))
    with context.store.transaction() as tx:
        known = shelves.keys_of(tx, named)
        missing = [report_id for report_id in named if report_id not in known]
        if missing:
            raise NotFound("没有这篇稿件 (no such article)", subject=", ".join(missing))
        keys = set(known.values())
        key = keys.pop() if len(keys) == 1 else None
        rest = [one for one in shelves.members(tx, key) if one not in known] if key else []
        if not rest:
            raise Conflict(
                "只能从一个事件里拆出一部分稿件 (a split takes some reports of one event)",
                subject=", ".join(named),
                code="nothing_to_split",
                advice="请在同一事件里选几篇，至少留下一篇。",
            )
        shelves.rule(tx, RulingKind.APART, named, rest, by=by)
        return _settled(context, tx, [*named, *rest])


def undo(context: Context, ruling_id: int, by: str) -> Ruling:
    """Take a merge or a split back: its reports form events as their texts say.

    Args:
        context: Store.
        ruling_id: The ruling; see :func:`show` and :func:`history`.
        by: Who takes it back.

    Returns:
        The ruling, which stays on record.

    Raises:
        NotFound: There is none.
        Conflict: It was taken back before.
    """
    with context.store.transaction() as tx:
        ruling = shelves.undo(tx, ruling_id, by=by)
        settle(context, tx, (*ruling.reports, *ruling.others))
        return ruling


def history(context: Context, limit: int = 50) -> list[Ruling]:
    """List merges and splits, undone ones included, the latest first.

    Args:
        context: Store.
        limit: The most to give.

    Returns:
        The rulings.
    """
    with context.store.reading() as tx:
        return shelves.list_rulings(tx, limit)


def _settled(context: Context, tx: Transaction, report_ids: Sequence[str]) -> Curated:
    settle(context, tx, tuple(report_ids))
    return _curated(tx, shelves.keys_of(tx, report_ids[:1])[report_ids[0]] or "")


def _members(tx: Transaction, key: str) -> list[str]:
    found = shelves.members(tx, key)
    if not found:
        raise NotFound(
            "没有这个事件 (no such event)", subject=key, advice="请刷新页面：它可能已并入另一个事件。"
        )
    return found


def _curated(tx: Transaction, key: str) -> Curated:
    members = _members(tx, key)
    titles = [articles.get(tx, report_id).article.title for report_id in members]
    ties = events.strongest(members, shelves.ties_of(tx, members))
    event = Event(
        key,
        tuple(members),
        label=next(filter(None, titles), "") or "",
        reasons=tuple(f"{tie.left} 与 {tie.right}：{tie.reason}" for tie in ties),
    )
    return Curated(event, tuple(shelves.rulings_of(tx, members)))
