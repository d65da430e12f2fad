"""People of the desk: accounts, their sessions, and failed sign-ins.

Takes and gives Users and SignedIns; who may do what is decided above the store.
"""

from kexie_digest.store.users.accounts import (
    add,
    find,
    get,
    list_all,
    mark_login,
    set_disabled,
    set_password,
    set_role,
)

__all__ = [
    "add",
    "find",
    "get",
    "list_all",
    "mark_login",
    "set_disabled",
    "set_password",
    "set_role",
]
