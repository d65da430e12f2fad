"""Put reports of one happening together and keep its key.

Takes reports and the keys already persisted, gives events. Links come from copies and
ties; clusters grow by average link. Candidates come from indexes of shingles and
names: no report is compared with all others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from kexie_digest.events.clusters import Clusters
from kexie_digest.events.duplicates import find_copies
from kexie_digest.events.retold import retold_ties
from kexie_digest.events.signature import TAIL_LENGTH, Signature, sign
from kexie_digest.events.ties import LINKED, Tie, inverse_frequency, tie
from kexie_digest.model import Event, Report

#: A name in more reports than this identifies nothing (科普中国), and costs time.
_COMMON = 60
#: A copy outweighs every tie of names.
_COPY_SCORE = 10.0
#: How many characters of a founder's hash make an opaque key.
_KEY_LENGTH = 16


def _copies(reports: Sequence[Report]) -> Iterator[Tie]:
    for copy in find_copies({report.id: report.article.body for report in reports}):
        yield Tie(copy.left, copy.right, _COPY_SCORE * copy.containment, copy.reason)


def _index(signatures: Sequence[Signature]) -> dict[str, list[int]]:
    """Which reports hold each name, its two ends, each tail, and each pair of body and day."""
    holders: dict[str, list[int]] = defaultdict(list)
    for index, signature in enumerate(signatures):
        for name in signature.names:
            holders[name].append(index)
            holders[f"${name[-TAIL_LENGTH:]}"].append(index)
            for part in (name[:6], name[:9]):
                holders[f"^{part}"].append(index)
        for tail in signature.tails:
            holders[f"${tail}"].append(index)
        for body in signature.bodies if signature.first else ():
            holders[f"{body}@{signature.first}"].append(index)
    return holders


def _ties(signatures: Sequence[Signature]) -> Iterator[Tie]:
    holders = _index(signatures)
    common = frozenset(name for name, held in holders.items() if len(held) > _COMMON)
    counts = Counter(gram for signature in signatures for gram in signature.grams)
    rarity = inverse_frequency(counts, len(signatures))
    yield from retold_ties(signatures, counts)
    seen: set[tuple[int, int]] = set()
    for name, held in holders.items():
        if name in common:
            continue
        members = list(dict.fromkeys(held))
        pairs = ((left, right) for at, right in enumerate(members) for left in members[:at])
        for pair in pairs:
            if pair not in seen:
                seen.add(pair)
                found = tie(signatures[pair[0]], signatures[pair[1]], rarity, common)
                if found:
                    yield found


def _new_key(founder: str, taken: set[str]) -> str:
    """An opaque key of the founding report; another one should an event hold it already."""
    key = "e" + sha256(founder.encode()).hexdigest()[:_KEY_LENGTH]
    return key if key not in taken else _new_key(founder + "+", taken)


def _label(reports: Sequence[Report]) -> str:
    titled = [report.article.title for report in reports if report.article.title]
    return titled[0] if titled else reports[0].article.body[:30]


def group(reports: Sequence[Report], known: Mapping[str, str]) -> tuple[Event, ...]:
    """Group reports into events (事件).

    Reports that share a persisted key stay together. When two events turn out to be
    one, the older key lives on: keys are as old as their first place in ``known``.

    Args:
        reports: All reports to group, oldest first.
        known: Event key by report id, as persisted, oldest first.

    Returns:
        Events in order of their first report; every report is in exactly one.
    """
    by_id = {report.id: report for report in reports}
    clusters = Clusters(tuple(by_id))
    held: dict[str, str] = {}
    for report_id in by_id:
        key = known.get(report_id)
        if key is not None:
            clusters.join(held.setdefault(key, report_id), report_id)
    links = [*_copies(reports), *_ties([sign(report) for report in by_id.values()])]
    clusters.grow([link for link in links if link.score >= LINKED])
    ages = {key: age for age, key in reversed(list(enumerate(known.values())))}
    taken = set(known.values())
    events = []
    for members in clusters.members():
        keys = sorted({known[member] for member in members if member in known}, key=ages.__getitem__)
        key = keys[0] if keys else _new_key(members[0], taken)
        taken.add(key)
        reasons = tuple(f"{link.left} 与 {link.right}：{link.reason}" for link in clusters.reasons(members))
        events.append(Event(key, members, _label([by_id[member] for member in members]), reasons))
    return tuple(events)
