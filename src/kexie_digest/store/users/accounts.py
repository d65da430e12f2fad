"""Accounts of the desk.

Takes and gives Users; hashes are made above, and an account is disabled, never deleted.
"""

from sqlmodel import col, select, update

from kexie_digest.errors import Conflict, NotFound
from kexie_digest.model.desk.user import Role, User
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import UserRow


def add(tx: Transaction, user: User) -> None:
    """Make an account.

    Args:
        tx: The unit of work.
        user: The account; its ``added_at`` is kept as given.

    Raises:
        Conflict: The name is taken.
    """
    row = {
        "name": user.name,
        "full_name": user.full_name,
        "role": user.role.value,
        "password_hash": user.password_hash,
        "is_disabled": user.is_disabled,
        "added_at": user.added_at,
    }
    if not tx.insert_new(UserRow, [row]):
        raise Conflict(
            "这个用户名已有人用 (the user name is taken)",
            subject=user.name,
            code="user_exists",
            permanent=True,
            advice="请换一个用户名；要改密码请用 users password。",
        )


def find(tx: Transaction, name: str) -> User | None:
    """Look an account up.

    Args:
        tx: The unit of work.
        name: Its name.

    Returns:
        The account, or None.
    """
    row = tx.session.get(UserRow, name)
    return _user(row) if row else None


def get(tx: Transaction, name: str) -> User:
    """Give an account.

    Args:
        tx: The unit of work.
        name: Its name.

    Returns:
        The account.

    Raises:
        NotFound: There is none of this name.
    """
    user = find(tx, name)
    if user is None:
        raise NotFound("没有这个用户 (no such user)", subject=name, advice="请核对用户名。")
    return user


def list_all(tx: Transaction) -> list[User]:
    """List all accounts by name.

    Args:
        tx: The unit of work.

    Returns:
        The accounts, disabled ones too.
    """
    return [_user(row) for row in tx.session.exec(select(UserRow).order_by(col(UserRow.name)))]


def set_password(tx: Transaction, name: str, password_hash: str) -> None:
    """Give an account another password.

    Args:
        tx: The unit of work.
        name: The account.
        password_hash: Argon2.

    Raises:
        NotFound: There is no such account.
    """
    _change(tx, name, password_hash=password_hash)


def set_role(tx: Transaction, name: str, role: Role) -> None:
    """Give an account another role.

    Args:
        tx: The unit of work.
        name: The account.
        role: What it may do from now on.

    Raises:
        NotFound: There is no such account.
    """
    _change(tx, name, role=role.value)


def set_disabled(tx: Transaction, name: str, *, is_disabled: bool) -> None:
    """Close an account, or open it again.

    Args:
        tx: The unit of work.
        name: The account.
        is_disabled: Whether it may no longer sign in.

    Raises:
        NotFound: There is no such account.
    """
    _change(tx, name, is_disabled=is_disabled)


def mark_login(tx: Transaction, name: str) -> None:
    """Note that somebody signed in just now.

    Args:
        tx: The unit of work.
        name: The account.

    Raises:
        NotFound: There is no such account.
    """
    _change(tx, name, last_login_at=tx.now)


def _change(tx: Transaction, name: str, **columns: object) -> None:
    if not tx.change(update(UserRow).where(col(UserRow.name) == name).values(**columns)):
        raise NotFound("没有这个用户 (no such user)", subject=name, advice="请核对用户名。")


def _user(row: UserRow) -> User:
    return User(
        name=row.name,
        role=Role(row.role),
        password_hash=row.password_hash,
        added_at=row.added_at,
        full_name=row.full_name,
        is_disabled=row.is_disabled,
        last_login_at=row.last_login_at,
    )
