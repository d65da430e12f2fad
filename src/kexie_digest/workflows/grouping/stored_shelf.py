"""The shelf of reports placed before, as the store has it; see ``events.Shelf``.

Takes a unit of work and the reports of one portion. What these ask for is read at once,
what they add is kept in mind and written at once: a statement costs more than a
comparison. Ties are read of those reports alone that are tied to a new one. From one portion
to the next only signatures are kept, which never change.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from kexie_digest import events
from kexie_digest.events import Asked, Filings, IndexKeys, Signature
from kexie_digest.model import Ruling, Tie
from kexie_digest.store import Transaction, articles
from kexie_digest.store import events as shelves

#: Signatures kept from one portion to the next; those of long texts take some 10 KB.
_MOST_KNOWN = 2_000


class StoredShelf:
    """What a portion of reports asks of the store, and adds to it."""

    def __init__(
        self,
        tx: Transaction,
        since: int,
        arriving: Mapping[int, Signature] | None = None,
        known: dict[int, Signature] | None = None,
    ) -> None:
        """Read what a portion asks for.

        Args:
            tx: The unit of work.
            since: The least number that is not forgotten.
            arriving: The portion, by number.
            known: Signatures that earlier portions of this call read; takes those read now.
        """
        self.since = since
        self._tx = tx
        arriving = arriving or {}
        self._signatures = {} if known is None else known
        while len(self._signatures) > _MOST_KNOWN:
            del self._signatures[next(iter(self._signatures))]
        self._signatures |= arriving
        self._numbers = {signature.id: number for number, signature in self._signatures.items()}
        self._events: dict[str, str | None] = {}
        self._ties: dict[str, list[Tie]] = {signature.id: [] for signature in arriving.values()}
        self._has_rulings = shelves.has_rulings(tx)
        self._new_filed: list[shelves.Filed] = []
        self._new_keys: list[tuple[int, int, int]] = []
        self._new_ties: list[Tie] = []
        self._changed: dict[str, str] = {}
        self.asked = {number: events.index_keys(one) for number, one in arriving.items()}
        self._filed = Filings()
        self._held: dict[Asked, AbstractSet[int]] = {}
        self._read()

    def holders(self, keys: IndexKeys) -> dict[int, AbstractSet[int]]:
        """Who is filed under the keys near their days: looked up once in the store, and in the portion."""
        found: dict[int, AbstractSet[int]] = {**self._filed.near(keys.asked)}
        held = self._held
        for asked in keys.asked:
            if asked in held:
                key = asked[0]
                found[key] = found[key] | held[asked] if key in found else held[asked]
        return found

    def signatures(self, numbers: Sequence[int]) -> list[Signature]:
        """Signatures, those not read before from the store."""
        self._read_signatures(numbers)
        return [self._signatures[number] for number in numbers if number in self._signatures]

    def add(self, signature: Signature, filed: Sequence[tuple[int, int]], ties: Sequence[Tie]) -> None:
        """File a report of the portion."""
        number = self._numbers[signature.id]
        self._new_filed.append(shelves.Filed(number, events.to_traits(signature)))
        rows = [(key, day, number) for key, day in filed]
        self._filed.file(rows)
        self._new_keys += rows
        self._read_ties([end for tie in ties for end in (tie.left, tie.right)])
        for tie in ties:
            self._ties[tie.left].append(tie)
            self._ties[tie.right].append(tie)
        self._new_ties += ties

    def ties(self, report_ids: Sequence[str]) -> list[Tie]:
        """Ties, those not read before from the store."""
        self._read_ties(report_ids)
        found = (tie for report_id in report_ids for tie in self._ties[report_id])
        return list({(tie.left, tie.right): tie for tie in found}.values())

    def rulings(self, report_ids: Sequence[str]) -> list[Ruling]:
        """Rulings in force."""
        return shelves.rulings_of(self._tx, report_ids) if self._has_rulings else []

    def events(self, report_ids: Sequence[str]) -> dict[str, str | None]:
        """Present events."""
        missing = [one for one in report_ids if one not in self._events]
        if missing:
            self._read_events(self._numbers_of(missing))
        known = [one for one in report_ids if one in self._events]
        return {one: self._events[one] for one in sorted(known, key=self._numbers.__getitem__)}

    def is_used(self, key: str) -> bool:
        """Whether a report has or had this key; one that it leaves just now counts."""
        return key in self._changed.values() or shelves.is_used(self._tx, key)

    def assign(self, changed: Mapping[str, str]) -> None:
        """Keep what changed in mind."""
        self._events |= changed
        self._changed |= changed

    def save(self) -> None:
        """Write everything that was added and changed."""
        shelves.add(self._tx, self._new_filed, self._new_keys)
        if self._new_ties:
            shelves.add_ties(self._tx, self._new_ties, self._numbers)
        articles.set_events(self._tx, self._changed)

    def _read(self) -> None:
        """Holders, signatures and events that the portion will ask for."""
        asked = {one for keys in self.asked.values() for one in keys.asked}
        if not asked:
            return
        limited = [(*one, events.limit(one[0])) for one in sorted(asked)]
        held = shelves.holders(self._tx, limited, self.since)
        self._held = {one: events.CROWD if numbers is None else numbers for one, numbers in held.items()}
        likely = {number for keys in self.asked.values() for number in events.candidates(self.holders(keys))}
        self._read_signatures(likely)
        self._read_events([*self.asked, *likely])

    def _read_signatures(self, numbers: Iterable[int]) -> None:
        missing = [number for number in numbers if number not in self._signatures]
        for number, signature in read_signatures(self._tx, missing).items():
            self._signatures[number] = signature
            self._numbers[signature.id] = number

    def _read_events(self, numbers: Sequence[int]) -> None:
        for number, (report_id, event) in shelves.events_at(self._tx, numbers).items():
            self._numbers[report_id] = number
            self._events.setdefault(report_id, event)

    def _read_ties(self, report_ids: Sequence[str]) -> None:
        unread = {report_id for report_id in report_ids if report_id not in self._ties}
        if unread:
            self._ties |= {report_id: [] for report_id in unread}
            for tie, numbers in shelves.ties_at(self._tx, self._numbers_of(sorted(unread))):
                self._numbers |= zip((tie.left, tie.right), numbers, strict=True)
                for end in {tie.left, tie.right} & unread:
                    self._ties[end].append(tie)

    def _numbers_of(self, report_ids: Sequence[str]) -> list[int]:
        """Numbers of reports; asked of the store for those that a ruling named."""
        unknown = [one for one in report_ids if one not in self._numbers]
        if unknown:
            self._numbers |= articles.sequence_numbers(self._tx, unknown)
        return [self._numbers[one] for one in report_ids if one in self._numbers]


def read_signatures(tx: Transaction, numbers: Sequence[int]) -> dict[int, Signature]:
    """Read what is compared of reports on the shelf.

    Args:
        tx: The unit of work.
        numbers: The reports.

    Returns:
        Signatures by number; made anew of those that another version of this program wrote.
    """
    if not numbers:
        return {}
    found = {number: events.from_traits(traits) for number, traits in shelves.traits(tx, numbers).items()}
    unread = [number for number, signature in found.items() if signature is None]
    anew = {number: events.sign(report) for number, report in shelves.reports_at(tx, unread).items()}
    return {number: one for number, one in (found | anew).items() if one is not None}
