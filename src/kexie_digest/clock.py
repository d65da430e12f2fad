"""The only reader of the time.

Takes nothing, gives aware UTC instants, monotonic seconds and pauses. Everything
that needs the time is handed a :class:`Clock`; tests hand in a fake one.
"""

import time
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """What the program asks of time."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never run backwards, for durations."""
        ...

    def sleep(self, seconds: float) -> None:
        """Pause for some seconds."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - this is the one place

    def monotonic(self) -> float:
        """Return seconds that never run backwards, for durations."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Pause for some seconds."""
        time.sleep(seconds)


def local_date(instant: datetime, timezone: str) -> date:
    """Return the calendar day of an instant in a time zone.

    Args:
        instant: An aware instant.
        timezone: IANA name, such as ``Asia/Shanghai``.

    Returns:
        The day people there read on the calendar.
    """
    return instant.astimezone(ZoneInfo(timezone)).date()
