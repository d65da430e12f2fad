"""``kexie-digest preflight``: look a PDF over before it goes to readers or the press."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from kexie_digest.cli.terminal.console import (
    BAD_CONFIGURATION,
    FAILURES,
    err,
    out,
    plural,
    print_error,
    print_json,
)
from kexie_digest.cli.terminal.options import AsJson
from kexie_digest.errors import NotFound, RenderError

if TYPE_CHECKING:
    from kexie_digest.renderers.pdf.preflight import Finding
    from kexie_digest.workflows.checks.preflight import Inspected

_KINDS = {"screen": "屏幕版 screen", "print": "印刷版 print"}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("preflight")(preflight)


def preflight(
    target: Annotated[
        Path, typer.Argument(help="PDF 文件、某期的文件夹或 weekly/131 (a PDF, an edition's folder or name)")
    ],
    output: Annotated[Path, typer.Option(help="成品文件夹 (where editions are)")] = Path("output"),
    as_json: AsJson = False,
) -> None:
    """印前检查：页框、字体、颜色、图片、文字、标签 (look a finished PDF over)."""
    from kexie_digest.workflows.checks.preflight import preflight as workflow

    try:
        results = list(workflow(target, output))
    except (NotFound, RenderError) as error:
        print_error(error)
        raise typer.Exit(BAD_CONFIGURATION) from error
    if as_json:
        print_json({"files": [_as_data(result) for result in results]})
    else:
        for result in results:
            _show(result)
    if any(result.report.errors for result in results):
        raise typer.Exit(FAILURES)


def _show(result: Inspected) -> None:
    report = result.report
    line = Text(str(result.path), style="bold")
    line.append(
        f"：{_KINDS[report.kind.value]}，{report.pages} 页 ({plural(report.pages, 'page')})，"
        f"{report.size / 1000:,.0f} kB，sha256 {report.sha256[:16]}…",
        style="not bold",
    )
    out.print(line)
    for finding in report.findings:
        is_error = finding.severity.value == "error"
        where = f"第 {finding.page} 页：" if finding.page else ""
        line = Text(f"  {'✗' if is_error else '!'} {where}{finding.message}")
        err.print(line, style="red" if is_error else "yellow")
    if not report.findings:
        out.print("  [green]✓[/green] 没有发现问题 (nothing found)")
    if not result.has_text:
        out.print("  没有 edition.json，文字未核对 (no edition.json: its text was not compared)")


def _as_data(result: Inspected) -> dict[str, object]:
    report = result.report
    return {
        "file": str(result.path),
        "kind": report.kind.value,
        "pages": report.pages,
        "bytes": report.size,
        "sha256": report.sha256,
        "text_compared": result.has_text,
        "findings": [_finding(finding) for finding in report.findings],
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "check": finding.check,
        "severity": finding.severity.value,
        "page": finding.page,
        "message": finding.message,
    }
