"""How a command ends when the program cannot go on: the reason, the next step, the exit code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from kexie_digest.cli.terminal.console import BAD_CONFIGURATION, FAILURES, print_error
from kexie_digest.errors import ConfigError, KexieDigestError


@contextmanager
def ending() -> Iterator[None]:
    """Say what went wrong with its next step.

    Raises:
        typer.Exit: 2 for a wrong setting or configuration, 1 for anything else.
    """
    from kexie_digest import app as program

    try:
        yield
    except ConfigError as error:
        for one in program.all_errors(error):
            print_error(one)
        raise typer.Exit(BAD_CONFIGURATION) from error
    except KexieDigestError as error:
        print_error(error)
        raise typer.Exit(FAILURES) from error
