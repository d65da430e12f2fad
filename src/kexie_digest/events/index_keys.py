"""Under which keys a report is filed, and looked for by the reports that may tell the same.

Takes a signature, gives keys with days. A report is compared with those alone that share
a key with it near its days; a key that too many of them share leads nowhere.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from zlib import crc32

from kexie_digest.events.duplicates import fingerprints
from kexie_digest.events.retold import rarest_grams
from kexie_digest.events.signature import TAIL_LENGTH
from kexie_digest.events.signature.traits import Signature

#: The day of keys that look past days: copies, and reports that name none.
NO_DAY = 0
#: The most reports that are compared with a new one: those with most keys in common.
MOST_CANDIDATES = 40
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
#: Stands for the holders of a key that are more than any limit.
CROWD = frozenset(range(1 + max(LIMITS.values())))
#: Reports that share one or two rare strings by accident are many; those that share three are
#: few. Of the tuning notices no tied pair shares less than six.
_ENOUGH = 6
_WORTH = {KeyKind.NAME: 8, KeyKind.PART: 4, KeyKind.COPY: 8, KeyKind.TOLD: 2}
#: A key that so many share near one day is half a proof: stock phrases and the town's name.
_MANY = 8
#: A key tells its kind by what stands above so many bits; plain numbers are looked up faster.
_KIND_BITS = 32
_LIMIT_OF, _WORTH_OF = ({int(kind): value for kind, value in table.items()} for table in (LIMITS, _WORTH))
#: Wider than any span: a report without a day may be of any.
_EVER = (NO_DAY, 10_000_000)

#: A key and the first and last day between which it is filed or looked for.
Asked = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class IndexKeys:
    """The keys of one report; ``names`` as they are printed, by key.

    ``filed`` are key and day as they are stored, each once; ``asked`` where a report of
    the same happening is filed: key, first and last day.
    """

    names: Mapping[int, str]
    filed: tuple[tuple[int, int], ...]
    asked: tuple[Asked, ...]


def limit(key: int) -> int:
    """Say how many reports may share a key before it leads nowhere.

    Args:
        key: A key.

    Returns:
        The limit of its kind.
    """
    return _LIMIT_OF[key >> _KIND_BITS]


def index_keys(signature: Signature) -> IndexKeys:
    """Work out under which keys a report is filed.

    Args:
        signature: The report's signature.

    Returns:
        Its keys.
    """
    days = _days(signature)
    printed = (signature.printed.toordinal(),) if signature.printed else ()
    around = (*days, *printed)
    near = (min(around) - _NEARBY, max(around) + _NEARBY) if around else _EVER
    undated = (NO_DAY, NO_DAY)
    # Under which days each kind is filed, and where it is looked for.
    places: dict[KeyKind, tuple[Sequence[int], Sequence[tuple[int, int]]]] = {
        KeyKind.NAME: (days or (NO_DAY,), (undated, near) if around else (near,)),
        KeyKind.COPY: ((NO_DAY,), (undated,)),
        KeyKind.TOLD: (printed, (near,)),
    }
    places[KeyKind.PART] = places[KeyKind.NAME]
    names = {key: name for name in sorted(signature.names) for key in _keys(KeyKind.NAME, [name])}
    filed: list[tuple[int, int]] = []
    asked: list[Asked] = []
    for kind, texts in _texts(signature).items():
        under, spans = places[kind]
        keys = _keys(kind, texts)
        filed += [(key, day) for key in keys for day in under]
        asked += [(key, first, last) for key in keys for first, last in spans]
    return IndexKeys(names, tuple(filed), tuple(asked))


def candidates(holders: Mapping[int, Collection[int]]) -> list[int]:
    """Choose the reports that are worth a comparison.

    Args:
        holders: Key of the new report → the numbers of the reports filed under it; more
            than its limit stand for many.

    Returns:
        Numbers, the likeliest first.
    """
    worth: dict[int, int] = {}
    for key, numbers in holders.items():
        kind = key >> _KIND_BITS
        if len(numbers) <= _LIMIT_OF[kind]:
            more = _WORTH_OF[kind] >> (len(numbers) > _MANY)
            for number in numbers:
                worth[number] = worth.get(number, 0) + more
    likely = [(-value, number) for number, value in worth.items() if value >= _ENOUGH]
    return [number for _, number in sorted(likely)[:MOST_CANDIDATES]]


def _keys(kind: KeyKind, texts: Iterable[str]) -> set[int]:
    above = int(kind) << _KIND_BITS
    return {above | crc32(text.encode()) for text in texts}


def _texts(signature: Signature) -> dict[KeyKind, Iterable[str]]:
    """Names; their beginnings and ends, ends of unmarked names, bodies by day; texts; strings."""
    parts = {f"${tail}" for tail in signature.tails}
    for name in signature.names:
        parts |= {f"${name[-TAIL_LENGTH:]}", f"^{name[:6]}", f"^{name[:9]}"}
    if signature.first:
        parts |= {f"{body}@{signature.first}" for body in signature.bodies}
    return {
        KeyKind.NAME: signature.names,
        KeyKind.PART: parts,
        KeyKind.COPY: map(str, fingerprints(signature.text)),
        KeyKind.TOLD: rarest_grams(signature.told) if signature.printed else (),
    }


def _days(signature: Signature) -> tuple[int, ...]:
    """The days of the happening, else the day of printing, as ordinals."""
    first = signature.first or signature.printed
    if first is None:
        return ()
    last = max(first, signature.last or first)
    return tuple(sorted({*_between(first, last), last.toordinal()}))


def _between(first: dt.date, last: dt.date) -> Sequence[int]:
    return range(first.toordinal(), last.toordinal(), _STEP)[: _MOST_DAYS - 1]
