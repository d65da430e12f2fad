"""``kexie-digest serve``: the desk and the readers' pages, with the scheduler."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Annotated

import typer

from kexie_digest.cli.serving.opening import opened
from kexie_digest.cli.terminal.console import err
from kexie_digest.cli.terminal.options import Configured, NoSend, Output


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve")(serve)


def serve(
    *,
    host: Annotated[str, typer.Option(help="监听的地址 (address to listen on)")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="端口 (port; 0: any free one)")] = 8000,
    output: Output = None,
    no_schedule: Annotated[
        bool, typer.Option("--no-schedule", help="只开网页，不定时收稿出刊 (pages only)")
    ] = False,
    no_send: NoSend = False,
    config: Configured = None,
) -> None:
    """打开编辑台和读者页，同时定时收稿、出刊 (the desk, the readers' pages and the scheduler)."""
    from kexie_digest.scheduler import ticking
    from kexie_digest.web.application import create_application
    from kexie_digest.web.serving import serve as answer
    from kexie_digest.workflows.accounts import users
    from kexie_digest.workflows.jobs.opening import with_jobs

    with (
        opened(config, output) as program,
        with_jobs(program, is_sending=not (no_send or no_schedule)) as context,
    ):
        if not users.list_all(context.store):
            err.print("还没有用户，先建一个管理员 (no users yet)：kexie-digest users add 名字 --role admin")
        application = create_application(context)
        schedule = nullcontext() if no_schedule else ticking(context, is_sending=not no_send)
        with schedule:
            answer(application, host, port, told=lambda url: err.print(f"编辑台 (the desk)：{url}/desk"))
