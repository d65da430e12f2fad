"""Campaigns: begun, held up, let go on, called back; and the mail they are frozen to.

Takes editions' keys, gives CampaignRecords and FrozenMails.
"""

import hashlib
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import col, select, update

from kexie_digest.errors import Conflict
from kexie_digest.model import CampaignRecord, CampaignState, DeliveryState, FrozenMail, Reply
from kexie_digest.store.database import Transaction
from kexie_digest.store.deliveries._rows import UNSENT, of_edition
from kexie_digest.store.deliveries.outcomes import settle_all
from kexie_digest.store.tables import CampaignRow, DeliveryRow, FrozenMailRow

#: From a state to those an editor may bring a campaign to.
_MOVES = {
    CampaignState.PLANNING: {CampaignState.ACTIVE, CampaignState.PAUSED, CampaignState.CANCELLED},
    CampaignState.ACTIVE: {CampaignState.PAUSED, CampaignState.CANCELLED},
    CampaignState.PAUSED: {CampaignState.ACTIVE, CampaignState.PLANNING, CampaignState.CANCELLED},
    CampaignState.CANCELLED: set[CampaignState](),
}


def begin(tx: Transaction, digest: str, total_number: int, dated: datetime) -> None:
    """Begin a campaign; one that is there stays as it is.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.
        dated: The Date of every copy.
    """
    row = {"digest": digest, "total_number": total_number, "state": CampaignState.PLANNING.value}
    rest = {"note": "", "is_trusted": False, "dated": dated, "changed_at": tx.now}
    tx.insert_new(CampaignRow, [{**row, **rest}])


def campaign_of(tx: Transaction, digest: str, total_number: int) -> CampaignRecord | None:
    """Give a campaign.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.

    Returns:
        The record, or None when it was never begun.
    """
    row = tx.session.get(CampaignRow, (digest, total_number))
    return _record(row) if row else None


def list_campaigns(
    tx: Transaction, state: CampaignState | None = None, limit: int = 100
) -> list[CampaignRecord]:
    """List campaigns, the latest first.

    Args:
        tx: The unit of work.
        state: Only those in this state.
        limit: The most to give.

    Returns:
        Records.
    """
    query = select(CampaignRow).order_by(col(CampaignRow.dated).desc()).limit(limit)
    if state is not None:
        query = query.where(col(CampaignRow.state) == state)
    return [_record(row) for row in tx.session.exec(query)]


def move_campaign(
    tx: Transaction,
    digest: str,
    total_number: int,
    state: CampaignState,
    *,
    note: str = "",
    is_trusted: bool = False,
) -> None:
    """Hold a campaign up, let it go on, or call it back; it acts on the next final dot.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.
        state: Where to; what is cancelled stays cancelled, its copies too.
        note: Why, for the editor.
        is_trusted: An editor lets it go on in spite of dead addresses.

    Raises:
        Conflict: Code ``wrong_state``: it cannot come there from where it is.
    """
    allowed = [before.value for before, after in _MOVES.items() if state in after or before is state]
    values = {"state": state.value, "note": note, "changed_at": tx.now}
    trusted = {"is_trusted": True} if is_trusted else {}
    mine = _campaign(digest, total_number) & col(CampaignRow.state).in_(allowed)
    if not tx.change(update(CampaignRow).where(mine).values(**values, **trusted)):
        raise Conflict(
            "这次群发不能改成这个状态 (the campaign cannot be changed to that state)",
            subject=f"{digest}/{total_number} → {state.value}",
            code="wrong_state",
            advice="已取消的群发不能恢复；请用 kexie-digest deliveries 查看它现在的状态。",
        )
    if state is CampaignState.CANCELLED:
        unsent = of_edition(digest, total_number) & col(DeliveryRow.state).in_(UNSENT)
        settle_all(tx, unsent, DeliveryState.CANCELLED, Reply(0, note or "群发已取消 (campaign cancelled)"))


def mark_planned(tx: Transaction, digest: str, total_number: int) -> bool:
    """Note that every reader is queued.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.

    Returns:
        Whether it was still planning; who held it up meanwhile decides when it goes on.
    """
    mine = _campaign(digest, total_number) & (col(CampaignRow.state) == CampaignState.PLANNING)
    values = {"state": CampaignState.ACTIVE.value, "changed_at": tx.now}
    return tx.change(update(CampaignRow).where(mine).values(**values)) == 1


def keep_mail(tx: Transaction, digest: str, total_number: int, themes: str, mail: FrozenMail) -> None:
    """Keep the mail of a campaign; one that is there stays.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.
        themes: The choice of themes it is for.
        mail: The mail.
    """
    row = {
        "digest": digest,
        "total_number": total_number,
        "themes": themes,
        "sender": mail.sender,
        "message_id": mail.message_id,
        "head": mail.own,
        "shared": mail.shared,
        "body": mail.body,
        "sha256": hashlib.sha256(mail.body).hexdigest(),
    }
    tx.insert_new(FrozenMailRow, [row])


def kept_mail(tx: Transaction, digest: str, total_number: int, themes: str) -> FrozenMail | None:
    """Give the mail a campaign was frozen to.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.
        themes: The choice of themes.

    Returns:
        The mail, or None when none was kept.
    """
    row = tx.session.get(FrozenMailRow, (digest, total_number, themes))
    return FrozenMail(row.sender, row.message_id, row.head, row.shared, row.body) if row else None


def is_held() -> ColumnElement[bool]:
    """Say that a copy's campaign is held up or called back; for ``deliveries`` only."""
    same = (col(CampaignRow.digest) == col(DeliveryRow.digest)) & (
        col(CampaignRow.total_number) == col(DeliveryRow.total_number)
    )
    held = col(CampaignRow.state).in_([CampaignState.PAUSED, CampaignState.CANCELLED])
    return select(CampaignRow.digest).where(same, held).correlate(DeliveryRow).exists()


def _campaign(digest: str, total_number: int) -> ColumnElement[bool]:
    return (col(CampaignRow.digest) == digest) & (col(CampaignRow.total_number) == total_number)


def _record(row: CampaignRow) -> CampaignRecord:
    state = CampaignState(row.state)
    return CampaignRecord(row.digest, row.total_number, state, row.dated, row.note, row.is_trusted)
