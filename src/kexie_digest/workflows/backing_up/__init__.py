"""Backups: everything the program keeps in one file, checked; and back again.

Takes Holdings, gives an archive that was read back before it got its name; or takes an
archive, gives a restored place that mails nothing by itself. Settings of the environment,
what they point to, and drop folders are not in it.
"""

from kexie_digest.workflows.backing_up.holdings import Contents, Holdings
from kexie_digest.workflows.backing_up.restoring import Restored, restore
from kexie_digest.workflows.backing_up.verifying import verify_file
from kexie_digest.workflows.backing_up.writing import Written, back_up

__all__ = ["Contents", "Holdings", "Restored", "Written", "back_up", "restore", "verify_file"]
