"""Who works at the desk, under which name, and what each of them did."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class _Ranked(StrEnum):
    """What covers everything that stands before it."""

    def covers(self, needed: Self) -> bool:
        """Tell whether whoever has this may do what another one allows.

        Args:
            needed: What is asked for.

        Returns:
            True for itself and for everything before it.
        """
        order = tuple(type(self))
        return order.index(self) >= order.index(needed)


class Role(_Ranked):
    """角色: what somebody may do; each one may do all that stands before it."""

    EDITOR = "editor"
    REVIEWER = "reviewer"
    PUBLISHER = "publisher"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class User:
    """用户: somebody who may sign in; ``password_hash`` is argon2 and never leaves the program.

    ``name`` signs in and stands in every record; ``full_name`` is shown.
    """

    name: str
    role: Role
    password_hash: str
    added_at: dt.datetime
    full_name: str = ""
    is_disabled: bool = False
    last_login_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """登录会话: one browser that somebody signed in with.

    ``key`` is the SHA-256 of the random id in the cookie: who reads the database cannot
    sign in with it. ``csrf`` goes into every form of the session.
    """

    key: str
    user: str
    csrf: str
    started_at: dt.datetime
    seen_at: dt.datetime
    address: str = ""
    browser: str = ""


class TokenScope(_Ranked):
    """令牌范围: what a token of the API may do; each scope covers those before it."""

    READ = "read"
    EDIT = "edit"
    REVIEW = "review"
    PUBLISH = "publish"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class ApiToken:
    """接口令牌: lets a program act for a user, as far as its scope and the user's role go.

    ``key`` is the SHA-256 of the secret, which is shown once and never stored; ``label``
    says what it is for.
    """

    key: str
    user: str
    label: str
    scope: TokenScope
    added_at: dt.datetime
    used_at: dt.datetime | None = None
    revoked_at: dt.datetime | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """存下的回答: what the API answered to a request that may come twice (``Idempotency-Key``).

    ``fingerprint`` is the hash of the request; ``status`` is 0 while it is being carried out.
    """

    key: str
    fingerprint: str
    status: int
    body: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """操作记录: who did what to which thing, when, and what it was before and after.

    ``action`` is a stable word such as ``article.theme`` or ``user.add``; ``id`` is the
    store's number, growing with time, 0 before it is stored.
    """

    who: str
    action: str
    subject: str
    before: str = ""
    after: str = ""
    address: str = ""
    at: dt.datetime | None = None
    id: int = 0
