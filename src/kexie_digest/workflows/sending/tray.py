"""The tray: leased copies that wait for a connection, handed out as paces allow.

Takes copies and paces, gives the next copy that may go now. Providers take turns, so
that a slow one keeps nobody else waiting. Used from several threads.
"""

import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable

from kexie_digest.clock import Clock
from kexie_digest.mailings import pacing
from kexie_digest.model import Delivery, Pace

#: A provider may be sent so many seconds' worth at once before its rate counts.
_BURST_SECONDS = 10


class Allowance:
    """How many messages may go now at a rate a minute."""

    def __init__(self, per_minute: int, now: float) -> None:
        """Begin with a burst saved up.

        Args:
            per_minute: The rate; 0 for none.
            now: Monotonic seconds.
        """
        self._per_minute = per_minute
        self._most = max(per_minute * _BURST_SECONDS / 60, 1.0)
        self._left, self._at = self._most, now

    def adapt(self, per_minute: int) -> None:
        """Take another rate from now on."""
        if per_minute != self._per_minute:
            self._per_minute = per_minute
            self._most = max(per_minute * _BURST_SECONDS / 60, 1.0)
            self._left = min(self._left, 0.0)

    def wait(self, now: float) -> float:
        """Say how many seconds the next message must wait."""
        if not self._per_minute:
            return 0.0
        self._left = min(self._most, self._left + (now - self._at) * self._per_minute / 60)
        self._at = now
        return 0.0 if self._left >= 1 else (1 - self._left) * 60 / self._per_minute

    def use(self) -> None:
        """Count one message."""
        self._left -= 1


class Tray:
    """Leased copies by provider."""

    def __init__(self, clock: Clock, paces: dict[str, Pace]) -> None:
        """Lay out an empty tray.

        Args:
            clock: For rates.
            paces: What is known of providers; others begin where they begin.
        """
        self._clock = clock
        self._paces = dict(paces)
        self._waiting: dict[str, deque[Delivery]] = {}
        self._turns: deque[str] = deque()
        self._flying: Counter[str] = Counter()
        self._allowances: dict[str, Allowance] = {}
        self._lock = threading.Lock()

    def add(self, copies: Iterable[Delivery]) -> None:
        """Lay copies in."""
        with self._lock:
            for copy in copies:
                if copy.bucket not in self._waiting:
                    self._waiting[copy.bucket] = deque()
                    self._turns.append(copy.bucket)
                self._waiting[copy.bucket].append(copy)

    def take(self, rate: Allowance | None = None) -> tuple[Delivery | None, float]:
        """Give the next copy that may go.

        Args:
            rate: What the account allows that would send it.

        Returns:
            The copy and 0; or None and the seconds after which to ask again, 0 when
            that depends on others.
        """
        with self._lock:
            now, soonest = self._clock.monotonic(), 0.0
            if rate is not None and (wait := rate.wait(now)):
                return None, wait
            for _ in range(len(self._turns)):
                bucket = self._turns[0]
                self._turns.rotate(-1)
                pace = self._pace(bucket)
                is_closed = pace.closed_until is not None and pace.closed_until > self._clock.now()
                if is_closed or self._flying[bucket] >= pace.connections:
                    continue
                allowance = self._allowance(bucket, pace, now)
                wait = allowance.wait(now)
                if wait:
                    soonest = min(soonest or wait, wait)
                    continue
                allowance.use()
                if rate is not None:
                    rate.use()
                return self._take_from(bucket), 0.0
            return None, soonest

    def put_back(self, copy: Delivery) -> None:
        """Lay a copy in again that was taken and not tried."""
        self.landed(copy)
        self.add([copy])

    def landed(self, copy: Delivery) -> None:
        """Note that a copy that was taken is done with."""
        with self._lock:
            self._flying[copy.bucket] -= 1

    def remove(self, is_meant: Callable[[Delivery], bool]) -> list[Delivery]:
        """Take out what must not go now.

        Args:
            is_meant: Says which copies.

        Returns:
            The copies.
        """
        with self._lock:
            meant = []
            for bucket in list(self._waiting):
                queue = self._waiting[bucket]
                meant += [copy for copy in queue if is_meant(copy)]
                kept = deque(copy for copy in queue if not is_meant(copy))
                if kept:
                    self._waiting[bucket] = kept
                else:
                    del self._waiting[bucket]
                    self._turns.remove(bucket)
            return meant

    def set_pace(self, bucket: str, pace: Pace) -> None:
        """Keep another pace from now on."""
        with self._lock:
            self._paces[bucket] = pace

    def pace(self, bucket: str) -> Pace:
        """Give a provider's pace."""
        with self._lock:
            return self._pace(bucket)

    def closed(self) -> list[str]:
        """Name the providers nothing may go to now."""
        now = self._clock.now()
        with self._lock:
            paces = self._paces.items()
            return [bucket for bucket, pace in paces if pace.closed_until and pace.closed_until > now]

    def copies(self) -> list[Delivery]:
        """List what waits."""
        with self._lock:
            return [copy for queue in self._waiting.values() for copy in queue]

    @property
    def waiting(self) -> int:
        """How many copies wait."""
        with self._lock:
            return sum(map(len, self._waiting.values()))

    @property
    def flying(self) -> int:
        """How many copies are on their way."""
        with self._lock:
            return self._flying.total()

    def _take_from(self, bucket: str) -> Delivery:
        queue = self._waiting[bucket]
        copy = queue.popleft()
        if not queue:
            del self._waiting[bucket]
            self._turns.remove(bucket)
        self._flying[bucket] += 1
        return copy

    def _pace(self, bucket: str) -> Pace:
        known = self._paces.get(bucket)
        if known is None:
            return pacing.beginning(bucket)
        rested = pacing.rested(known, bucket, self._clock.now())
        self._paces[bucket] = rested
        return rested

    def _allowance(self, bucket: str, pace: Pace, now: float) -> Allowance:
        if bucket not in self._allowances:
            self._allowances[bucket] = Allowance(pace.per_minute, now)
        self._allowances[bucket].adapt(pace.per_minute)
        return self._allowances[bucket]
