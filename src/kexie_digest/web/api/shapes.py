"""Shapes that several answers and requests of the API share.

Takes nothing, gives pydantic models and annotations; values of ``model`` are answered as
they are.
"""

from typing import Annotated

from fastapi import Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from kexie_digest.model import Standing
from kexie_digest.web.security.addresses import client
from kexie_digest.workflows.accounts.sessions import Visitor
from kexie_digest.workflows.desk.workshop import Hand

ArticleId = Annotated[str, Path(max_length=80, description="稿件编号 (article id)")]
DigestKey = Annotated[str, Path(max_length=100, description="简报的键 (digest key)")]
Number = Annotated[int, Path(ge=1, lt=2**31, description="总期号 (total number)")]
Limit = Annotated[int, Query(ge=1, le=200, description="最多几条 (the most to give)")]
Words = Annotated[str, Field(max_length=4000)]
Key = Annotated[str, Field(max_length=200)]


class Asked(BaseModel):
    """What a request says; a name that is not known is refused, so that a slip is noticed."""

    model_config = ConfigDict(extra="forbid")


class Problem(BaseModel):
    """出错时的回答：``code`` 固定不变，供程序判断；``advice`` 是下一步 (Every error answer)."""

    code: str
    message: str
    advice: str


class Done(BaseModel):
    """做好了，没有别的可说 (Done; nothing more to say)."""

    done: bool = True


class Decided(BaseModel):
    """一期现在到了哪一步 (Where an edition stands now)."""

    standing: Standing


def hand_of(request: Request, visitor: Visitor, digest: str, number: int, expected: int = 0) -> Hand:
    """Say whose hand is on an edition.

    Args:
        request: What was sent.
        visitor: By whom.
        digest: The digest's key.
        number: 总第N期.
        expected: The version they looked at.

    Returns:
        The hand.
    """
    return Hand(digest, number, visitor.user.name, expected, client(request))
