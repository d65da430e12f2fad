"""When to try a deferred copy again: pure arithmetic.

Takes the count of attempts, gives the wait. Greylisting passes on the second try, a
dead server is left in peace; after three days of tries a copy is given up by name.
"""

from datetime import timedelta

_FIRST_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60))
_LONGEST = timedelta(hours=4)

#: The try after which a copy has failed: the waits before it add up to three days
#: (RFC 5321 §4.5.4.1 gives mail 4-5 days; news is stale earlier).
LAST_ATTEMPT = 25


def retry_wait(attempts: int) -> timedelta | None:
    """Say how long to wait after a temporary refusal.

    Args:
        attempts: Tries so far, at least 1.

    Returns:
        1, 2, 5, 15, 30, 60 minutes, then doubling up to 4 hours; None when it is time
        to give up.
    """
    if attempts >= LAST_ATTEMPT:
        return None
    if attempts <= len(_FIRST_WAITS):
        return _FIRST_WAITS[attempts - 1]
    doublings: int = 2 ** (attempts - len(_FIRST_WAITS))
    return min(_FIRST_WAITS[-1] * doublings, _LONGEST)
