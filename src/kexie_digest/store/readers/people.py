"""Enter readers, find them, list them, forget them.

Takes Recipients with their marks, gives Readers. A reader is entered once by the folded
address; entering again changes what is known of them, never adds a second one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import col, delete, insert, or_, select, update

from kexie_digest.errors import NotFound
from kexie_digest.model import (
    Consent,
    Frequency,
    Reader,
    Recipient,
    Subscription,
    Suppression,
    SuppressionReason,
)
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import (
    ConsentRow,
    ListMemberRow,
    RecipientRow,
    SubscriptionRow,
    SuppressionRow,
)

#: Ids per IN list: well below SQLite's limit of variables.
_CHUNK = 1000


@dataclass(frozen=True, slots=True)
class NewReader:
    """A reader to enter: ``mark`` is the hash of the address."""

    recipient: Recipient
    mark: str
    consent: Consent


def put(tx: Transaction, recipient: Recipient, mark: str) -> int:
    """Enter one reader, or bring name and language of a known one up to date.

    Args:
        tx: The unit of work.
        recipient: Whom; an empty name leaves a known one.
        mark: The hash of the address.

    Returns:
        The reader's id.
    """
    if not tx.insert_new(RecipientRow, [_row(tx, recipient, mark)]):
        named = {"name": recipient.name} if recipient.name else {}
        known = col(RecipientRow.key) == recipient.key
        tx.change(update(RecipientRow).where(known).values(language=recipient.language, **named))
    found = tx.session.exec(select(RecipientRow.id).where(col(RecipientRow.key) == recipient.key)).one()
    return found or 0


def enter(tx: Transaction, people: Sequence[NewReader], list_name: str = "") -> list[bool]:
    """Enter many readers at once, with their consents, onto a list.

    Args:
        tx: The unit of work.
        people: Different addresses, a few thousand at most.
        list_name: The list they join; empty for none.

    Returns:
        For each of them whether something was new: the reader, or their place on the list.
    """
    known = _ids(tx, people)
    fresh = [one for one in people if one.recipient.key not in known]
    tx.insert_new(RecipientRow, [_row(tx, one.recipient, one.mark) for one in fresh])
    ids = {**known, **_ids(tx, fresh)}
    members = _members(tx, list_name, ids.values()) if list_name else set(known.values())
    new = [ids[one.recipient.key] not in members for one in people]
    joined = [(ids[one.recipient.key], one) for one, is_new in zip(people, new, strict=True) if is_new]
    if joined and list_name:
        rows = [{"list_name": list_name, "recipient_id": reader_id} for reader_id, _ in joined]
        tx.change(insert(ListMemberRow), rows)
    if joined:
        tx.change(insert(ConsentRow), [_consent_row(reader_id, one.consent) for reader_id, one in joined])
    return new


def add_consent(tx: Transaction, reader_id: int, consent: Consent) -> None:
    """Record on what ground a reader is written to.

    Args:
        tx: The unit of work.
        reader_id: The reader.
        consent: Basis, time, origin, wording.
    """
    tx.change(insert(ConsentRow), [_consent_row(reader_id, consent)])


def find(tx: Transaction, key: str) -> Reader | None:
    """Find a reader by address.

    Args:
        tx: The unit of work.
        key: The folded address.

    Returns:
        Everything kept of them, or None.
    """
    row = tx.session.exec(select(RecipientRow).where(col(RecipientRow.key) == key)).first()
    return _reader(tx, row) if row else None


def get(tx: Transaction, reader_id: int) -> Reader:
    """Give a reader by id.

    Args:
        tx: The unit of work.
        reader_id: The id.

    Returns:
        Everything kept of them.

    Raises:
        NotFound: There is none.
    """
    row = tx.session.get(RecipientRow, reader_id)
    if row is None:
        raise NotFound("没有这位读者 (no such reader)", subject=str(reader_id))
    return _reader(tx, row)


def page(
    tx: Transaction, *, list_name: str = "", words: str = "", after: int = 0, limit: int = 100
) -> list[Reader]:
    """List readers by id, a page at a time.

    Args:
        tx: The unit of work.
        list_name: Only members of this list.
        words: Only those whose address or name holds this text.
        after: The id the page begins behind.
        limit: The most to give.

    Returns:
        Readers.
    """
    query = select(RecipientRow).where(col(RecipientRow.id) > after)
    if list_name:
        members = select(ListMemberRow.recipient_id).where(col(ListMemberRow.list_name) == list_name)
        query = query.where(col(RecipientRow.id).in_(members))
    if words:
        texts = (col(RecipientRow.key), col(RecipientRow.given), col(RecipientRow.name))
        query = query.where(or_(*(text.icontains(words, autoescape=True) for text in texts)))
    rows = tx.session.exec(query.order_by(col(RecipientRow.id)).limit(limit)).all()
    return [_reader(tx, row) for row in rows]


def count(tx: Transaction, list_name: str = "") -> int:
    """Count readers.

    Args:
        tx: The unit of work.
        list_name: Only members of this list.

    Returns:
        How many.
    """
    if list_name:
        members = select(func.count()).select_from(ListMemberRow)
        return tx.session.exec(members.where(col(ListMemberRow.list_name) == list_name)).one()
    return tx.session.exec(select(func.count()).select_from(RecipientRow)).one()


def forget(tx: Transaction, reader_id: int) -> None:
    """Delete everything kept of a reader; suppressions are another matter.

    Args:
        tx: The unit of work.
        reader_id: The reader.
    """
    for table in (ListMemberRow, SubscriptionRow, ConsentRow):
        tx.change(delete(table).where(col(table.recipient_id) == reader_id))
    tx.change(delete(RecipientRow).where(col(RecipientRow.id) == reader_id))


def _row(tx: Transaction, recipient: Recipient, mark: str) -> dict[str, object]:
    return {
        "key": recipient.key,
        "address": recipient.address,
        "given": recipient.given,
        "name": recipient.name,
        "language": recipient.language,
        "mark": mark,
        "added_at": tx.now,
    }


def _consent_row(reader_id: int, consent: Consent) -> dict[str, object]:
    texts = {"basis": consent.basis, "origin": consent.origin, "text": consent.text}
    return {"recipient_id": reader_id, "at": consent.at, **texts}


def _ids(tx: Transaction, people: Sequence[NewReader]) -> dict[str, int]:
    keys = [one.recipient.key for one in people]
    found: dict[str, int] = {}
    for start in range(0, len(keys), _CHUNK):
        chunk = col(RecipientRow.key).in_(keys[start : start + _CHUNK])
        rows = tx.session.exec(select(RecipientRow.key, RecipientRow.id).where(chunk))
        found.update((key, reader_id or 0) for key, reader_id in rows)
    return found


def _members(tx: Transaction, list_name: str, ids: Iterable[int]) -> set[int]:
    wanted, found = list(ids), set[int]()
    for start in range(0, len(wanted), _CHUNK):
        chunk = col(ListMemberRow.recipient_id).in_(wanted[start : start + _CHUNK])
        query = select(ListMemberRow.recipient_id).where(col(ListMemberRow.list_name) == list_name, chunk)
        found.update(tx.session.exec(query))
    return found


def _reader(tx: Transaction, row: RecipientRow) -> Reader:
    reader_id = row.id or 0
    lists = select(ListMemberRow.list_name).where(col(ListMemberRow.recipient_id) == reader_id)
    wishes = select(SubscriptionRow).where(col(SubscriptionRow.recipient_id) == reader_id)
    consents = select(ConsentRow).where(col(ConsentRow.recipient_id) == reader_id)
    refused = select(SuppressionRow).where(col(SuppressionRow.mark) == row.mark)
    return Reader(
        recipient=Recipient(row.address, row.name, row.language, row.given),
        id=reader_id,
        lists=tuple(sorted(tx.session.exec(lists))),
        subscriptions=tuple(
            subscription_of(wish) for wish in tx.session.exec(wishes.order_by(col(SubscriptionRow.digest)))
        ),
        consents=tuple(
            Consent(one.basis, one.at, one.origin, one.text)
            for one in tx.session.exec(consents.order_by(col(ConsentRow.id)))
        ),
        suppressions=tuple(suppression_of(one) for one in tx.session.exec(refused)),
        added_at=row.added_at,
    )


def subscription_of(row: SubscriptionRow) -> Subscription:
    """Turn a row into its value; for ``readers`` only."""
    return Subscription(row.digest, tuple(row.themes), Frequency(row.frequency), row.since)


def suppression_of(row: SuppressionRow) -> Suppression:
    """Turn a row into its value; for ``readers`` only."""
    reason = SuppressionReason(row.reason)
    return Suppression(row.mark, reason, row.digest, row.address, row.note, row.at)
