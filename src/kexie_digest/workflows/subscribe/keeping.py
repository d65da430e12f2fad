"""What an editor does with readers by hand: add, remove, suppress, list, export.

Takes addresses as typed, gives Readers. Every address that is added has a consent basis.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kexie_digest import mailings
from kexie_digest.errors import ConfigError, NotFound
from kexie_digest.model import Consent, Reader, Subscription, Suppression, SuppressionReason
from kexie_digest.store import Store, deliveries, readers
from kexie_digest.text.spreadsheet import write_csv

_PAGE = 1000

HEADER = (
    "邮箱 address",
    "姓名 name",
    "语言 language",
    "同意依据 basis",
    "名单 lists",
    "订阅 digests",
    "禁发 suppressed",
)


_BY_THE_READER = "读者本人在订阅页重新订阅并确认，即可恢复；"
_BY_THE_EDITOR = "确有依据时可用 recipients suppress --lift 解除。"
#: Why an address is closed → how it is opened again.
_ADVICE = {
    SuppressionReason.UNSUBSCRIBED: f"{_BY_THE_READER}{_BY_THE_EDITOR}",
    SuppressionReason.HARD_BOUNCE: f"{_BY_THE_READER}{_BY_THE_EDITOR}",
    SuppressionReason.COMPLAINT: f"读者投诉过，不能自行恢复：须由本人来信说明；{_BY_THE_EDITOR}",
    SuppressionReason.MANUAL: f"由编辑禁发，读者不能自行恢复；{_BY_THE_EDITOR}",
}


@dataclass(frozen=True, slots=True)
class Addition:
    """A reader an editor enters: ``basis`` says on what ground we write to them."""

    address: str
    basis: str
    name: str = ""
    list_name: str = ""
    digest: str = ""


def add_reader(store: Store, addition: Addition) -> Reader:
    """Enter one reader.

    Args:
        store: Where to.
        addition: Who, why, onto which list or digest.

    Returns:
        The reader as now on record.

    Raises:
        DeliveryError: ``bad_address``.
        ConfigError: ``no_basis``; ``suppressed``: the address must not be mailed.
    """
    recipient = mailings.read_recipient(addition.address, addition.name)
    if not addition.basis.strip():
        raise ConfigError(
            "没有同意依据 (no consent basis)",
            subject=addition.address,
            code="no_basis",
            advice="请写明依据，例如“会员登记表2026”“本人来函”。",
        )
    mark = mailings.mark_of(recipient.address)
    with store.transaction() as tx:
        reason = readers.suppressed(tx, [mark], addition.digest).get(mark)
        if reason is not None:
            raise ConfigError(
                f"该地址在禁发名单上 (suppressed): {reason.value}",
                subject=recipient.address,
                code="suppressed",
                advice=_ADVICE[reason],
            )
        reader_id = readers.put(tx, recipient, mark)
        if addition.list_name:
            readers.join_list(tx, reader_id, addition.list_name)
        if addition.digest:
            readers.subscribe(tx, reader_id, Subscription(addition.digest))
        readers.add_consent(
            tx, reader_id, Consent(addition.basis.strip(), tx.now, "由编辑录入 (by an editor)")
        )
        return readers.get(tx, reader_id)


def remove_reader(store: Store, address: str, list_name: str = "") -> None:
    """Take a reader off a list, or delete their record.

    Args:
        store: Where from.
        address: As typed.
        list_name: Only off this list; empty deletes the record and calls queued copies back.

    Raises:
        NotFound: There is no such reader.
        DeliveryError: ``bad_address``.
    """
    recipient = mailings.read_recipient(address)
    with store.transaction() as tx:
        reader = readers.find(tx, recipient.key)
        if reader is None:
            raise NotFound("没有这位读者 (no such reader)", subject=address, code="no_reader")
        if list_name:
            readers.leave_list(tx, reader.id, list_name)
        else:
            readers.forget(tx, reader.id)
            deliveries.cancel_recipient(tx, reader.recipient.address, "已从名单删除 (removed)")


def suppress_address(store: Store, address: str, *, digest: str = "", note: str = "") -> None:
    """Keep mail away from an address, by an editor's decision.

    Args:
        store: Where.
        address: As typed.
        digest: Of this digest only; empty for all.
        note: Why.

    Raises:
        DeliveryError: ``bad_address``.
    """
    recipient = mailings.read_recipient(address)
    mark = mailings.mark_of(recipient.address)
    with store.transaction() as tx:
        readers.suppress(tx, Suppression(mark, SuppressionReason.MANUAL, digest, recipient.address, note))
        deliveries.cancel_recipient(tx, recipient.address, "禁发 (suppressed)", digest)


def lift_suppression(store: Store, address: str, digest: str = "") -> bool:
    """Allow mail to an address again.

    Args:
        store: Where.
        address: As typed.
        digest: Which suppression; empty for that of all digests.

    Returns:
        Whether it was suppressed.

    Raises:
        DeliveryError: ``bad_address``.
    """
    recipient = mailings.read_recipient(address)
    with store.transaction() as tx:
        return readers.lift(tx, mailings.mark_of(recipient.address), digest)


def list_readers(store: Store, list_name: str = "", words: str = "") -> Iterator[Reader]:
    """List readers.

    Args:
        store: Where.
        list_name: Only members of this list.
        words: Only those whose address or name holds this text.

    Yields:
        Readers in the order they were entered, read page by page.
    """
    after = 0
    while True:
        with store.reading() as tx:
            page = readers.page(tx, list_name=list_name, words=words, after=after, limit=_PAGE)
        yield from page
        if len(page) < _PAGE:
            return
        after = page[-1].id


def list_suppressed(store: Store) -> list[Suppression]:
    """List everybody who must not be mailed.

    Args:
        store: Where.

    Returns:
        Suppressions, the latest first.
    """
    with store.reading() as tx:
        return list(readers.list_suppressions(tx))


def export_csv(store: Store, list_name: str = "") -> Iterator[bytes]:
    """Write readers as CSV that ``recipients import`` takes back.

    Args:
        store: Where from.
        list_name: Only members of this list.

    Yields:
        The file, piece by piece.
    """
    yield write_csv(HEADER, ())
    rows: list[tuple[str, ...]] = []
    for reader in list_readers(store, list_name):
        rows.append(_row(reader))
        if len(rows) == _PAGE:
            yield _lines(rows)
            rows = []
    yield _lines(rows)


def _lines(rows: list[tuple[str, ...]]) -> bytes:
    return write_csv(HEADER, rows).partition(b"\r\n")[2]


def _row(reader: Reader) -> tuple[str, ...]:
    return (
        reader.recipient.address,
        reader.recipient.name,
        reader.recipient.language,
        reader.consents[-1].basis if reader.consents else "",
        " ".join(reader.lists),
        " ".join(wish.digest for wish in reader.subscriptions),
        " ".join(f"{one.reason.value}:{one.digest or '*'}" for one in reader.suppressions),
    )
