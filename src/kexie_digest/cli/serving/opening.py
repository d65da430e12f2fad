"""How a command begins that works until it is told to end: the program opened, its log on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kexie_digest.cli.terminal.console import PART_MISSING
from kexie_digest.cli.terminal.logs import configure
from kexie_digest.cli.terminal.stopping import ending

if TYPE_CHECKING:
    from kexie_digest.workflows.context import Context


@contextmanager
def opened(config: Path | None, output: Path | None) -> Iterator[Context]:
    """Open the program; what goes wrong ends the command with its next step.

    Args:
        config: ``sources.yaml``; None looks for it here.
        output: Where editions go; None for the default folder.

    Yields:
        The program.

    Raises:
        typer.Exit: As :func:`ending` says.
    """
    from kexie_digest import app as program

    with ending(PART_MISSING), program.opened(program.load_config(config), output=output) as context:
        configure(context.var, on_screen=True, as_json=context.watch.is_log_json)
        yield context
