"""Sign in: check name and password, make guessing slow, begin a session.

Takes what somebody typed, gives the id of a new session. An account and an address that
keep failing have to wait, longer each time; an account's wait never locks its owner out
for more than a quarter of an hour.
"""

import datetime as dt

from kexie_digest.errors import Conflict, KexieDigestError
from kexie_digest.model.desk.user import AuditEntry, User
from kexie_digest.store import Store
from kexie_digest.store import users as rows
from kexie_digest.store.desk import audit
from kexie_digest.store.users import sessions as session_rows
from kexie_digest.store.users import throttles
from kexie_digest.store.users.throttles import Throttle
from kexie_digest.workflows.accounts import passwords, sessions
from kexie_digest.workflows.accounts.users import normal

#: Failures in a row that cost no wait: of an account, and of an address where many may sit.
_FREE = {"account": 5, "address": 20}
_FIRST_WAIT = dt.timedelta(seconds=30)
_LONGEST_WAIT = dt.timedelta(minutes=15)
#: Failures older than this are forgotten.
_MEMORY = dt.timedelta(hours=6)
_LONGEST_NAME = 40


class LoginRefused(KexieDigestError):  # noqa: N818 - reads as a statement at the place it is caught
    """用户名或密码不对 (wrong name or password)."""

    code = "login_refused"
    advice = "请核对后再试；忘记密码请找管理员。"
    permanent = True


def sign_in(
    store: Store, name: str, password: str, *, address: str, browser: str = "", former: str = ""
) -> str:
    """Sign in.

    Args:
        store: Where accounts are.
        name: As typed.
        password: As typed.
        address: Where the request came from.
        browser: What the browser calls itself.
        former: The cookie the browser had; that session ends.

    Returns:
        The id of a new session, for the cookie.

    Raises:
        LoginRefused: Name or password is wrong, or the account is closed.
        Conflict: With code ``too_many_tries``: wait, even with the right password.
    """
    user = check_password(store, name, password, address=address)
    keys = _keys(user.name, address)
    with store.transaction() as tx:
        throttles.clear(tx, keys)
        throttles.sweep(tx, tx.now - _MEMORY)
        if former:
            session_rows.end(tx, sessions.key_of(former))
        rows.mark_login(tx, user.name)
        audit.add(tx, AuditEntry(user.name, "login", user.name, address=address))
        return sessions.begin(tx, user, address=address, browser=browser)


def check_password(store: Store, name: str, password: str, *, address: str) -> User:
    """Check a password, at the cost of a try.

    Args:
        store: Where accounts are.
        name: As typed.
        password: As typed.
        address: Where the request came from.

    Returns:
        The account.

    Raises:
        LoginRefused: Name or password is wrong, or the account is closed.
        Conflict: With code ``too_many_tries``: wait, even with the right password.
    """
    name = normal(name)[:_LONGEST_NAME]
    keys = _keys(name, address)
    _refuse_while_waiting(store, keys)
    with store.reading() as tx:
        user = rows.find(tx, name)
    # Hashing takes long on purpose: outside of any transaction.
    is_right = passwords.fits(password, user.password_hash if user else None)
    if user is None or not is_right or user.is_disabled:
        _note_failure(store, keys, name, address)
        raise LoginRefused
    return user


def sign_out(store: Store, visitor: User, token: str, *, address: str) -> None:
    """Sign out: the session is over, wherever its cookie may still lie.

    Args:
        store: Where sessions are.
        visitor: Who.
        token: The cookie's value.
        address: Where the request came from.
    """
    with store.transaction() as tx:
        session_rows.end(tx, sessions.key_of(token))
        audit.add(tx, AuditEntry(visitor.name, "logout", visitor.name, address=address))


def _keys(name: str, address: str) -> tuple[str, str]:
    return f"account:{name}", f"address:{address}"


def _refuse_while_waiting(store: Store, keys: tuple[str, ...]) -> None:
    with store.reading() as tx:
        known, now = throttles.list_for(tx, keys), tx.now
    waits = [one.blocked_until - now for one in known if one.blocked_until and one.blocked_until > now]
    if waits:
        seconds = int(max(waits).total_seconds()) + 1
        raise Conflict(
            f"试的次数太多，请等 {seconds} 秒 (too many tries: wait {seconds} s)",
            code="too_many_tries",
            advice="到时再试；忘记密码请找管理员。",
        )


def _note_failure(store: Store, keys: tuple[str, ...], name: str, address: str) -> None:
    with store.transaction() as tx:
        known = {one.key: one for one in throttles.list_for(tx, keys)}
        for key in keys:
            before = known.get(key)
            is_fresh = before is not None and tx.now - before.last_at < _MEMORY
            failures = (before.failures if before and is_fresh else 0) + 1
            throttles.put(tx, Throttle(key, failures, tx.now, _blocked_until(key, failures, tx.now)))
        audit.add(tx, AuditEntry("", "login.refused", name, address=address))


def _blocked_until(key: str, failures: int, now: dt.datetime) -> dt.datetime | None:
    """Double the wait with each failure beyond the free ones."""
    beyond = failures - _FREE[key.partition(":")[0]]
    if beyond < 0:
        return None
    wait = _FIRST_WAIT * (1 << min(beyond, 10))
    return now + min(wait, _LONGEST_WAIT)
