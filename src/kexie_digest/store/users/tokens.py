"""Tokens of the API, by the hash of their secret.

Takes and gives ApiTokens; what a scope lets through is decided above. A token is revoked,
never deleted, since acts were done with it.
"""

import sqlalchemy
from sqlmodel import col, select, update

from kexie_digest.errors import NotFound
from kexie_digest.model.desk.user import ApiToken, Role, TokenScope, User
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import TokenRow, UserRow


def add(tx: Transaction, token: ApiToken) -> None:
    """Keep a new token.

    Args:
        tx: The unit of work.
        token: Of an account that exists; its number is given by the store.
    """
    row = {name: getattr(token, name) for name in ApiToken.__slots__ if name != "id"}
    tx.insert_new(TokenRow, [{**row, "scope": token.scope.value}])


def find(tx: Transaction, key: str) -> tuple[ApiToken, User] | None:
    """Look a token up together with its user, in one read.

    Args:
        tx: The unit of work.
        key: The hash of the secret.

    Returns:
        Both, or None when there is no such token or it was revoked.
    """
    query = sqlalchemy.select(TokenRow, UserRow).join(UserRow, col(UserRow.name) == col(TokenRow.user))
    found = tx.session.execute(
        query.where(col(TokenRow.key) == key, col(TokenRow.revoked_at).is_(None))
    ).first()
    if found is None:
        return None
    token, user = found
    fields = {name: getattr(user, name) for name in User.__slots__}
    return _token(token), User(**{**fields, "role": Role(user.role)})


def list_of(tx: Transaction, user: str) -> list[ApiToken]:
    """List the tokens of an account, the latest first.

    Args:
        tx: The unit of work.
        user: The account.

    Returns:
        All, revoked ones too.
    """
    query = select(TokenRow).where(col(TokenRow.user) == user).order_by(col(TokenRow.id).desc())
    return [_token(row) for row in tx.session.exec(query)]


def touch(tx: Transaction, key: str) -> None:
    """Note that a token was used just now.

    Args:
        tx: The unit of work.
        key: The hash of its secret.
    """
    tx.change(update(TokenRow).where(col(TokenRow.key) == key).values(used_at=tx.now))


def revoke(tx: Transaction, user: str, token_id: int) -> ApiToken:
    """Close a token for good.

    Args:
        tx: The unit of work.
        user: Whose it is.
        token_id: Its number.

    Returns:
        The token as it was.

    Raises:
        NotFound: This user has no such token in use.
    """
    row = tx.session.get(TokenRow, token_id)
    if row is None or row.user != user or row.revoked_at is not None:
        raise NotFound("没有这个令牌 (no such token)", subject=str(token_id))
    token = _token(row)
    tx.change(update(TokenRow).where(col(TokenRow.id) == token_id).values(revoked_at=tx.now))
    return token


def _token(row: TokenRow) -> ApiToken:
    fields = {name: getattr(row, name) for name in ApiToken.__slots__}
    return ApiToken(**{**fields, "scope": TokenScope(row.scope)})
