"""How often somebody may ask for letters: by the address a request comes from.

Takes a network address, raises when it asked too often. Letters to one mailbox are
limited where they are written (``workflows.subscribe``).
"""

import datetime as dt

from kexie_digest.errors import Conflict
from kexie_digest.store.users import throttles
from kexie_digest.store.users.throttles import Throttle
from kexie_digest.workflows.context import Context

#: Forms within an hour from one network address, behind which a whole office may sit.
MOST_AN_HOUR = 30
_HOUR = dt.timedelta(hours=1)


#: Forms within an hour for one mailbox, whatever follows a ``+`` in its address.
MOST_A_BOX = 5


def count(context: Context, client: str, most: int = MOST_AN_HOUR) -> None:
    """Count a form that leads to a letter.

    Args:
        context: Store and clock.
        client: The network address it came from, or the mark of a mailbox.
        most: Forms within an hour.

    Raises:
        Conflict: With code ``too_many_tries``: wait.
    """
    if is_too_often(context, f"letters:{client}", most):
        raise Conflict(
            "填得太勤了，请过一小时再试 (too many forms: wait an hour)",
            code="too_many_tries",
            advice="到时再试，或请管理员直接添加。",
        )


def is_too_often(context: Context, key: str, most: int) -> bool:
    """Count an act that is allowed some times within an hour of the first one.

    Args:
        context: Store and clock.
        key: Whose acts, and of which kind.
        most: Acts within an hour.

    Returns:
        Whether it is one too many; such a one is not counted.
    """
    with context.store.transaction() as tx:
        before = next(iter(throttles.list_for(tx, [key])), None)
        is_fresh = before is not None and before.blocked_until is not None and before.blocked_until > tx.now
        acts = before.failures if before is not None and is_fresh else 0
        until = before.blocked_until if before is not None and is_fresh else tx.now + _HOUR
        if acts >= most:
            return True
        throttles.put(tx, Throttle(key, acts + 1, tx.now, until))
    return False
