"""Accounts: add, list, disable, give another role or password.

Takes what an admin wants, changes the store and writes the act down in one transaction.
Whatever weakens an account ends its sessions.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence

from kexie_digest.errors import ConfigError, Conflict
from kexie_digest.model.desk.user import AuditEntry, Role, User
from kexie_digest.store import Store, Transaction
from kexie_digest.store import users as rows
from kexie_digest.store.desk import audit
from kexie_digest.store.users import sessions
from kexie_digest.workflows.accounts import passwords

#: Who acts when a command does.
AT_THE_TERMINAL = "命令行"

_NAME = re.compile(r"[\w.-]{2,40}")
_LONGEST_FULL_NAME = 60
_LONGEST_QUOTED = 40


def add(
    store: Store, name: str, role: Role, password: str, *, by: str = AT_THE_TERMINAL, full_name: str = ""
) -> User:
    """Make an account.

    Args:
        store: Where accounts are.
        name: What signs in: 2 to 40 letters (Chinese ones too), digits, ``.``, ``-``, ``_``.
        role: What it may do.
        password: As typed.
        by: Who makes it.
        full_name: What is shown.

    Returns:
        The account.

    Raises:
        ConfigError: A name or the password cannot be used.
        Conflict: The name is taken.
    """
    name, full_name = checked(name, full_name)
    passwords.check(password, name=name)
    password_hash = passwords.hashed(password)
    with store.transaction() as tx:
        user = User(name, role, password_hash, tx.now, full_name=full_name)
        rows.add(tx, user)
        audit.add(tx, AuditEntry(by, "user.add", name, after=role.value))
    return user


def checked(name: str, full_name: str = "") -> tuple[str, str]:
    """Look whether an account could have these names; asked before a password is typed.

    Args:
        name: What signs in, as typed.
        full_name: What is shown, as typed.

    Returns:
        Both as they are stored.

    Raises:
        ConfigError: One of them cannot be used; it is quoted at no more than 40 letters.
    """
    name, full_name = normal(name), full_name.strip()
    if not _NAME.fullmatch(name) or name == AT_THE_TERMINAL:
        raise ConfigError(
            "用户名只能用 2 到 40 个字母、汉字、数字和 . - _ (the user name cannot be used)",
            subject=_cut(name),
            code="bad_user_name",
            advice="例如 li.ming 或 李明。",
        )
    if len(full_name) > _LONGEST_FULL_NAME:
        raise ConfigError(
            f"姓名最多 {_LONGEST_FULL_NAME} 个字 (the shown name is too long)",
            subject=_cut(full_name),
            code="bad_full_name",
            advice="例如 --full-name 李明。",
        )
    return name, full_name


def list_all(store: Store) -> Sequence[User]:
    """List all accounts.

    Args:
        store: Where accounts are.

    Returns:
        Them, by name.
    """
    with store.reading() as tx:
        return rows.list_all(tx)


def set_password(store: Store, name: str, password: str, *, by: str = AT_THE_TERMINAL) -> None:
    """Give an account another password and sign it out everywhere.

    Args:
        store: Where accounts are.
        name: The account.
        password: As typed.
        by: Who does it.

    Raises:
        ConfigError: The password is too weak.
        NotFound: There is no such account.
    """
    passwords.check(password, name=name)
    password_hash = passwords.hashed(password)

    def change(tx: Transaction, user: User) -> AuditEntry:
        rows.set_password(tx, user.name, password_hash)
        return AuditEntry(by, "user.password", user.name)

    _change(store, name, change)


def set_role(store: Store, name: str, role: Role, *, by: str = AT_THE_TERMINAL) -> None:
    """Give an account another role; its sessions end, so that the next one has the new role.

    Args:
        store: Where accounts are.
        name: The account.
        role: What it may do from now on.
        by: Who does it.

    Raises:
        NotFound: There is no such account.
        Conflict: It is the last admin.
    """

    def change(tx: Transaction, user: User) -> AuditEntry:
        if role is not Role.ADMIN:
            _keep_an_admin(tx, user)
        rows.set_role(tx, user.name, role)
        return AuditEntry(by, "user.role", user.name, user.role.value, role.value)

    _change(store, name, change)


def set_disabled(store: Store, name: str, *, is_disabled: bool, by: str = AT_THE_TERMINAL) -> None:
    """Close an account, or open it again.

    Args:
        store: Where accounts are.
        name: The account.
        is_disabled: Whether it may no longer sign in.
        by: Who does it.

    Raises:
        NotFound: There is no such account.
        Conflict: It is the last admin.
    """

    def change(tx: Transaction, user: User) -> AuditEntry:
        if is_disabled:
            _keep_an_admin(tx, user)
        rows.set_disabled(tx, user.name, is_disabled=is_disabled)
        return AuditEntry(by, "user.disable" if is_disabled else "user.enable", user.name)

    _change(store, name, change)


def normal(name: str) -> str:
    """Give a name the one form it is stored in.

    Args:
        name: As typed.

    Returns:
        Composed, in half width and lower case.
    """
    return unicodedata.normalize("NFKC", name).strip().lower()


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST_QUOTED else name[:_LONGEST_QUOTED] + "…"


def _change(store: Store, name: str, change: Callable[[Transaction, User], AuditEntry]) -> None:
    with store.transaction() as tx:
        act = change(tx, rows.get(tx, normal(name)))
        sessions.end_all(tx, act.subject)
        audit.add(tx, act)


def _keep_an_admin(tx: Transaction, user: User) -> None:
    admins = [one.name for one in rows.list_all(tx) if one.role is Role.ADMIN and not one.is_disabled]
    if admins == [user.name]:
        raise Conflict(
            "这是最后一位管理员 (this is the last admin)",
            subject=user.name,
            code="last_admin",
            permanent=True,
            advice="请先让另一个人当管理员。",
        )
