"""Honest stand-ins for the edges of the program."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class FakeClock:
    """A clock that moves only when told to, or when somebody sleeps."""

    def __init__(self, start: datetime | None = None) -> None:
        self.instant = start or datetime(2026, 3, 6, 1, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """Return the instant it was set to."""
        return self.instant

    def monotonic(self) -> float:
        """Return seconds that follow the instant."""
        return self.instant.timestamp()

    def sleep(self, seconds: float) -> None:
        """Move on at once."""
        self.instant += timedelta(seconds=seconds)
