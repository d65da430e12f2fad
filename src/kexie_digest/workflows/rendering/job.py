"""What parent and child of a rendering say to each other: one job in, one line an output out.

Takes values, gives JSON and back. Contents travel as files in the job's folder, named by
the output's place, because a bulletin of 400 items is no line of text.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kexie_digest.errors import RenderError
from kexie_digest.model import Digest, Edition, Rendition


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one output may take.

    ``seconds`` of processor time and ``wall`` seconds by the clock for each output;
    ``memory`` bytes of address space for the whole worker. They stop what never ends; a
    bulletin of 40 pages takes a twentieth of the time (``benchmarks/results/bulletin.json``).
    """

    seconds: int = 600
    wall: float = 1200.0
    memory: int = 4 * 1024**3


@dataclass(frozen=True, slots=True)
class Job:
    """All that a worker needs: it reads no configuration and no store.

    ``templates`` are the folders to look in, ``assets`` the folder of pictures, ``folder``
    the only place it may write to; ``parent`` is the process it must not outlive.
    """

    edition: Edition
    digest: Digest
    names: tuple[str, ...]
    templates: tuple[str, ...]
    public_url: str
    assets: str
    folder: str
    parent: int
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Failed:
    """An error as it crosses the border."""

    message: str
    subject: str
    code: str
    advice: str
    permanent: bool

    @classmethod
    def of(cls, error: RenderError) -> Failed:
        """Put an error into words, its cause with it."""
        message = f"{error.message}: {error.__cause__}" if error.__cause__ else error.message
        return cls(message, error.subject, error.code, error.advice, error.permanent)

    def error(self) -> RenderError:
        """Make the error again."""
        return RenderError(
            self.message, subject=self.subject, code=self.code, advice=self.advice, permanent=self.permanent
        )


@dataclass(frozen=True, slots=True)
class Word:
    """One line from the worker: an output begun, done or failed.

    ``rendition`` comes without its content, which lies in ``file`` below the job's folder.
    """

    name: str
    rendition: Rendition | None = None
    file: str = ""
    failed: Failed | None = None

    @property
    def is_begin(self) -> bool:
        """Whether the output was only begun."""
        return self.rendition is None and self.failed is None
