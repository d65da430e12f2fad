"""Drop folders (投放文件夹): people put files in, each ends in ``done/`` or ``failed/``.

Takes a Drop, gives Documents; afterwards moves each file away, with a readable report
beside a failed one. Nothing is ever deleted or overwritten.

The order that survives ``kill -9`` after any step, for the workflow that calls this::

    scan = DropFolder(drop, clock).settled_look()   # or .look() at every tick
    for found in scan.ready:
        document = read(found, drop, clock)         # 1. hash while reading
        store.add(document, content)                # 2. committed before anything else
        articles = parse(document)                  # 3. committed in one transaction
        settle(drop, found, outcome)                # 4. the file moves away

Killed after 1, nothing happened. After 2, the next scan finds the file again; its hash
is known, its document not yet read: go on with 3. After 3, the hash is known and read:
go on with 4. Within 4, the file may stand in both places under one inode; the next
``settle`` finishes it. So the bytes are safe before the file leaves its place, and a
file is moved exactly once. A file whose bytes changed since step 1 is not moved: the
next scan takes it anew.

``SourceError.permanent`` of :func:`read` says whether to settle the file as failed
(empty, too large, unreadable) or to leave it for the next scan (changing, vanished).
"""

from kexie_digest.sources.drop_folder.looking import EMPTY_WAIT, DropFolder, Found, Scan
from kexie_digest.sources.drop_folder.pictures import belongs, in_order, is_picture, named
from kexie_digest.sources.drop_folder.reading import read
from kexie_digest.sources.drop_folder.settling import Outcome, settle

__all__ = [
    "EMPTY_WAIT",
    "DropFolder",
    "Found",
    "Outcome",
    "Scan",
    "belongs",
    "in_order",
    "is_picture",
    "named",
    "read",
    "settle",
]
