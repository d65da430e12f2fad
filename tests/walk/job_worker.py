"""A worker, or a scheduler that hands out, over one database; started, stopped and killed by the tests.

Usage: python job_worker.py worker|scheduler FOLDER DATABASE_URL SMTP_URL [PAPER]. As the commands do,
but leases are over in seconds, the scheduler ticks all the time, and without PAPER no PDF is made.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import platform
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

from pydantic import SecretStr

from kexie_digest import app, config, renderers
from kexie_digest.config import Settings
from kexie_digest.model.job import Queue
from kexie_digest.scheduler import tick
from kexie_digest.store.engines import postgresql
from kexie_digest.workflows.collect import Watch
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.jobs.posted import PostedJobs
from kexie_digest.workflows.jobs.worker import Worker
from kexie_digest.workflows.sending import clerk, crew

LEASE = dt.timedelta(seconds=6)
#: A transaction that stands still is ended after so many seconds; until then nobody else can write.
IDLE = 5
#: Two that were stopped in one let no living sender's copies run out.
LEASE_OF_COPIES = dt.timedelta(seconds=2 * IDLE + 2)
STALE = dt.timedelta(seconds=3)
TICK = 0.5


def main(role: str, folder: str, url: str, smtp_url: str, paper: str = "") -> None:
    """Open the program and work until SIGTERM."""
    _hurry()
    logging.basicConfig(level=logging.WARNING, format=f"{role}: %(message)s")
    if not paper:
        for name in ("bulletin.pdf", "bulletin.docx", "bulletin-print.pdf"):
            renderers.RENDERERS.pop(name, None)  # type: ignore[attr-defined]  # a dict below its annotation
    root = Path(folder)
    settings = Settings(
        var_dir=root / "var" / platform.node() / role,
        database_url=SecretStr(url),
        public_url="https://digest.example.org",
        smtp_url=SecretStr(smtp_url),
        secret_key=SecretStr("one key for all machines"),
    )
    chosen = config.load(root / "sources.yaml", kinds=("feed",))
    with app.opened(chosen, settings=settings, output=root / "output") as opened:
        context = replace(opened, lease=LEASE)
        if role == "worker":
            _work(context)
        else:
            _schedule(replace(context, jobs=PostedJobs(STALE)))


def _hurry() -> None:
    """Let what is waited for be over in seconds."""
    clerk.LEASE = crew.LEASE = LEASE_OF_COPIES  # type: ignore[attr-defined,misc]  # a test's haste
    crew._RECOVER_SECONDS = 1.0  # type: ignore[misc]  # a test's haste
    shorter = postgresql._BEGIN_WRITING.replace(f"{postgresql.IDLE_TIMEOUT}s", f"{IDLE}s")
    postgresql._BEGIN_WRITING = shorter  # type: ignore[misc]  # a test's haste


def _work(context: Context) -> None:
    worker = Worker(context, list(Queue), stale=STALE)
    signal.signal(signal.SIGTERM, lambda *_: worker.stop())
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    if not worker.run():
        logging.shutdown()
        os._exit(0)  # as the command does: threads that wait for a server would keep the process for minutes


def _schedule(context: Context) -> None:
    watch, ends = Watch(), []
    signal.signal(signal.SIGTERM, lambda *_: ends.append(True))
    while not ends:
        tick(context, watch)
        time.sleep(TICK)


if __name__ == "__main__":
    main(*sys.argv[1:])
