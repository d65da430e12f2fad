"""``/api/tokens``: one's own tokens, to look at and to close.

None is made here: a stolen token shall not make others that outlive it.
"""

import datetime as dt
from typing import Annotated

from fastapi import Path
from pydantic import BaseModel

from kexie_digest.model.desk.user import ApiToken, TokenScope
from kexie_digest.web.api.shapes import Done
from kexie_digest.web.security.guard import VisitorOf, new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.accounts import tokens as workflow

router = new_router()


class Token(BaseModel):
    """一个令牌，不含密文 (A token, without its secret)."""

    id: int
    label: str
    scope: TokenScope
    added_at: dt.datetime
    used_at: dt.datetime | None
    revoked_at: dt.datetime | None


@router.get("/api/tokens", tags=["users"], summary="我的令牌 List my tokens")
def list_own(site: SiteOf, visitor: VisitorOf) -> list[Token]:
    """List the tokens of whoever asks, closed ones too."""
    return [_token(one) for one in workflow.list_of(site.context.store, visitor.user.name)]


@router.post("/api/tokens/{token_id}/revoke", tags=["users"], summary="撤销令牌 Revoke a token")
def revoke(site: SiteOf, visitor: VisitorOf, token_id: Annotated[int, Path(ge=1, lt=2**31)]) -> Done:
    """Close one of one's own tokens for good, be it the one that asks."""
    name = visitor.user.name
    workflow.revoke(site.context.store, name, token_id, by=name)
    return Done()


def _token(one: ApiToken) -> Token:
    return Token(
        id=one.id,
        label=one.label,
        scope=one.scope,
        added_at=one.added_at,
        used_at=one.used_at,
        revoked_at=one.revoked_at,
    )
