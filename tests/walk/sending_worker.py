"""A program that sends what the ledger has queued; started, and killed, by the tests.

Usage: python sending_worker.py VAR SMTP_URL [DATABASE_URL]. Ends when nothing is due.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pydantic import SecretStr

from kexie_digest import app, config
from kexie_digest.config import Settings
from kexie_digest.workflows.deliver import deliver
from kexie_digest.workflows.journal import Journal


def main(var: str, smtp_url: str, database_url: str = "") -> None:
    """Open the desk and send."""
    folder = Path(var)
    settings = Settings(
        var_dir=folder,
        database_url=SecretStr(database_url or f"sqlite:///{folder / 'kexie.db'}"),
        public_url="https://digest.example.org",
        smtp_url=SecretStr(smtp_url),
    )
    with app.opened(config.load(None, kinds=("feed",), folder=folder.parent), settings=settings) as context:
        deliver(context, Journal("worker", context.clock))


if __name__ == "__main__":
    main(*sys.argv[1:])
