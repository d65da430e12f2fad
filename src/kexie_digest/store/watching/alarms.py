"""Alarms and their notices: each trouble is kept once, whoever sees it, and told once.

Takes what is wrong now, gives what is new, changed or over; every step is a conditional
change whose row count says whether this program made it, so that two nodes tell it once.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

from sqlmodel import col, insert, select, update

from kexie_digest.model import Alarm, AlarmKind, Notice, NoticeEvent
from kexie_digest.store.database import Transaction
from kexie_digest.store.deliveries.held import release_held
from kexie_digest.store.tables import AlarmRow, NoticeRow

_QUEUED, _SENT, _FAILED = "queued", "sent", "failed"
#: How long a program has a notice to itself.
_HELD = timedelta(minutes=5)


def list_open(tx: Transaction) -> list[Alarm]:
    """List what is wrong, the oldest first.

    Args:
        tx: The unit of work.

    Returns:
        Alarms that are not resolved.
    """
    still = col(AlarmRow.resolved_at).is_(None)
    rows = tx.session.exec(select(AlarmRow).where(still).order_by(col(AlarmRow.since), col(AlarmRow.subject)))
    return [_alarm(row) for row in rows]


def raise_alarm(tx: Transaction, alarm: Alarm) -> NoticeEvent | None:
    """Keep an alarm.

    Args:
        tx: The unit of work.
        alarm: What is wrong now.

    Returns:
        What is to be told; None when it is known, or another program was first.
    """
    values = {
        "mark": alarm.mark,
        "message": alarm.message,
        "advice": alarm.advice,
        "resolved_at": None,
    }
    row = {"kind": alarm.kind.value, "subject": alarm.subject, "since": tx.now, **values}
    if tx.insert_new(AlarmRow, [row]):
        return NoticeEvent.RAISED
    mine = (col(AlarmRow.kind) == alarm.kind.value) & (col(AlarmRow.subject) == alarm.subject)
    again = update(AlarmRow).where(mine, col(AlarmRow.resolved_at).is_not(None))
    if tx.change(again.values(**values, since=tx.now)):
        return NoticeEvent.RAISED
    changed = update(AlarmRow).where(mine, col(AlarmRow.mark) != alarm.mark).values(**values)
    return NoticeEvent.CHANGED if tx.change(changed) else None


def resolve(tx: Transaction, alarm: Alarm) -> bool:
    """Say that a trouble is over.

    Args:
        tx: The unit of work.
        alarm: As it was kept.

    Returns:
        Whether this program was the first to see it.
    """
    mine = (col(AlarmRow.kind) == alarm.kind.value) & (col(AlarmRow.subject) == alarm.subject)
    open_one = update(AlarmRow).where(mine, col(AlarmRow.resolved_at).is_(None))
    return bool(tx.change(open_one.values(resolved_at=tx.now)))


def put_notices(tx: Transaction, event: NoticeEvent, alarm: Alarm, targets: Iterable[str]) -> None:
    """Put a notice into the box, for each who is to be told.

    Args:
        tx: The unit of work that keeps the alarm.
        event: What happened to it.
        alarm: The alarm.
        targets: Who.
    """
    values = {
        "event": event.value,
        "kind": alarm.kind.value,
        "subject": alarm.subject,
        "message": alarm.message,
        "advice": alarm.advice,
        "since": alarm.since or tx.now,
        "state": _QUEUED,
        "attempts": 0,
        "not_before": tx.now,
        "last_text": "",
        "made_at": tx.now,
    }
    rows = [{**values, "target": target} for target in targets]
    if rows:
        tx.change(insert(NoticeRow), rows)


def claim_notices(tx: Transaction, targets: Sequence[str], lease_owner: str, limit: int = 20) -> list[Notice]:
    """Take notices that are due; others do not get them for five minutes.

    Args:
        tx: The unit of work; commit it before telling.
        targets: Those whom this program can tell.
        lease_owner: Which process this is.
        limit: The most to take.

    Returns:
        The notices, oldest first.
    """
    due = select(NoticeRow).where(
        col(NoticeRow.state) == _QUEUED,
        col(NoticeRow.not_before) <= tx.now,
        col(NoticeRow.target).in_(targets),
    )
    rows = tx.session.exec(due.order_by(col(NoticeRow.id)).limit(limit)).all()
    found = [(row.id or 0, row.attempts, _notice(row)) for row in rows]
    claimed = []
    for notice_id, attempts, notice in found:
        mine = update(NoticeRow).where(col(NoticeRow.id) == notice_id, col(NoticeRow.attempts) == attempts)
        if tx.change(mine.values(attempts=attempts + 1, not_before=tx.now + _HELD, lease_owner=lease_owner)):
            claimed.append(notice)
    return claimed


def release_lost(tx: Transaction, owner_is_alive: Callable[[str], bool]) -> int:
    """Make due at once what dead programs had in hand: they may have told it, or not.

    Args:
        tx: The unit of work.
        owner_is_alive: Whether an owner still runs; true for one on another host.

    Returns:
        How many notices.
    """
    return release_held(tx, NoticeRow, _QUEUED, owner_is_alive)


def settle_notice(
    tx: Transaction, notice: Notice, text: str, *, is_sent: bool, wait: timedelta | None = None
) -> None:
    """Note what became of a try.

    Args:
        tx: The unit of work.
        notice: As claimed; one that another program claimed since is left to it.
        text: What was answered.
        is_sent: Whether it got there.
        wait: When to try again; None gives it up.
    """
    mine = update(NoticeRow).where(
        col(NoticeRow.id) == notice.id,
        col(NoticeRow.attempts) == notice.attempts,
        col(NoticeRow.state) == _QUEUED,
    )
    if is_sent or wait is None:
        state = _SENT if is_sent else _FAILED
        tx.change(mine.values(state=state, last_text=text, not_before=None, lease_owner=None))
    else:
        tx.change(mine.values(last_text=text, not_before=tx.now + wait, lease_owner=None))


def drop_waiting(tx: Transaction, text: str) -> None:
    """Give up every notice that waits: a restored copy tells nobody what the original told.

    Args:
        tx: The unit of work.
        text: Why.
    """
    waiting = update(NoticeRow).where(col(NoticeRow.state) == _QUEUED)
    tx.change(waiting.values(state=_FAILED, last_text=text, not_before=None))


def _alarm(row: AlarmRow) -> Alarm:
    return Alarm(AlarmKind(row.kind), row.subject, row.message, row.advice, row.mark, row.since)


def _notice(row: NoticeRow) -> Notice:
    alarm = Alarm(AlarmKind(row.kind), row.subject, row.message, row.advice, "", row.since)
    return Notice(row.id or 0, NoticeEvent(row.event), alarm, row.target, row.made_at, row.attempts + 1)
