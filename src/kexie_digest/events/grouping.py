"""Put the reports of a batch together that tell one happening.

Takes reports that are not stored (the files of one ``parse`` call) and the event keys
they have, gives events. Each is placed as a run places what comes in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kexie_digest.events.clusters import strongest
from kexie_digest.events.placing import place
from kexie_digest.events.shelf import OpenShelf
from kexie_digest.events.signature import sign
from kexie_digest.model import Event, Report, Ruling


def group(
    reports: Sequence[Report], known: Mapping[str, str], rulings: Sequence[Ruling] = ()
) -> tuple[Event, ...]:
    """Group reports into events (事件).

    Args:
        reports: All reports to group, oldest first.
        known: Event key by report id, of those that have one. When two events turn out
            to be one, the key lives on whose first report is older.
        rulings: Editors' rulings in force.

    Returns:
        Events in order of their first report; every report is in exactly one.
    """
    by_id = {report.id: report for report in reports}
    shelf = OpenShelf({report_id: known.get(report_id) for report_id in by_id}, rulings)
    for report in by_id.values():
        place(sign(report), shelf)
    members: dict[str, list[str]] = {}
    for report_id, key in shelf.events(by_id).items():
        members.setdefault(key or "", []).append(report_id)
    return tuple(
        Event(key, tuple(ids), _label([by_id[one] for one in ids]), _reasons(ids, shelf))
        for key, ids in members.items()
    )


def _reasons(members: Sequence[str], shelf: OpenShelf) -> tuple[str, ...]:
    chosen = strongest(members, shelf.ties(members))
    return tuple(f"{tie.left} 与 {tie.right}：{tie.reason}" for tie in chosen)


def _label(reports: Sequence[Report]) -> str:
    titled = [report.article.title for report in reports if report.article.title]
    return titled[0] if titled else reports[0].article.body[:30]
