"""``kexie-digest preview``: see the bulletin of an edition with the templates as they are now."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from kexie_digest import app as program
from kexie_digest.cli.console import BAD_CONFIGURATION, FAILURES, err, out, print_error
from kexie_digest.clock import SystemClock
from kexie_digest.errors import ConfigError, KexieDigestError
from kexie_digest.workflows.preview import Previewed, Wish
from kexie_digest.workflows.preview import preview as workflow
from kexie_digest.workflows.preview.watching import watch as watch_places


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("preview")(preview)


def preview(
    edition: Annotated[
        Path | None,
        typer.Option(help="某期的文件夹、edition.json 或 weekly/131 (default: the newest edition)"),
    ] = None,
    style: Annotated[
        str | None, typer.Option(help="版式：newspaper 或 jianbao (default: the digest's own)")
    ] = None,
    output: Annotated[Path, typer.Option(help="写到哪里 (the PDF to write)")] = Path("preview/bulletin.pdf"),
    watch: Annotated[
        bool, typer.Option("--watch", help="模板一改就重排，Ctrl-C 结束 (again after every change)")
    ] = False,
    config: Annotated[Path | None, typer.Option(help="配置文件 (default: ./sources.yaml)")] = None,
) -> None:
    """用当前模板预览简报 (print an edition again with the templates as they are now)."""
    wish, clock = Wish(edition, style, output), SystemClock()

    def render() -> Previewed:
        return workflow(program.drawing(config), wish, clock)

    try:
        if watch:
            _watch(program.drawing_places(config), render)
            return
        _show(render())
    except ConfigError as error:
        _complain(error)
        raise typer.Exit(BAD_CONFIGURATION) from error
    except KexieDigestError as error:
        _complain(error)
        raise typer.Exit(FAILURES) from error


def _watch(places: tuple[Path, ...], render: Callable[[], Previewed]) -> None:
    err.print("修改模板或 sources.yaml 后自动重排，按 Ctrl-C 结束 (watching, press Ctrl-C to stop)")
    try:
        for outcome in watch_places(places, render, SystemClock()):
            if isinstance(outcome, Previewed):
                _show(outcome)
            else:
                _complain(outcome)
    except KeyboardInterrupt:
        err.print("已停止 (stopped)")


def _show(previewed: Previewed) -> None:
    edition = previewed.edition
    out.print(
        f"{escape(edition.title)} 总第{edition.total_number}期，{escape(previewed.style)}，"
        f"{previewed.seconds:.1f} 秒 (s)：{'、'.join(escape(str(path)) for path in previewed.files)}"
    )
    for warning in previewed.warnings:
        err.print(f"! {escape(warning)}", style="yellow")


def _complain(error: KexieDigestError) -> None:
    for one in program.all_errors(error) if isinstance(error, ConfigError) else (error,):
        print_error(one)
