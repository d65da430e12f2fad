"""A run: characters drawn one behind the other on one line of a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Text with its box in points, y growing downwards from the top of the page.

    ``confidence`` (0-1) is how sure the recognition of a scan was; None for drawn text.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    confidence: float | None = None

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as read: its runs in drawing order, and how much of it pictures cover (0-1)."""

    number: int
    runs: tuple[Run, ...]
    picture_share: float = 0.0
