"""``kexie-digest preview``: see the bulletin of an edition with the templates as they are now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from kexie_digest.cli.terminal.console import err, out
from kexie_digest.cli.terminal.options import Configured
from kexie_digest.cli.terminal.stopping import ending, tell
from kexie_digest.clock import SystemClock
from kexie_digest.errors import KexieDigestError

if TYPE_CHECKING:
    from kexie_digest.workflows.preview import Previewed


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
    config: Configured = None,
) -> None:
    """用当前模板预览简报 (print an edition again with the templates as they are now)."""
    from kexie_digest import app as program
    from kexie_digest.workflows.preview import Wish
    from kexie_digest.workflows.preview import preview as workflow

    wish, clock = Wish(edition, style, output), SystemClock()

    def render() -> Previewed:
        return workflow(program.drawing(config), wish, clock)

    with ending():
        if watch:
            _watch(program.drawing_places(config), render)
            return
        _show(render())


def _watch(places: tuple[Path, ...], render: Callable[[], Previewed]) -> None:
    from kexie_digest.workflows.preview.watching import watch as watch_places

    err.print("修改模板或 sources.yaml 后自动重排，按 Ctrl-C 结束 (watching, press Ctrl-C to stop)")
    try:
        for outcome in watch_places(places, render, SystemClock()):
            if isinstance(outcome, KexieDigestError):
                tell(outcome)
            else:
                _show(outcome)
    except KeyboardInterrupt:
        err.print("已停止 (stopped)")


def _show(previewed: Previewed) -> None:
    edition = previewed.edition
    out.print(
        Text(
            f"{edition.title} 总第{edition.total_number}期，{previewed.style}，"
            f"{previewed.seconds:.1f} 秒 (s)：{'、'.join(map(str, previewed.files))}"
        )
    )
    for warning in previewed.warnings:
        err.print(Text(f"! {warning}", style="yellow"))
