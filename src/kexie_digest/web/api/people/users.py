"""``/api/users``: who may work at the desk, and as what; admins only."""

import datetime as dt
from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, Field

from kexie_digest.model.desk.user import Role, User
from kexie_digest.web.api.shapes import Asked, Done
from kexie_digest.web.security.guard import VisitorOf, new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.accounts import users as workflow

router = new_router()

_PATH = "/api/users/{name}"
Name = Annotated[str, Path(max_length=100, description="用户名 (user name)")]
Password = Annotated[str, Field(max_length=1000)]


class Account(BaseModel):
    """一个用户；密码不在其中 (An account, without its password)."""

    name: str
    role: Role
    full_name: str
    is_disabled: bool
    added_at: dt.datetime
    last_login_at: dt.datetime | None


class AccountAsked(Asked):
    """新用户 (A new account)."""

    name: Annotated[str, Field(max_length=100)]
    role: Role
    password: Password
    full_name: Annotated[str, Field(max_length=100)] = ""


class RoleAsked(Asked):
    """另一个角色 (Another role)."""

    role: Role


class PasswordAsked(Asked):
    """另一个密码 (Another password)."""

    password: Password


@router.get("/api/users", tags=["users"], summary="用户 List users")
def list_all(site: SiteOf) -> list[Account]:
    """List the accounts, by name."""
    return [_account(user) for user in workflow.list_all(site.context.store)]


@router.post("/api/users", status_code=201, tags=["users"], summary="新建用户 Add a user")
def add(site: SiteOf, visitor: VisitorOf, asked: AccountAsked) -> Account:
    """Make an account."""
    by, store = visitor.user.name, site.context.store
    made = workflow.add(store, asked.name, asked.role, asked.password, by=by, full_name=asked.full_name)
    return _account(made)


@router.post(_PATH + "/role", tags=["users"], summary="改角色 Give another role")
def set_role(site: SiteOf, visitor: VisitorOf, name: Name, asked: RoleAsked) -> Done:
    """Give an account another role; its sessions end."""
    workflow.set_role(site.context.store, name, asked.role, by=visitor.user.name)
    return Done()


@router.post(_PATH + "/password", tags=["users"], summary="重设密码 Set another password")
def set_password(site: SiteOf, visitor: VisitorOf, name: Name, asked: PasswordAsked) -> Done:
    """Give an account another password; its sessions end."""
    workflow.set_password(site.context.store, name, asked.password, by=visitor.user.name)
    return Done()


@router.post(_PATH + "/disable", tags=["users"], summary="停用 Close an account")
def disable(site: SiteOf, visitor: VisitorOf, name: Name) -> Done:
    """Close an account: its sessions end, its tokens sleep; the last admin stays."""
    workflow.set_disabled(site.context.store, name, is_disabled=True, by=visitor.user.name)
    return Done()


@router.post(_PATH + "/enable", tags=["users"], summary="启用 Open an account again")
def enable(site: SiteOf, visitor: VisitorOf, name: Name) -> Done:
    """Open a closed account again."""
    workflow.set_disabled(site.context.store, name, is_disabled=False, by=visitor.user.name)
    return Done()


def _account(user: User) -> Account:
    return Account(
        name=user.name,
        role=user.role,
        full_name=user.full_name,
        is_disabled=user.is_disabled,
        added_at=user.added_at,
        last_login_at=user.last_login_at,
    )
