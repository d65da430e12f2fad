"""``kexie-digest schedule``: poll and publish by the calendar until stopped."""

from pathlib import Path
from typing import Annotated

import typer

from kexie_digest import app as program
from kexie_digest.cli.console import BAD_CONFIGURATION, PART_MISSING, err, print_error
from kexie_digest.cli.logs import configure
from kexie_digest.errors import ConfigError, StoreError
from kexie_digest.scheduler import serve


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("schedule")(schedule)


def schedule(
    output: Annotated[Path | None, typer.Option(help="成品文件夹 (default: ./output)")] = None,
    no_send: Annotated[bool, typer.Option("--no-send", help="不发邮件 (send no mail)")] = False,
    config: Annotated[Path | None, typer.Option(help="配置文件 (default: ./sources.yaml)")] = None,
) -> None:
    """定时收稿、按刊期出刊 (poll sources and publish by the calendar)."""
    try:
        with program.opened(program.load_config(config), output=output) as context:
            configure(context.var, on_screen=True)
            err.print("定时运行中，按 Ctrl-C 结束 (running, press Ctrl-C to stop)")
            serve(context, is_sending=not no_send)
    except ConfigError as error:
        for one in program.all_errors(error):
            print_error(one)
        raise typer.Exit(BAD_CONFIGURATION) from error
    except StoreError as error:
        print_error(error)
        raise typer.Exit(PART_MISSING) from error
