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
    key = f"letters:{client}"
    with context.store.transaction() as tx:
        before = next(iter(throttles.list_for(tx, [key])), None)
        is_fresh = before is not None and before.blocked_until is not None and before.blocked_until > tx.now
        asked = before.failures if before is not None and is_fresh else 0
        until = before.blocked_until if before is not None and is_fresh else tx.now + _HOUR
        if asked >= most:
            raise Conflict(
                "填得太勤了，请过一小时再试 (too many forms: wait an hour)",
                code="too_many_tries",
                advice="到时再试，或请管理员直接添加。",
            )
        throttles.put(tx, Throttle(key, asked + 1, tx.now, until))
