"""How fast to send and when to try again: pure arithmetic.

Takes counts of attempts, replies' verdicts and times, gives waits and paces. Providers
keep their limits secret: a pace is halved when one complains and grows by a step for
every ten quiet minutes. Greylisting passes on the second try, a dead server is left in
peace; after three days of tries a copy is given up by name.
"""

import datetime as dt
from dataclasses import replace
from datetime import timedelta

from kexie_digest.model import Pace

_FIRST_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60))
_LONGEST = timedelta(hours=4)

#: How much a wait may be longer or shorter, so that deferred copies do not come back together.
JITTER = 0.2

#: The try after which a copy has failed: the waits before it add up to three days
#: (RFC 5321 §4.5.4.1 gives mail 4-5 days; news is stale earlier).
LAST_ATTEMPT = 25

#: How long a copy is good, counted from its queueing.
LIFE = timedelta(days=3)

#: Mail domains that count as one provider, and the bucket's name.
_PROVIDERS = {
    **dict.fromkeys(("qq.com", "vip.qq.com", "foxmail.com"), "qq"),
    **dict.fromkeys(("163.com", "126.com", "yeah.net", "vip.163.com", "vip.126.com", "188.com"), "netease"),
    **dict.fromkeys(("gmail.com", "googlemail.com"), "gmail"),
    **dict.fromkeys(("sina.com", "sina.cn", "vip.sina.com"), "sina"),
    **dict.fromkeys(("aliyun.com", "alimail.com"), "aliyun"),
}

#: Where a bucket begins: connections, messages a minute, messages a connection.
_BEGINNINGS = {
    "qq": Pace(3, 120, 20),
    "netease": Pace(3, 120, 20),
    "gmail": Pace(5, 600, 50),
    "sina": Pace(3, 120, 20),
    "aliyun": Pace(5, 300, 50),
}
_USUAL = Pace(5, 600, 50)

#: A bucket that nobody complained about for so long gets a step faster.
QUIET = timedelta(minutes=10)

#: Hard failures among the first copies that stop a campaign: more than 5 % of 200.
BREAKER_FIRST, BREAKER_SHARE = 200, 0.05


def retry_wait(attempts: int, chance: float = 0.5) -> timedelta | None:
    """Say how long to wait after a temporary refusal.

    Args:
        attempts: Tries so far, at least 1.
        chance: From 0 to 1; 0.5 gives the wait as it stands in the table.

    Returns:
        1, 2, 5, 15, 30, 60 minutes, then doubling up to 4 hours, a fifth more or less;
        None when it is time to give up.
    """
    if attempts >= LAST_ATTEMPT:
        return None
    if attempts <= len(_FIRST_WAITS):
        wait = _FIRST_WAITS[attempts - 1]
    else:
        doublings: int = 2 ** (attempts - len(_FIRST_WAITS))
        wait = min(_FIRST_WAITS[-1] * doublings, _LONGEST)
    return wait * (1 + JITTER * (2 * chance - 1))


def bucket_of(address: str) -> str:
    """Name the provider whose pace an address keeps.

    Args:
        address: A normalised address.

    Returns:
        A provider's name, else the domain.
    """
    domain = address.rpartition("@")[2].lower()
    return _PROVIDERS.get(domain, domain)


def beginning(bucket: str) -> Pace:
    """Give the pace a bucket begins with.

    Args:
        bucket: From :func:`bucket_of`.

    Returns:
        Its first pace.
    """
    return _BEGINNINGS.get(bucket, _USUAL)


def slower(pace: Pace, now: dt.datetime) -> Pace:
    """Halve the messages a minute."""
    return replace(pace, per_minute=max(pace.per_minute // 2, 6), changed_at=now)


def narrower(pace: Pace, now: dt.datetime) -> Pace:
    """Halve the connections."""
    return replace(pace, connections=max(pace.connections // 2, 1), changed_at=now)


def shorter(pace: Pace, now: dt.datetime) -> Pace:
    """Halve the messages of a connection."""
    return replace(pace, per_connection=max(pace.per_connection // 2, 5), changed_at=now)


def closed(pace: Pace, until: dt.datetime, now: dt.datetime) -> Pace:
    """Send nothing for a while; a closing that ends later stays."""
    later = max(until, pace.closed_until or until)
    return replace(pace, closed_until=later, changed_at=now)


def rested(pace: Pace, bucket: str, now: dt.datetime) -> Pace:
    """Grow back towards the beginning, a step for every ten quiet minutes.

    Args:
        pace: As it is.
        bucket: Whose.
        now: The present instant.

    Returns:
        The pace; never faster than its beginning.
    """
    first = beginning(bucket)
    quiet_since = max((at for at in (pace.changed_at, pace.closed_until) if at), default=None)
    if quiet_since is None or now - quiet_since < QUIET:
        return pace
    steps = (now - quiet_since) // QUIET
    return replace(
        pace,
        connections=min(pace.connections + steps, first.connections),
        per_minute=min(pace.per_minute + steps * max(first.per_minute // 10, 1), first.per_minute),
        per_connection=min(pace.per_connection + steps * 5, first.per_connection),
        closed_until=None,
        changed_at=now,
    )


def is_broken(hard: int, settled: int) -> bool:
    """Say whether a campaign hits so many dead addresses that it must stop.

    Args:
        hard: Addresses that do not exist, so far.
        settled: Copies that are sent or failed, so far.

    Returns:
        True within the first 200 copies, once more than 5 % of 200 are dead: of 200 also
        where fewer are settled, so that one early failure of twenty stops nothing.
    """
    return settled <= BREAKER_FIRST and hard > BREAKER_FIRST * BREAKER_SHARE


def is_open(window: tuple[dt.time, dt.time] | None, local: dt.time) -> bool:
    """Say whether mail may go out at a time of day.

    Args:
        window: From and to; a window over midnight ends the next day; None is always.
        local: The local time.

    Returns:
        Whether it is inside.
    """
    if window is None:
        return True
    first, last = window
    if first <= last:
        return first <= local <= last
    return local >= first or local <= last
