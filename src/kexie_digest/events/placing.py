"""Place a new report among those placed before, or form some events anew.

Takes a report and a shelf, gives the event keys that change. Only what shares a key
with the report is read, and only the reports that hang together with it by ties and
rulings are formed anew: as one batch would form them, for these ties do not depend on
others (``linking``) nor clusters on an order (``clusters``). Events form anew without
memory of their former shape; a key stays with the largest part of what it named.

Order matters in three places, each far beyond what a happening has: a key in more reports
than its limit is passed over by those that come later, of more than
:data:`~kexie_digest.events.index_keys.MOST_CANDIDATES` candidates the likeliest are compared,
and among more than :data:`MOST_TOGETHER` reports that hang together a new one joins its
strongest tie's event, the others staying as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from kexie_digest.events.clusters import Clusters
from kexie_digest.events.index_keys import IndexKeys, candidates, index_keys, limit
from kexie_digest.events.linking import link
from kexie_digest.events.shelf import Shelf
from kexie_digest.events.signature.traits import Signature
from kexie_digest.model import Ruling, RulingKind, Tie

#: The most reports that are formed anew together.
MOST_TOGETHER = 200
#: How many characters of a founder's hash make an opaque key.
_KEY_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Reports that hang together; ``events`` in order of arrival, ``is_cut`` where there are too many."""

    events: Mapping[str, str | None]
    ties: Sequence[Tie]
    rulings: Sequence[Ruling]
    is_cut: bool


def place(signature: Signature, shelf: Shelf, keys: IndexKeys | None = None) -> dict[str, str]:
    """Place a report that came in.

    Args:
        signature: Its signature.
        shelf: The reports placed before; takes this one in.
        keys: Its keys, where they are known already.

    Returns:
        Event key by report id, for this report and those whose event changed by it.
    """
    keys = keys or index_keys(signature)
    holders = shelf.holders(keys)
    common = {key for key, numbers in holders.items() if len(numbers) > limit(key)}
    names = frozenset(name for key, name in keys.names.items() if key in common)
    others = shelf.signatures(candidates(holders))
    ties = [tie for other in others if (tie := link(signature, other, names)) is not None]
    shelf.add(signature, [(key, day) for key, day in keys.filed if key not in common], ties)
    return settle((signature.id,), shelf)


def settle(report_ids: Iterable[str], shelf: Shelf) -> dict[str, str]:
    """Form the events of some reports anew: after one came in, after an editor's ruling.

    Args:
        report_ids: The reports.
        shelf: The shelf; takes the changes.

    Returns:
        Event key by report id, where it changed.
    """
    asked = tuple(report_ids)
    around = _gather(asked, shelf)
    clusters = Clusters(tuple(around.events))
    for ruling in sorted(around.rulings, key=lambda ruling: ruling.id, reverse=True):  # the last word first
        clusters.keep_together(ruling.reports)
        if ruling.kind is RulingKind.APART:
            clusters.keep_apart(ruling.reports, ruling.others)
    if around.is_cut:
        for members in (*_by_key(around.events).values(), *_strongest_of(asked, around.ties)):
            clusters.keep_together(members)
    else:
        clusters.grow(around.ties)
    changed = {
        report_id: key
        for members, key in _keys(clusters.members(), around.events, shelf)
        for report_id in members
        if around.events[report_id] != key
    }
    shelf.assign(changed)
    return changed


def _gather(asked: Sequence[str], shelf: Shelf) -> Neighbourhood:
    """Everything that ties and rulings lead to from some reports, up to a limit."""
    seen: set[str] = set()
    ties: dict[tuple[str, str], Tie] = {}
    rulings: dict[int, Ruling] = {}
    edge = set(asked)
    while edge and len(seen) < MOST_TOGETHER:
        found, said = shelf.ties(sorted(edge)), shelf.rulings(sorted(edge))
        seen |= edge
        ties |= {(tie.left, tie.right): tie for tie in found}
        rulings |= {ruling.id: ruling for ruling in said}
        ends = {end for tie in found if tie.score > 0 for end in (tie.left, tie.right)}
        ends |= {one for ruling in said for one in (*ruling.reports, *ruling.others)}
        edge = ends - seen
    events = shelf.events(sorted(seen))
    inner = [tie for pair, tie in ties.items() if events.keys() >= {*pair}]
    return Neighbourhood(events, inner, tuple(rulings.values()), is_cut=bool(edge))


def _strongest_of(asked: Sequence[str], ties: Sequence[Tie]) -> list[tuple[str, str]]:
    """The ends of each report's strongest tie: it joins one event, and brings no two together."""
    found = [
        [tie for tie in ties if tie.score > 0 and report_id in {tie.left, tie.right}] for report_id in asked
    ]
    best = (min(own, key=lambda tie: (-tie.score, tie.left, tie.right)) for own in found if own)
    return [(tie.left, tie.right) for tie in best]


def _by_key(events: Mapping[str, str | None]) -> dict[str, list[str]]:
    members: dict[str, list[str]] = {}
    for report_id, key in events.items():
        if key is not None:
            members.setdefault(key, []).append(report_id)
    return members


def _keys(
    groups: Sequence[tuple[str, ...]], events: Mapping[str, str | None], shelf: Shelf
) -> Iterable[tuple[tuple[str, ...], str]]:
    """The key of each group: the oldest that is its own, else a new one.

    A key whose reports part stays with the group that has most of them, and of two such
    with the one whose report came in first.
    """
    ages = {key: age for age, key in enumerate(_by_key(events))}
    owners: dict[str, int] = {}
    most: Counter[str] = Counter()
    for number, members in enumerate(groups):
        for key, count in Counter(events[member] for member in members).items():
            if key is not None and count > most[key]:
                owners[key], most[key] = number, count
    taken = set(ages)
    for number, members in enumerate(groups):
        own = [key for key, owner in owners.items() if owner == number]
        key = (
            min(own, key=ages.__getitem__) if own else _new_key(members[0], events[members[0]], taken, shelf)
        )
        taken.add(key)
        yield members, key


def _new_key(founder: str, left: str | None, taken: set[str], shelf: Shelf) -> str:
    """An opaque key of the founding report, and of the event that it has left, if any."""
    source = founder if left is None else f"{founder}\0{left}"
    key = "e" + sha256(source.encode()).hexdigest()[:_KEY_LENGTH]
    while key in taken or (left is not None and shelf.is_used(key)):
        key = "e" + sha256(key.encode()).hexdigest()[:_KEY_LENGTH]
    return key
