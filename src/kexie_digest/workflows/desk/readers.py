"""Readers on the desk: list, add, import, remove, suppress; each act is written down.

Takes addresses and files as editors give them, gives Readers and a report by line. The
acts themselves are ``workflows.subscribe``.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kexie_digest.errors import NotFound
from kexie_digest.model import Reader, Suppression
from kexie_digest.model.desk.user import AuditEntry
from kexie_digest.store import Store
from kexie_digest.store import readers as rows
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.desk.trail import recorded
from kexie_digest.workflows.subscribe import keeping
from kexie_digest.workflows.subscribe.importing import Fate, Line, import_readers
from kexie_digest.workflows.subscribe.keeping import Addition

#: Readers a page.
PAGE = 50
#: The largest list a browser may send; longer ones go through the command line.
LARGEST = 8 * 1024 * 1024
#: Lines of a report that are shown, those that need somebody first.
SHOWN = 500


@dataclass(frozen=True, slots=True)
class Who:
    """Who acts, and from where."""

    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class ReaderPage:
    """A page of readers; ``next`` is where the next one begins, None at the end."""

    readers: tuple[Reader, ...]
    next: int | None
    total: int


@dataclass(frozen=True, slots=True)
class Import:
    """What became of a file: counts, and the lines to look at (not those that were taken)."""

    taken: int
    known: int
    refused: int
    lines: tuple[Line, ...]


def list_page(
    store: Store, *, list_name: str = "", words: str = "", after: int = 0, limit: int = PAGE
) -> ReaderPage:
    """List a page of readers.

    Args:
        store: Where they are.
        list_name: Only members of this list.
        words: Only those whose address or name holds this text.
        after: ``ReaderPage.next`` of the page before.
        limit: The most to give.

    Returns:
        The page; ``total`` counts the list, whatever the words.
    """
    with store.reading() as tx:
        found = rows.page(tx, list_name=list_name, words=words, after=after, limit=limit + 1)
        total = rows.count(tx, list_name)
    shown = tuple(found[:limit])
    return ReaderPage(shown, shown[-1].id if len(found) > limit else None, total)


def list_suppressed(store: Store) -> Sequence[Suppression]:
    """List whom we must not mail, the latest first.

    Args:
        store: Where they are.

    Returns:
        The suppressions.
    """
    return keeping.list_suppressed(store)


def add(store: Store, addition: Addition, *, who: Who) -> Reader:
    """Enter one reader.

    Args:
        store: Where to.
        addition: Address, basis of consent, list or digest.
        who: Who enters them.

    Returns:
        The reader as now on record.

    Raises:
        DeliveryError: ``bad_address``.
        ConfigError: ``no_basis``, ``suppressed``.
    """
    told = "，".join(filter(None, (addition.basis.strip(), addition.list_name, addition.digest)))
    with recorded(store) as (inside, write_down):
        reader = keeping.add_reader(inside, addition)
        write_down(_act(who, "add", reader.recipient.address, told))
    return reader


def take_file(context: Context, name: str, content: bytes, list_name: str, *, who: Who) -> Import:
    """Take readers from a CSV file that was sent.

    Args:
        context: Store, clock, place for the file while it is read.
        name: What the file is called; stands in the record of consent.
        content: The file.
        list_name: The list they join.
        who: Who sent it.

    Returns:
        What became of its lines.

    Raises:
        ConfigError: ``no_header``: nothing was taken.
    """
    counted: Counter[Fate] = Counter()
    lines: dict[Fate, list[Line]] = {fate: [] for fate in Fate}

    def tell(line: Line) -> None:
        if len(lines[line.fate]) < SHOWN:
            lines[line.fate].append(line)

    with TemporaryDirectory(prefix="kexie-import-") as folder:
        # Only the last part, and never a dot file: what was typed shall not choose a place.
        file = Path(folder) / (Path(name.replace("\\", "/")).name.lstrip(".")[:100] or "upload.csv")
        file.write_bytes(content)
        # The list is taken in many units of work, so that mail goes on meanwhile: said beforehand.
        _note(context.store, who, list_name or file.name, f"开始收入 {file.name}")
        counted = import_readers(context.store, file, list_name, context.clock, tell)
        told = f"新收 {counted[Fate.TAKEN]}，已有 {counted[Fate.KNOWN]}，拒收 {counted[Fate.REFUSED]}"
        _note(context.store, who, list_name or file.name, told)
    shown = (*lines[Fate.REFUSED], *lines[Fate.KNOWN])[:SHOWN]
    return Import(counted[Fate.TAKEN], counted[Fate.KNOWN], counted[Fate.REFUSED], shown)


def remove(store: Store, address: str, list_name: str = "", *, who: Who) -> None:
    """Take a reader off a list, or delete their record.

    Args:
        store: Where from.
        address: As typed.
        list_name: Only off this list.
        who: Who does it.

    Raises:
        NotFound: There is no such reader.
        DeliveryError: ``bad_address``.
    """
    with recorded(store) as (inside, write_down):
        keeping.remove_reader(inside, address, list_name)
        # A deleted reader's address shall not live on in the trail.
        write_down(_act(who, "remove", address if list_name else "（已删除）", list_name))


def suppress(store: Store, address: str, *, digest: str = "", why: str = "", who: Who) -> None:
    """Keep mail away from an address.

    Args:
        store: Where.
        address: As typed.
        digest: Of this digest only.
        why: The reason.
        who: Who decides.

    Raises:
        DeliveryError: ``bad_address``.
    """
    with recorded(store) as (inside, write_down):
        keeping.suppress_address(inside, address, digest=digest, note=why)
        write_down(_act(who, "suppress", address, "，".join(filter(None, (digest, why)))))


def lift(store: Store, address: str, *, digest: str = "", who: Who) -> None:
    """Allow mail to an address again.

    Args:
        store: Where.
        address: As typed.
        digest: Which suppression.
        who: Who decides.

    Raises:
        NotFound: It is not suppressed.
        DeliveryError: ``bad_address``.
    """
    with recorded(store) as (inside, write_down):
        if not keeping.lift_suppression(inside, address, digest):
            raise NotFound("不在禁发名单上 (not suppressed)", subject=address, code="not_suppressed")
        write_down(_act(who, "lift", address, digest))


def _act(who: Who, what: str, subject: str, after: str) -> AuditEntry:
    return AuditEntry(who.name, f"reader.{what}", subject, after=after, address=who.address)


def _note(store: Store, who: Who, subject: str, after: str) -> None:
    with recorded(store) as (_, write_down):
        write_down(_act(who, "import", subject, after))
