"""Sessions: who is behind a cookie.

Takes the random id of a cookie, gives the user and their session, or None. A session
ends when it is signed out, unused for long, old, or its account closed; it outlives a
restart, since it is a row.
"""

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from kexie_digest.model.desk.user import ApiToken, SignedIn, User
from kexie_digest.store import Store, Transaction
from kexie_digest.store.users import sessions

#: Unused for so long, a session ends: one working day with its lunch break.
IDLE = dt.timedelta(hours=12)
#: However busy, it ends after so long.
LONGEST = dt.timedelta(days=7)
#: Its last use is noted at most this often: a page view should not be a write.
_NOTED = dt.timedelta(minutes=2)
_BROWSER_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who is signed in: with a browser's session, or a program with a token.

    ``is_to_be_noted`` asks for :func:`note_use`, now and then.
    """

    user: User
    session: SignedIn | None = None
    token: ApiToken | None = None
    is_to_be_noted: bool = False

    @property
    def csrf(self) -> str:
        """What the forms of the session carry; programs have no forms."""
        return self.session.csrf if self.session else ""


def begin(tx: Transaction, user: User, *, address: str = "", browser: str = "") -> str:
    """Begin a session; its id is new, whatever cookie the browser sent before.

    Args:
        tx: The unit of work.
        user: Who signed in.
        address: From where.
        browser: What it calls itself.

    Returns:
        The id for the cookie: 256 random bits. Only its hash is stored.
    """
    token = secrets.token_urlsafe(32)
    sessions.add(
        tx,
        SignedIn(
            key=key_of(token),
            user=user.name,
            csrf=secrets.token_urlsafe(32),
            started_at=tx.now,
            seen_at=tx.now,
            address=address,
            browser=browser[:_BROWSER_LENGTH],
        ),
    )
    sessions.sweep(tx, tx.now - IDLE)
    return token


def visitor(store: Store, token: str) -> Visitor | None:
    """Say who is behind a cookie; nothing is written.

    Args:
        store: Where sessions are.
        token: The cookie's value, which may be anything.

    Returns:
        Who it is, or None when the session is over or never was.
    """
    with store.reading() as tx:
        found = sessions.find(tx, key_of(token))
        now = tx.now
    if found is None or found[1].is_disabled:
        return None
    session, user = found
    if now - session.seen_at > IDLE or now - session.started_at > LONGEST:
        return None
    return Visitor(user, session, is_to_be_noted=now - session.seen_at > _NOTED)


def note_use(store: Store, visitor: Visitor) -> None:
    """Note that a session was used just now.

    Args:
        store: Where sessions are.
        visitor: Who; only a browser has a session.
    """
    if visitor.session is not None:
        with store.transaction() as tx:
            sessions.touch(tx, visitor.session.key)


def end(store: Store, token: str) -> None:
    """End a session.

    Args:
        store: Where sessions are.
        token: The cookie's value.
    """
    with store.transaction() as tx:
        sessions.end(tx, key_of(token))


def key_of(token: str) -> str:
    """Hash a cookie's id; random bits need no salt.

    Args:
        token: The cookie's value.

    Returns:
        SHA-256 in hexadecimal.
    """
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()
