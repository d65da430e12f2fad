"""What commands that ask the archive share: opening it, and saying what went wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from kexie_digest.cli.terminal.console import BAD_CONFIGURATION, PART_MISSING
from kexie_digest.cli.terminal.stopping import ending, tell
from kexie_digest.errors import StoreError

if TYPE_CHECKING:
    from kexie_digest.store import Store

#: StoreErrors that a different question would not raise.
_BAD_QUESTIONS = frozenset({"empty_name", "empty_query", "bad_range"})


@contextmanager
def opened() -> Iterator[Store]:
    """Open the archive; what goes wrong is said with its next step.

    Yields:
        The store.

    Raises:
        typer.Exit: 2 for a bad question or setting, 3 for a store that cannot be read.
    """
    from kexie_digest import app as program

    with ending(PART_MISSING):
        try:
            with program.archive() as store:
                yield store
        except StoreError as error:
            if error.code not in _BAD_QUESTIONS:
                raise
            tell(error)
            raise typer.Exit(BAD_CONFIGURATION) from error
