"""What a workflow may ask of whoever does jobs.

``defer`` pokes after something was changed, ``remind`` when a look at the rows found something
undone. Neither promises anything: what is undone is found again by the next tick.
"""

from collections.abc import Iterable
from typing import Protocol

from kexie_digest.model.job import Job, Queue
from kexie_digest.store import Transaction


class Jobs(Protocol):
    """Who does jobs."""

    def defer(self, tx: Transaction, jobs: Iterable[Job]) -> None:
        """Have jobs done after a unit of work is committed; never when it is rolled back.

        Args:
            tx: The unit of work.
            jobs: What to poke.
        """

    def remind(self, tx: Transaction, jobs: Iterable[Job]) -> None:
        """Have jobs done that nobody has in hand, and drop what dead workers had.

        Args:
            tx: The unit of work.
            jobs: What was found undone.
        """

    def served(self, tx: Transaction) -> frozenset[Queue]:
        """The queues whose jobs workers of other processes do."""


class NoJobs:
    """Nobody does jobs: a command that runs once does itself what it has to do."""

    def defer(self, tx: Transaction, jobs: Iterable[Job]) -> None:
        """Drop them: whoever ticks next finds the rows."""

    def remind(self, tx: Transaction, jobs: Iterable[Job]) -> None:
        """Drop them."""

    def served(self, tx: Transaction) -> frozenset[Queue]:  # noqa: ARG002 - the contract's parameter
        """None."""
        return frozenset()
