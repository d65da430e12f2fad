"""Tokens of the API: make one, list, revoke, say who is behind one.

Takes users and scopes, gives a secret once; only its hash is stored. A token never does
more than its user may, and sleeps while the account is closed.
"""

import datetime as dt
import secrets
from collections.abc import Sequence

from kexie_digest.errors import ConfigError
from kexie_digest.model.desk.user import ApiToken, AuditEntry, TokenScope
from kexie_digest.store import Store
from kexie_digest.store import users as user_rows
from kexie_digest.store.desk import audit
from kexie_digest.store.users import tokens as rows
from kexie_digest.workflows.accounts.sessions import Visitor, key_of
from kexie_digest.workflows.accounts.users import AT_THE_TERMINAL, normal

#: What secrets begin with, so that scanners of code and logs know one when they see it.
PREFIX = "kexie_"
#: Tokens of one user that may be in use at once.
MOST = 20
_LONGEST_LABEL = 60
_NOTED = dt.timedelta(minutes=2)


def make(store: Store, name: str, scope: TokenScope, label: str, *, by: str = AT_THE_TERMINAL) -> str:
    """Make a token for a user.

    Args:
        store: Where accounts are.
        name: The account it acts for.
        scope: What it may do at most.
        label: What it is for.
        by: Who makes it.

    Returns:
        The secret, to be shown once: ``kexie_`` and 256 random bits.

    Raises:
        ConfigError: No label, or too many tokens.
        NotFound: There is no such account.
    """
    label = " ".join(label.split())[:_LONGEST_LABEL]
    if not label:
        raise ConfigError(
            "请写明令牌的用途 (say what the token is for)", code="no_label", advice="例如“内网门户”。"
        )
    secret = PREFIX + secrets.token_urlsafe(32)
    with store.transaction() as tx:
        user = user_rows.get(tx, normal(name))
        if sum(1 for one in rows.list_of(tx, user.name) if one.revoked_at is None) >= MOST:
            raise ConfigError(
                f"一个用户最多用 {MOST} 个令牌 (too many tokens)",
                subject=user.name,
                code="too_many_tokens",
                advice="请先撤销不再用的。",
            )
        rows.add(tx, ApiToken(key_of(secret), user.name, label, scope, tx.now))
        audit.add(tx, AuditEntry(by, "token.add", user.name, after=f"{label}：{scope.value}"))
    return secret


def list_of(store: Store, name: str) -> Sequence[ApiToken]:
    """List the tokens of a user, the latest first.

    Args:
        store: Where accounts are.
        name: The account.

    Returns:
        All, revoked ones too.
    """
    with store.reading() as tx:
        return rows.list_of(tx, normal(name))


def revoke(store: Store, name: str, token_id: int, *, by: str = AT_THE_TERMINAL) -> None:
    """Close a token for good.

    Args:
        store: Where accounts are.
        name: Whose it is.
        token_id: Its number.
        by: Who closes it.

    Raises:
        NotFound: This user has no such token in use.
    """
    with store.transaction() as tx:
        token = rows.revoke(tx, normal(name), token_id)
        audit.add(
            tx, AuditEntry(by, "token.revoke", token.user, before=f"{token.label}：{token.scope.value}")
        )


def visitor(store: Store, secret: str) -> Visitor | None:
    """Say who is behind a token.

    Args:
        store: Where accounts are.
        secret: What came with the request, which may be anything.

    Returns:
        Who it is, or None when the token is unknown, revoked, or its account closed.
    """
    with store.reading() as tx:
        found = rows.find(tx, key_of(secret))
        now = tx.now
    if found is None or found[1].is_disabled:
        return None
    token, user = found
    if token.used_at is None or now - token.used_at > _NOTED:
        with store.transaction() as tx:
            rows.touch(tx, token.key)
    return Visitor(user, token=token)
