"""Shapes that several answers and requests of the API share.

Takes nothing, gives pydantic models and annotations; values of ``model`` are answered as
they are.
"""

from typing import Annotated

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, Field

from kexie_digest.model import Standing

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
    """出错时的回答（RFC 9457）：``code`` 固定不变，供程序判断；``advice`` 是下一步 (Every error answer)."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    advice: str
    instance: str = ""


class Done(BaseModel):
    """做好了，没有别的可说 (Done; nothing more to say)."""

    done: bool = True


class Decided(BaseModel):
    """一期现在到了哪一步 (Where an edition stands now)."""

    standing: Standing
