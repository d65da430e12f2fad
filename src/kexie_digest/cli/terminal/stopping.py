"""How a command ends when the program cannot go on: the reason, the next step, the exit code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kexie_digest.cli.terminal.console import BAD_CONFIGURATION, FAILURES, print_error
from kexie_digest.errors import ConfigError, Conflict, DeliveryError, KexieDigestError, NotFound, SourceError

if TYPE_CHECKING:
    from kexie_digest.model import Config


@contextmanager
def ending(otherwise: int = FAILURES) -> Iterator[None]:
    """Say what went wrong with its next step.

    Args:
        otherwise: Exit code for what is neither the owner's nor the asker's to mend, such
            as a store that cannot be opened.

    Raises:
        typer.Exit: 2 for a wrong setting or configuration, 1 for what is not there, not in
            a state for it or refused by another server, else ``otherwise``.
    """
    try:
        yield
    except ConfigError as error:
        tell(error)
        raise typer.Exit(BAD_CONFIGURATION) from error
    except (NotFound, Conflict, DeliveryError, SourceError) as error:
        tell(error)
        raise typer.Exit(FAILURES) from error
    except KexieDigestError as error:
        tell(error)
        raise typer.Exit(otherwise) from error


def tell(error: KexieDigestError) -> None:
    """Print an error; of a configuration, every mistake.

    Args:
        error: What was raised.
    """
    from kexie_digest import app as program

    for one in program.all_errors(error) if isinstance(error, ConfigError) else (error,):
        print_error(one)


def configuration(path: Path | None) -> Config:
    """Read ``sources.yaml``, or end the command with every mistake in it.

    Args:
        path: The file; None looks for ``./sources.yaml``.

    Returns:
        The checked configuration.

    Raises:
        typer.Exit: 2 when it has mistakes.
    """
    from kexie_digest import app as program

    with ending():
        return program.load_config(path)
