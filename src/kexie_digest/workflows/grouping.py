"""Give every new report the event it tells of.

Takes recent reports from the store, gives them event keys. Runs before an edition is
composed, so a run that died before this step is made good by the next one.
"""

from datetime import timedelta

from kexie_digest import events
from kexie_digest.clock import local_date
from kexie_digest.store import articles
from kexie_digest.workflows.context import Context

#: How long an event may go on being reported: reports collected longer ago are not looked at.
WINDOW = timedelta(days=45)


def group(context: Context) -> int:
    """Group reports that have no event yet with each other and with recent ones.

    Args:
        context: Store and clock.

    Returns:
        How many reports were given an event.
    """
    since = local_date(context.clock.now() - WINDOW, context.config.publication.timezone).isoformat()
    with context.store.reading() as tx:
        if not articles.has_ungrouped(tx, since):
            return 0
        recent = articles.list_recent(tx, since)
    # Outside any transaction: grouping takes long, and the run lock keeps other runs away.
    known = {report.id: report.event for report in recent if report.event}
    keys = {member: event.key for event in events.group(recent, known) for member in event.reports}
    changed = {report_id: key for report_id, key in keys.items() if known.get(report_id) != key}
    with context.store.transaction() as tx:
        articles.set_events(tx, changed)
    return len(recent) - len(known)
