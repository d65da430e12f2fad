"""Where log lines go: a rotating file beside the database, and the screen when asked.

People read what the commands print; the log is for whoever looks into a failure. Each line
carries the run, stage, source and edition it is about; with ``KEXIE_LOG=json`` it is one
JSON object, for programs that gather logs. Addresses with a password in them are cut.
"""

import json
import logging
import re
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from kexie_digest.workflows.watching import marks

_FORMAT = "%(asctime)s %(levelname)s %(name)s%(marks)s %(message)s"
_LARGEST = 5_000_000
#: Name and password of an address, and tokens that act: neither belongs in a log.
_SECRETS = (
    # A password that is not escaped may hold @ and /: better a port and a path cut than half of it shown.
    (re.compile(r"(\b[a-z][a-z0-9+.-]*://)(?:[^\s/]+|[^\s/@:]+:\S+)@", re.IGNORECASE), r"\1***@"),
    (re.compile(r"([?&](?:key|access_token|token|sign|secret)=)[^\s&\"']+", re.IGNORECASE), r"\1***"),
    (re.compile(r"(/(?:u|c|p|hook|bot/v2/hook)/)[A-Za-z0-9_.-]{16,}"), r"\1***"),
)


def configure(var: Path, *, on_screen: bool = False, as_json: bool = False) -> None:
    """Send log lines to ``var/kexie.log``, and to standard error too when asked.

    Args:
        var: The folder of database and lock; a log that cannot be written is done without.
        on_screen: For services, whose screen is the system's journal.
        as_json: One JSON object a line.
    """
    handlers: list[logging.Handler] = [logging.StreamHandler()] if on_screen else []
    try:
        var.mkdir(parents=True, exist_ok=True)
        file = RotatingFileHandler(var / "kexie.log", maxBytes=_LARGEST, backupCount=3, encoding="utf-8")
        handlers.append(file)
    except OSError:
        handlers.append(logging.NullHandler())
    for handler in handlers:
        handler.setFormatter(JsonLines() if as_json else TextLines())
    logging.basicConfig(level=logging.INFO, handlers=handlers, force=True)
    for noisy in ("apscheduler", "weasyprint.progress", "fontTools", "alembic", "httpx2"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


class TextLines(logging.Formatter):
    """Lines for people: ``2026-03-06 09:00:00,000 INFO name [run=… stage=…] message``."""

    def __init__(self) -> None:
        super().__init__(_FORMAT, defaults={"marks": ""})

    def format(self, record: logging.LogRecord) -> str:
        """Write a line."""
        present = " ".join(f"{name}={value}" for name, value in marks.present().items())
        record.marks = f" [{present}]" if present else ""
        return without_secrets(super().format(record))


class JsonLines(logging.Formatter):
    """Lines for programs: one JSON object, the instant in UTC."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a line."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": without_secrets(record.getMessage()),
            **marks.present(),
            "pid": record.process,
            "thread": record.threadName,
        }
        if record.exc_info:
            line["trace"] = without_secrets(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def without_secrets(text: str) -> str:
    """Cut passwords and tokens out of a text.

    Args:
        text: Anything that is to be logged.

    Returns:
        The text with asterisks in their place.
    """
    for form, instead in _SECRETS:
        text = form.sub(instead, text)
    return text
