"""A program that places what came in, in small portions; started, and killed, by the tests.

Usage: python grouping_worker.py VAR. Says "ready" before the first portion.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pydantic import SecretStr

from kexie_digest import app, config
from kexie_digest.config import Settings
from kexie_digest.workflows import grouping

#: Few, so that a kill falls between as well as into them.
PORTION = 10


def main(var: str) -> None:
    """Open the desk and place."""
    folder = Path(var)
    settings = Settings(var_dir=folder, database_url=SecretStr(f"sqlite:///{folder / 'kexie.db'}"))
    grouping.PORTION = PORTION
    with app.opened(config.load(None, kinds=("feed",), folder=folder.parent), settings=settings) as context:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        grouping.group(context)


if __name__ == "__main__":
    main(*sys.argv[1:])
