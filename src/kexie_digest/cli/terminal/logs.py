"""Where log lines go: a rotating file beside the database, and the screen when asked.

People read what the commands print; the log is for whoever looks into a failure.
"""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
_LARGEST = 5_000_000


def configure(var: Path, *, on_screen: bool = False) -> None:
    """Send log lines to ``var/kexie.log``, and to standard error too when asked.

    Args:
        var: The folder of database and lock; a log that cannot be written is done without.
        on_screen: For services, whose screen is the system's journal.
    """
    handlers: list[logging.Handler] = [logging.StreamHandler()] if on_screen else []
    try:
        var.mkdir(parents=True, exist_ok=True)
        file = RotatingFileHandler(var / "kexie.log", maxBytes=_LARGEST, backupCount=3, encoding="utf-8")
        handlers.append(file)
    except OSError:
        handlers.append(logging.NullHandler())
    logging.basicConfig(level=logging.INFO, format=_FORMAT, handlers=handlers, force=True)
    for noisy in ("apscheduler", "weasyprint.progress", "fontTools", "alembic", "httpx2"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
