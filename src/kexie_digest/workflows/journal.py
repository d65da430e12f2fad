"""What happened in a run, written down as it happens.

Takes counts, notes and errors, gives a Run value. It is the one mutable thing that
workflows share; logging goes along with every entry.
"""

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from kexie_digest.clock import Clock
from kexie_digest.errors import KexieDigestError
from kexie_digest.model import Edition, Failure, Published, Run, Stage, UnderReview
from kexie_digest.workflows.watching.marks import marked

_log = logging.getLogger(__name__)


class Journal:
    """The record of one run."""

    def __init__(self, run_id: str, clock: Clock, *, by: str = "", process: str = "") -> None:
        """Open a journal.

        Args:
            run_id: Opaque id, also in log lines.
            clock: Gives the start and the end.
            by: Who started the run.
            process: Names the process at work.
        """
        self._clock = clock
        self._run = Run(id=run_id, started_at=clock.now(), by=by, process=process)
        self._stages: dict[str, Stage] = {}
        self._stage, self._since = "", clock.monotonic()
        self._counts: Counter[str] = Counter()
        self._published: list[Published] = []
        self._under_review: list[UnderReview] = []
        self._notes: list[str] = []
        self._warnings: list[Failure] = []
        self._failures: list[Failure] = []

    def count(self, name: str, by: int = 1) -> None:
        """Add to a counter such as ``documents`` or ``articles``."""
        self._counts[name] += by

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Do some work under a stage's name; a stage within another one is counted once.

        Args:
            name: ``collect``, ``compose``, ``publish`` or ``deliver``.

        Yields:
            Nothing; log lines written inside carry the name.
        """
        outer = self._stage
        self._turn_to(name)
        try:
            with marked(stage=name):
                yield
        finally:
            self._turn_to(outer)

    def _turn_to(self, name: str) -> None:
        now = self._clock.monotonic()
        if self._stage:
            stage = self._stages[self._stage]
            self._stages[stage.name] = replace(stage, seconds=stage.seconds + now - self._since)
        self._stage, self._since = name, now
        if name:
            self._stages.setdefault(name, Stage(name, self._clock.now()))

    def note(self, sentence: str) -> None:
        """Keep a sentence for the person who started the run."""
        if sentence not in self._notes:
            self._notes.append(sentence)
            _log.info("%s", sentence)

    def warn(self, stage: str, error: KexieDigestError) -> None:
        """Record that an item was degraded but done."""
        self._warnings.append(_failure(stage, error))
        _log.warning("%s: %s", stage, error)

    def fail(self, stage: str, error: KexieDigestError) -> None:
        """Record that an item could not be done."""
        self._failures.append(_failure(stage, error))
        _log.error("%s: %s", stage, error)

    def publish(self, published: Published) -> None:
        """Record an edition with the files it wrote."""
        self._published.append(published)

    def leave(self, edition: Edition, sentence: str) -> None:
        """Leave an edition to people, and say so to the person who started the run."""
        self._under_review.append(
            UnderReview(edition.digest, edition.title, edition.number, edition.total_number)
        )
        self.note(sentence)

    def result(self, *, is_finished: bool = True) -> Run:
        """Give the run as a value.

        Args:
            is_finished: Whether to stamp the end.

        Returns:
            Everything written down so far.
        """
        return replace(
            self._run,
            finished_at=self._clock.now() if is_finished else None,
            counts=dict(self._counts),
            published=tuple(self._published),
            notes=tuple(self._notes),
            warnings=tuple(self._warnings),
            failures=tuple(self._failures),
            stages=tuple(self._stages.values()),
            under_review=tuple(dict.fromkeys(self._under_review)),
        )


def _failure(stage: str, error: KexieDigestError) -> Failure:
    cause = error.__cause__
    return Failure(
        stage=stage,
        subject=error.subject,
        code=error.code,
        message=f"{error.message}: {cause}" if cause else error.message,
        advice=error.advice,
        permanent=error.permanent,
    )
