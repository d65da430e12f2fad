"""What placing needs to know of the reports placed before.

:class:`Shelf` says what is asked; the store answers it for all that is kept,
:class:`OpenShelf` for a batch in memory. No answer grows with what is stored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from kexie_digest.events.filings import Filings
from kexie_digest.events.index_keys import IndexKeys
from kexie_digest.events.signature.traits import Signature
from kexie_digest.model import Ruling, Tie


class Shelf(Protocol):
    """The reports placed before: filed under keys, tied, in events, with editors' rulings."""

    def holders(self, keys: IndexKeys) -> Mapping[int, Collection[int]]:
        """Give the numbers of the reports filed under each key near its days."""
        ...

    def signatures(self, numbers: Sequence[int]) -> Sequence[Signature]:
        """Give the signatures of numbered reports."""
        ...

    def add(self, signature: Signature, filed: Sequence[tuple[int, int]], ties: Sequence[Tie]) -> None:
        """File a new report and keep its ties."""
        ...

    def ties(self, report_ids: Sequence[str]) -> Sequence[Tie]:
        """Give every tie that touches one of these reports."""
        ...

    def rulings(self, report_ids: Sequence[str]) -> Sequence[Ruling]:
        """Give every ruling in force that names one of these reports."""
        ...

    def events(self, report_ids: Sequence[str]) -> Mapping[str, str | None]:
        """Give the present event key of each report, in order of arrival."""
        ...

    def is_used(self, key: str) -> bool:
        """Say whether a report has this event key."""
        ...

    def assign(self, events: Mapping[str, str]) -> None:
        """Keep which event each of these reports tells."""
        ...


class OpenShelf:
    """A shelf in memory, for a batch that is not stored."""

    def __init__(self, events: Mapping[str, str | None], rulings: Sequence[Ruling] = ()) -> None:
        """Start with nothing filed.

        Args:
            events: The reports to come, oldest first, with the event keys they have.
            rulings: Editors' rulings in force.
        """
        self._events = dict(events)
        self._arrival = {report_id: number for number, report_id in enumerate(self._events)}
        self._rulings = tuple(rulings)
        self._signatures: list[Signature] = []
        self._filed = Filings()
        self._ties: dict[str, list[Tie]] = defaultdict(list)

    def holders(self, keys: IndexKeys) -> dict[int, set[int]]:
        """See :class:`Shelf`."""
        return self._filed.near(keys.asked)

    def signatures(self, numbers: Sequence[int]) -> list[Signature]:
        """See :class:`Shelf`."""
        return [self._signatures[number] for number in numbers]

    def add(self, signature: Signature, filed: Sequence[tuple[int, int]], ties: Sequence[Tie]) -> None:
        """See :class:`Shelf`."""
        number = len(self._signatures)
        self._signatures.append(signature)
        self._filed.file((key, day, number) for key, day in filed)
        for tie in ties:
            self._ties[tie.left].append(tie)
            self._ties[tie.right].append(tie)

    def ties(self, report_ids: Iterable[str]) -> list[Tie]:
        """See :class:`Shelf`."""
        return list(dict.fromkeys(tie for report_id in report_ids for tie in self._ties.get(report_id, ())))

    def rulings(self, report_ids: Iterable[str]) -> list[Ruling]:
        """See :class:`Shelf`."""
        asked = set(report_ids)
        return [ruling for ruling in self._rulings if asked & {*ruling.reports, *ruling.others}]

    def events(self, report_ids: Iterable[str]) -> dict[str, str | None]:
        """See :class:`Shelf`."""
        known = {report_id for report_id in report_ids if report_id in self._arrival}
        return {one: self._events[one] for one in sorted(known, key=self._arrival.__getitem__)}

    def is_used(self, key: str) -> bool:
        """See :class:`Shelf`."""
        return key in self._events.values()

    def assign(self, events: Mapping[str, str]) -> None:
        """See :class:`Shelf`."""
        self._events.update(events)
