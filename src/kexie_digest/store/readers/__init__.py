"""Who reads what: readers, their lists, subscriptions, consents, and whom we must not mail.

Takes and gives values of ``model.recipient``. An address is known by its folded key and
by its mark, a hash that stays on the suppression list when the reader's data is gone.
"""

from kexie_digest.store.readers.applying import (
    add_application,
    applications_of,
    count_applications,
    forget_applications,
    get_application,
    mark_confirmed,
)
from kexie_digest.store.readers.choosing import Chosen, choose, note_last
from kexie_digest.store.readers.people import (
    NewReader,
    add_consent,
    count,
    enter,
    find,
    forget,
    get,
    page,
    put,
)
from kexie_digest.store.readers.suppressing import (
    forget_address,
    lift,
    list_suppressions,
    suppress,
    suppressed,
    suppressions_of,
)
from kexie_digest.store.readers.wishing import join_list, leave_list, list_names, subscribe, unsubscribe

__all__ = [
    "Chosen",
    "NewReader",
    "add_application",
    "add_consent",
    "applications_of",
    "choose",
    "count",
    "count_applications",
    "enter",
    "find",
    "forget",
    "forget_address",
    "forget_applications",
    "get",
    "get_application",
    "join_list",
    "leave_list",
    "lift",
    "list_names",
    "list_suppressions",
    "mark_confirmed",
    "note_last",
    "page",
    "put",
    "subscribe",
    "suppress",
    "suppressed",
    "suppressions_of",
    "unsubscribe",
]
