"""Under which keys a report is filed, and looked for by the reports that may tell the same.

Takes a signature, gives keys with days. A report is compared with those alone that share
a key with it near its days; a key that too many of them share leads nowhere.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from zlib import crc32

from kexie_digest.events.duplicates import fingerprints
from kexie_digest.events.retold import rarest_grams
from kexie_digest.events.signature import TAIL_LENGTH, Signature

#: The day of keys that look past days: copies, and reports that name none.
NO_DAY = 0
#: The most reports that are compared with a new one: those with most keys in common.
MOST_CANDIDATES = 60
#: Days between a happening and the last report of it (``ties``: dated and undated reports).
_NEARBY = 21
#: A long happening is filed under several of its days, so that a report of any finds it.
_STEP, _MOST_DAYS = 2 * _NEARBY, 8


class KeyKind(IntEnum):
    """What a key is made of."""

    NAME = 1
    PART = 2
    COPY = 3
    TOLD = 4


#: A key in more reports than this, near one day, leads to no candidates and is filed no more.
LIMITS = {KeyKind.NAME: 60, KeyKind.PART: 60, KeyKind.COPY: 40, KeyKind.TOLD: 16}
#: Reports that share one rare string by accident are many; those that share two are few.
_ENOUGH = 2
_WORTH = {KeyKind.NAME: 4, KeyKind.PART: 2, KeyKind.COPY: 4, KeyKind.TOLD: 1}


@dataclass(frozen=True, slots=True)
class IndexKeys:
    """The keys of one report, each with its kind; names as they are printed, by key.

    ``filed`` are key and day as they are stored; ``span`` the days in which a report
    of the same happening is filed, None where every day is possible.
    """

    kinds: Mapping[int, KeyKind]
    names: Mapping[int, str]
    filed: tuple[tuple[int, int], ...]
    span: tuple[int, int] | None

    def limit(self, key: int) -> int:
        """How many reports may share a key before it leads nowhere."""
        return LIMITS[self.kinds[key]]


def index_keys(signature: Signature) -> IndexKeys:
    """Work out under which keys a report is filed.

    Args:
        signature: The report's signature.

    Returns:
        Its keys.
    """
    days = _days(signature)
    printed = (signature.printed.toordinal(),) if signature.printed else ()
    kinds: dict[int, KeyKind] = {}
    names: dict[int, str] = {}
    filed: list[tuple[int, int]] = []
    for kind, text in _texts(signature):
        key = int(kind) << 32 | crc32(text.encode())
        kinds[key] = kind
        if kind is KeyKind.NAME:
            names[key] = text
        under = {KeyKind.COPY: (NO_DAY,), KeyKind.TOLD: printed}.get(kind, days or (NO_DAY,))
        filed += [(key, day) for day in under]
    around = (*days, *printed)
    span = (min(around) - _NEARBY, max(around) + _NEARBY) if around else None
    return IndexKeys(kinds, names, tuple(filed), span)


def candidates(keys: IndexKeys, holders: Mapping[int, Sequence[int]]) -> list[int]:
    """Choose the reports that are worth a comparison.

    Args:
        keys: Those of the new report.
        holders: Key → the numbers of the reports filed under it, one more than its
            limit standing for many.

    Returns:
        Numbers, the likeliest first.
    """
    worth: Counter[int] = Counter()
    for key, numbers in holders.items():
        if len(numbers) <= keys.limit(key):
            worth.update(dict.fromkeys(numbers, _WORTH[keys.kinds[key]]))
    likely = [(-value, number) for number, value in worth.items() if value >= _ENOUGH]
    return [number for _, number in sorted(likely)[:MOST_CANDIDATES]]


def _texts(signature: Signature) -> Iterator[tuple[KeyKind, str]]:
    """Names, their beginnings and ends, ends of unmarked names, bodies by day, texts, strings."""
    for name in sorted(signature.names):
        yield KeyKind.NAME, name
        yield KeyKind.PART, f"${name[-TAIL_LENGTH:]}"
        yield KeyKind.PART, f"^{name[:6]}"
        yield KeyKind.PART, f"^{name[:9]}"
    for tail in sorted(signature.tails):
        yield KeyKind.PART, f"${tail}"
    for body in sorted(signature.bodies) if signature.first else ():
        yield KeyKind.PART, f"{body}@{signature.first}"
    for fingerprint in sorted(fingerprints(signature.text)):
        yield KeyKind.COPY, str(fingerprint)
    for gram in rarest_grams(signature.told) if signature.printed else ():
        yield KeyKind.TOLD, gram


def _days(signature: Signature) -> tuple[int, ...]:
    """The days of the happening, else the day of printing, as ordinals."""
    first = signature.first or signature.printed
    if first is None:
        return ()
    last = max(first, signature.last or first)
    return tuple(sorted({*_between(first, last), last.toordinal()}))


def _between(first: dt.date, last: dt.date) -> Sequence[int]:
    return range(first.toordinal(), last.toordinal(), _STEP)[: _MOST_DAYS - 1]
