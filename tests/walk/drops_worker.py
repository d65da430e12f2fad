"""``kexie-digest schedule``, started anew for every line on standard input: imported once, forked each time.

Run: ``python drops_worker.py TICK WAIT`` with the seconds between ticks and those a file must stand
still. Writes the process's number, and an empty line once it is dead.
"""

from __future__ import annotations

import os
import sys

from kexie_digest import scheduler
from kexie_digest.cli import app
from kexie_digest.facts import finding  # noqa: F401 - what the command imports when it reads a page
from kexie_digest.parsers.newspaper import continuing  # noqa: F401 - likewise
from kexie_digest.sources.drop_folder import DropFolder
from kexie_digest.workflows import run  # noqa: F401 - what the command imports when it runs


def main() -> None:
    """Start and bury one process a line."""
    scheduler.TICK_SECONDS = float(sys.argv[1])
    (DropFolder.look.__kwdefaults__ or {})["wait"] = float(sys.argv[2])
    sys.argv = ["kexie-digest", "schedule", "--no-send"]
    for _ in sys.stdin:
        process = os.fork()
        if not process:
            app()
            os._exit(0)
        sys.stdout.write(f"{process}\n")
        sys.stdout.flush()
        os.waitpid(process, 0)
        sys.stdout.write("\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
