"""Move everything from one database into another, such as from SQLite to PostgreSQL.

Takes two addresses, gives what was copied and proved. The originals in ``var/`` are not
touched: machines that share the new database need them, too.
"""

from functools import partial

from kexie_digest.clock import Clock
from kexie_digest.errors import StoreError
from kexie_digest.store import Store
from kexie_digest.store.copying import Copied, copy_all, open_empty
from kexie_digest.workflows.context import Notify

__all__ = ["Copied", "copy_store"]


def copy_store(source_url: str, target_url: str, clock: Clock, notify: Notify) -> list[Copied]:
    """Copy a database into an empty one; neither file nor server is changed but the target.

    Args:
        source_url: At this program's schema.
        target_url: Empty; its tables are made.
        clock: Where the time comes from.
        notify: Told the progress.

    Returns:
        Each table with its rows and checksum, which are the same in both.

    Raises:
        StoreError: The two are one, one cannot be opened, the target holds something,
            or the copy differs; then the target has no row.
    """
    if source_url == target_url:
        raise StoreError(
            "两个地址是同一个数据库 (both addresses are one database)",
            code="same_database",
            permanent=True,
            advice="请写两个不同的地址：先旧后新。",
        )
    with (
        Store.attach(source_url, clock=clock) as source,
        open_empty(target_url, clock=clock) as target,
    ):
        return copy_all(source, target, partial(notify, "copy"))
