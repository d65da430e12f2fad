"""``kexie-digest users``: accounts of the desk."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.text import Text

from kexie_digest.cli.terminal import archive
from kexie_digest.cli.terminal.console import err, out, print_json
from kexie_digest.cli.terminal.options import AsJson
from kexie_digest.cli.terminal.stopping import ending
from kexie_digest.errors import ConfigError
from kexie_digest.model.desk.user import Role, TokenScope

Name = Annotated[str, typer.Argument(help="用户名 (user name)")]
FromInput = Annotated[
    bool, typer.Option("--password-stdin", help="从标准输入读密码 (read the password from stdin)")
]

_group = typer.Typer(help="编辑台的用户 (accounts of the desk)。", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(_group, name="users")


@_group.command("add")
def add(
    name: Name,
    *,
    role: Annotated[Role, typer.Option(help="角色 (role)")] = Role.EDITOR,
    full_name: Annotated[str, typer.Option(help="姓名，显示用 (shown name)")] = "",
    password_stdin: FromInput = False,
) -> None:
    """新建用户 (make an account)."""
    from kexie_digest.workflows.accounts import users

    with ending():
        users.checked(name, full_name)
    password = _password(is_from_input=password_stdin)
    with archive.opened() as store:
        user = users.add(store, name, role, password, full_name=full_name)
    err.print(f"已建用户 {user.name}，角色 {user.role} (account made)")


@_group.command("list")
def list_users(*, as_json: AsJson = False) -> None:
    """列出用户 (list the accounts)."""
    from kexie_digest.workflows.accounts import users

    with archive.opened() as store:
        found = users.list_all(store)
    if as_json:
        shown = ("name", "full_name", "role", "is_disabled")
        print_json([{field: getattr(user, field) for field in shown} for user in found])
        return
    for user in found:
        line = Text(f"{user.name}  {user.role}")
        if user.full_name:
            line.append(f"  {user.full_name}")
        if user.is_disabled:
            line.append("  已停用 (disabled)", style="red")
        out.print(line)


@_group.command("password")
def password(name: Name, *, password_stdin: FromInput = False) -> None:
    """重设密码，并退出所有登录 (set another password and end all sessions)."""
    from kexie_digest.workflows.accounts import users

    typed = _password(is_from_input=password_stdin)
    with archive.opened() as store:
        users.set_password(store, name, typed)
    err.print("密码已改，原来的登录都已失效 (password changed, sessions ended)")


@_group.command("role")
def role(name: Name, role: Annotated[Role, typer.Argument(help="角色 (role)")]) -> None:
    """改角色 (give another role)."""
    from kexie_digest.workflows.accounts import users

    with archive.opened() as store:
        users.set_role(store, name, role)
    err.print(f"{name} 现在是 {role} (role changed)")


@_group.command("disable")
def disable(
    name: Name, *, undo: Annotated[bool, typer.Option("--undo", help="重新启用 (open it again)")] = False
) -> None:
    """停用用户，并退出所有登录 (close an account and end its sessions)."""
    from kexie_digest.workflows.accounts import users

    with archive.opened() as store:
        users.set_disabled(store, name, is_disabled=not undo)
    err.print("已启用 (enabled)" if undo else "已停用 (disabled)")


def _password(*, is_from_input: bool) -> str:
    if is_from_input:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        with ending():
            raise ConfigError(
                "这里没有终端，不能输入密码 (no terminal to type a password at)",
                code="no_terminal",
                advice="请加 --password-stdin，从标准输入给出密码。",
            )
    typed: str = typer.prompt(
        "密码 (password)", hide_input=True, confirmation_prompt="再输一次 (once more)", err=True
    )
    return typed


@_group.command("token")
def token(
    name: Name,
    *,
    scope: Annotated[
        TokenScope, typer.Option(help="最多能做什么 (what it may do at most)")
    ] = TokenScope.READ,
    label: Annotated[str, typer.Option(help="用途 (what it is for)")] = "命令行",
    list_all: Annotated[bool, typer.Option("--list", help="列出令牌 (list the tokens)")] = False,
    revoke: Annotated[int | None, typer.Option(help="撤销这个编号的令牌 (close this one)")] = None,
) -> None:
    """给程序用的令牌：只显示一次 (make a token for the API; it is shown once)."""
    from kexie_digest.workflows.accounts import tokens

    with archive.opened() as store:
        if revoke is not None:
            tokens.revoke(store, name, revoke)
            err.print("令牌已撤销 (token revoked)")
        elif list_all:
            for one in tokens.list_of(store, name):
                used = f"{one.used_at:%Y-%m-%d %H:%M} UTC" if one.used_at else "没有用过 (never used)"
                state = "已撤销 (revoked)" if one.revoked_at else used
                out.print(Text(f"{one.id}  {one.scope}  {one.label}  {state}"))
        else:
            out.print(Text(tokens.make(store, name, scope, label)), soft_wrap=True)
            err.print("请现在就抄走，以后看不到了 (copy it now: it is not shown again)")
