"""The jobs there are: which row each pokes, in which queue, under which lock.

Takes rows, gives Jobs. What is done for them is in ``tasks``.
"""

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlsplit

from kexie_digest import channels
from kexie_digest.model import PeriodRun, Source
from kexie_digest.model.job import Job, Queue
from kexie_digest.store import deliveries


def collecting(source: Source) -> Job:
    """Poll a source; sources of one host are polled one after the other."""
    return Job("collect", (source.key,), Queue.COLLECT, f"host:{urlsplit(source.url).hostname or source.key}")


def reading(source_key: str) -> Job:
    """Read what was claimed of a source."""
    return Job("read", (source_key,), Queue.PARSE, f"read:{source_key}")


def grouping() -> Job:
    """Place what was read."""
    return Job("group", (), Queue.PARSE, "group")


def composing(run: PeriodRun) -> Job:
    """Make the edition of a period; those of one digest are made one after the other."""
    return Job("compose", (run.digest, run.period), Queue.RENDER, f"digest:{run.digest}")


def publishing(digest: str, total_number: int, run_at: dt.datetime | None = None) -> Job:
    """Render an edition and put it into place."""
    return Job("publish", (digest, str(total_number)), Queue.RENDER, run_at=run_at)


def preparing_mail() -> Job:
    """Post letters, read bounces, enter readers into the ledger."""
    return Job("mail", (), Queue.DELIVER, "mail")


def delivering(lots: Iterable[deliveries.Lot], accounts: Iterable[str]) -> list[Job]:
    """Deliver lots; to one provider mail goes from one worker at a time, so that its pace is kept.

    Where an account allows so many a minute, all lots go one after the other.
    """
    is_paced = any(channels.limits_of(account).per_minute for account in accounts)
    return [
        Job(
            "deliver",
            (lot.digest, str(lot.total_number), lot.bucket),
            Queue.DELIVER,
            "smtp" if is_paced else f"smtp:{lot.bucket}",
        )
        for lot in lots
    ]
