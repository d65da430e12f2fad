"""``kexie-digest run``: the manual run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from kexie_digest.cli.terminal import failures
from kexie_digest.cli.terminal.console import (
    FAILURES,
    PART_MISSING,
    err,
    out,
    plural,
    print_json,
    progress,
)
from kexie_digest.cli.terminal.logs import configure
from kexie_digest.cli.terminal.options import AsJson, Configured, NoSend, Output
from kexie_digest.cli.terminal.stopping import ending

if TYPE_CHECKING:
    from kexie_digest.model import Run

#: Failures that only a system part mends.
_PARTS = frozenset({"fonts_missing", "pango_missing"})


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("run")(run)


def run(
    digest: Annotated[str | None, typer.Option(help="只出这一种简报 (only this digest)")] = None,
    drops: Annotated[
        Path | None, typer.Option(help="只收这个文件夹，不轮询来源 (collect only this folder)")
    ] = None,
    output: Output = None,
    no_send: NoSend = False,
    as_json: AsJson = False,
    config: Configured = None,
) -> None:
    """收稿、归类、编排并出刊 (collect, compose and publish)."""
    from kexie_digest import app as program
    from kexie_digest.workflows import alarms
    from kexie_digest.workflows import run as workflow
    from kexie_digest.workflows.accounts.users import AT_THE_TERMINAL

    with ending(PART_MISSING):
        settings = program.load_config(config)
        if settings.file is None:
            err.print("没有 sources.yaml，使用内置默认配置 (no sources.yaml: the built-in default is used)")
        with (
            progress(is_quiet=as_json) as notify,
            program.opened(settings, output=output, drops=drops, notify=notify) as context,
        ):
            configure(context.var, as_json=context.watch.is_log_json)
            scope = workflow.scope_of(context, digest=digest, drops=drops, is_sending=not no_send)
            result = workflow.run(context, scope, by=AT_THE_TERMINAL)
            alarms.attend(context)  # also where cron runs this and no scheduler looks
    from kexie_digest.model.serialization import to_json

    if as_json:
        print_json(to_json(result))
    else:
        _show(result)
    if result.failures:
        is_part_missing = any(failure.code in _PARTS for failure in result.failures)
        raise typer.Exit(PART_MISSING if is_part_missing else FAILURES)


def _show(result: Run) -> None:
    documents, articles = result.counts.get("documents", 0), result.counts.get("articles", 0)
    out.print(
        f"收到原件 {documents} 份，稿件 {articles} 篇 "
        f"({plural(documents, 'document')}, {plural(articles, 'article')})"
    )
    for edition in result.published:
        line = Text(f"\n{edition.title}", style="bold")
        line.append(
            f" 第{edition.number}期（总第{edition.total_number}期）："
            f"{edition.item_count} 条，{edition.report_count} 篇报道",
            style="not bold",
        )
        out.print(line)
        for file in edition.files:
            out.print(Text(f"  {file}"))
    for note in result.notes:
        out.print(Text(note))
    failures.show(result.warnings, is_warning=True)
    if result.failures:
        failed = len(result.failures)
        err.print(f"\n有 {failed} 项没有完成 ({plural(failed, 'item')} failed)：", style="bold")
    failures.show(result.failures)
