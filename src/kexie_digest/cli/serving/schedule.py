"""``kexie-digest schedule``: poll and publish by the calendar until stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer
from rich.text import Text

from kexie_digest.cli.serving.opening import opened
from kexie_digest.cli.terminal.console import err
from kexie_digest.cli.terminal.options import Configured, NoSend, Output

if TYPE_CHECKING:
    from datetime import datetime

    from kexie_digest.model import Config


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("schedule")(schedule)


def schedule(
    output: Output = None,
    no_send: NoSend = False,
    config: Configured = None,
) -> None:
    """定时收稿、按刊期出刊 (poll sources and publish by the calendar)."""
    from kexie_digest.scheduler import serve
    from kexie_digest.workflows.jobs.opening import with_jobs

    with opened(config, output) as context:
        err.print("定时运行中，按 Ctrl-C 结束 (running, press Ctrl-C to stop)")
        _show_calendar(context.config, context.clock.now())
        with with_jobs(context, is_sending=not no_send) as ready:
            serve(ready, is_sending=not no_send)


def _show_calendar(config: Config, now: datetime) -> None:
    """Say when each digest appears next, in its own time zone."""
    from kexie_digest.workflows.due import coming

    for digest in config.digests:
        dates = coming(config, digest, now, 1)
        if digest.schedule is None:
            when = "没有排期，不会自动出刊 (no schedule: not published by itself)"
        elif not dates:
            when = "排期的日子总逢休息日，不会出刊 (every date is a day off: never published)"
        else:
            when = f"下一期 (next) {dates[0].at:%Y-%m-%d %H:%M} {config.timezone_of(digest)}"
        err.print(Text(f"  {digest.title} {digest.key}：{when}"))
