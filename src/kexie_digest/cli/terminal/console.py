"""How the command line speaks: results, problems with their next step, progress.

Results go to standard output, everything else to standard error, so that ``--json``
can be piped.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from kexie_digest.errors import KexieDigestError

if TYPE_CHECKING:
    from rich.progress import TaskID

    from kexie_digest.workflows.context import Notify

#: Exit codes of every command.
DONE, FAILURES, BAD_CONFIGURATION, PART_MISSING = 0, 1, 2, 3

out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)

_STAGES = {
    "collect": "收稿 collect",
    "compose": "编排 compose",
    "publish": "出刊 publish",
    "deliver": "投递 deliver",
}


def print_json(data: Any) -> None:  # noqa: ANN401 - JSON data has no narrower type
    """Write machine-readable results, and nothing else, to standard output."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    try:
        text.encode(sys.stdout.encoding)
    except UnicodeEncodeError:  # a terminal without Chinese: escapes lose nothing, question marks would
        text = json.dumps(data, indent=1)
    sys.stdout.write(text + "\n")


def plural(number: int, noun: str) -> str:
    """Count in English: ``1 article``, ``2 articles``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def print_error(error: KexieDigestError) -> None:
    """Say what happened and what to do next."""
    err.print(Text(f"✗ {error}", style="red"))
    if error.advice:
        err.print(Text(f"  → {error.advice}"))


@contextmanager
def progress(*, is_quiet: bool) -> Iterator[Notify]:
    """Draw a progress bar on a terminal.

    Args:
        is_quiet: Draw nothing (``--json``).

    Yields:
        What workflows tell their progress to.
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=err,
        transient=True,
        disable=is_quiet or not err.is_terminal,
    ) as bar:
        tasks: dict[str, TaskID] = {}

        def notify(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(_STAGES.get(stage, stage), total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield notify
