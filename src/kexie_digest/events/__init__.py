"""Group the reports of one happening.

Takes reports and the event keys already given out, gives events: every report in
exactly one, each tie with a reason in Chinese. It deletes nothing and leads nothing:
which report is printed is for ``editions``.
"""

from kexie_digest.events.duplicates import Copy, find_copies
from kexie_digest.events.grouping import group

__all__ = ["Copy", "find_copies", "group"]
