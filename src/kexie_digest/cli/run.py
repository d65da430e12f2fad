"""``kexie-digest run``: the manual run."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from kexie_digest import app as program
from kexie_digest.cli.console import (
    BAD_CONFIGURATION,
    FAILURES,
    PART_MISSING,
    err,
    out,
    print_error,
    print_failure,
    print_json,
    progress,
)
from kexie_digest.cli.logs import configure
from kexie_digest.errors import ConfigError, StoreError
from kexie_digest.model import Run
from kexie_digest.model.serialization import to_json
from kexie_digest.workflows import run as workflow


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("run")(run)


def run(
    digest: Annotated[str | None, typer.Option(help="只出这一种简报 (only this digest)")] = None,
    drops: Annotated[
        Path | None, typer.Option(help="只收这个文件夹，不轮询来源 (collect only this folder)")
    ] = None,
    output: Annotated[Path | None, typer.Option(help="成品文件夹 (default: ./output)")] = None,
    no_send: Annotated[bool, typer.Option("--no-send", help="不发邮件 (send no mail)")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON (machine-readable result)")] = False,
    config: Annotated[Path | None, typer.Option(help="配置文件 (default: ./sources.yaml)")] = None,
) -> None:
    """收稿、归类、编排并出刊 (collect, compose and publish)."""
    try:
        settings = program.load_config(config)
        with (
            progress(is_quiet=as_json) as notify,
            program.opened(settings, output=output, drops=drops, notify=notify) as context,
        ):
            configure(context.var)
            scope = workflow.scope_of(context, digest=digest, drops=drops, is_sending=not no_send)
            result = workflow.run(context, scope)
    except ConfigError as error:
        for one in program.all_errors(error):
            print_error(one)
        raise typer.Exit(BAD_CONFIGURATION) from error
    except StoreError as error:
        print_error(error)
        raise typer.Exit(FAILURES if error.code == "run_in_progress" else PART_MISSING) from error
    if as_json:
        print_json(to_json(result))
    else:
        _show(result)
    if result.failures:
        raise typer.Exit(FAILURES)


def _show(result: Run) -> None:
    counts = result.counts
    out.print(
        f"收到原件 {counts.get('documents', 0)} 份，稿件 {counts.get('articles', 0)} 篇 "
        f"({counts.get('documents', 0)} documents, {counts.get('articles', 0)} articles)"
    )
    for edition in result.published:
        out.print(
            f"\n[bold]{escape(edition.title)}[/bold] 第{edition.number}期（总第{edition.total_number}期）："
            f"{edition.item_count} 条，{edition.report_count} 篇报道"
        )
        for file in edition.files:
            out.print(f"  {escape(file)}", soft_wrap=True)
    for note in result.notes:
        out.print(escape(note))
    for warning in result.warnings:
        print_failure(warning, is_warning=True)
    if result.failures:
        err.print(
            f"\n有 {len(result.failures)} 项没有完成 ({len(result.failures)} items failed)：", style="bold"
        )
    for failure in result.failures:
        print_failure(failure)
