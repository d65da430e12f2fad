"""``kexie-digest parse``: read files into articles without touching the store."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from kexie_digest.cli.terminal.console import FAILURES, err, out, plural, print_error
from kexie_digest.cli.terminal.options import Configured
from kexie_digest.cli.terminal.stopping import ending
from kexie_digest.clock import SystemClock
from kexie_digest.errors import ConfigError

if TYPE_CHECKING:
    from kexie_digest.workflows.parse import ParsedFile


#: Columns of ``--explain``.
_TRACE = ("行", "类别", "分", "规则", "文字")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("parse")(parse)


def parse(
    files: Annotated[
        list[Path], typer.Argument(help="版面、网页或订阅源文件 (pages, web pages, feed files)")
    ],
    json_folder: Annotated[
        Path | None, typer.Option("--json", help="每个文件写一份 JSON (write one JSON a file here)")
    ] = None,
    explain: Annotated[bool, typer.Option(help="逐行说明判读结果 (how each line was read)")] = False,
    config: Configured = None,
) -> None:
    """识别文件，不动数据库 (read files into articles; the store is not touched)."""
    from kexie_digest import app as program
    from kexie_digest.workflows.parse import parse_files, share_events

    with ending():
        themes = program.load_config(config).themes
        _refuse_equal_stems(files, json_folder)
    results = share_events(parse_files(files, themes, SystemClock()))
    for result in results:
        _show(result, explain=explain)
        if json_folder is not None and result.error is None:
            _write(result, json_folder)
    if any(result.error or result.failed for result in results):
        raise typer.Exit(FAILURES)


def _refuse_equal_stems(files: list[Path], json_folder: Path | None) -> None:
    if json_folder is None:
        return
    stems = Counter(path.stem for path in files)
    for stem, times in stems.items():
        if times > 1:
            twins = "、".join(str(path) for path in files if path.stem == stem)
            raise ConfigError(
                f"这些文件会写进同一个 {stem}.json (these files would be written to one JSON): {twins}",
                code="same_stem",
                advice="请改名，或分两次运行。",
            )


def _show(result: ParsedFile, *, explain: bool) -> None:
    for error in filter(None, (result.error, *result.failed)):
        print_error(error)
    if result.error is not None:
        return
    reports = [report for reading in result.readings for report in reading.reports]
    line = Text(result.path.name, style="bold")
    out.print(line.append(f"：{len(reports)} 篇 ({plural(len(reports), 'article')})", style="not bold"))
    for report in reports:
        flags = [flag.flag.value for flag in (*report.article.flags, *report.flags)]
        line = Text(f"  {report.id}  {report.article.title or '（无题 untitled）'}  ")
        line.append(report.themes.keys[0], style="cyan")
        if flags:
            line.append(f"  ⚑ {' '.join(flags)}", style="yellow")
        out.print(line)
    if explain:
        _explain(result)


def _explain(result: ParsedFile) -> None:
    if out.is_terminal:
        from rich.table import Table

        table = Table(*_TRACE, box=None, pad_edge=False)
        for *cells, text in _traced(result):
            table.add_row(*map(Text, cells), Text(text[:40]))
        out.print(table)
    else:  # for other programs: one line a line, whole, tabs between the columns
        for row in (_TRACE, *_traced(result)):
            sys.stdout.write("\t".join(row) + "\n")
    for reading in result.readings:
        for report in reading.reports:
            for flag in (*report.article.flags, *report.flags):
                where = f"第 {flag.span.line} 行" if flag.span and flag.span.line else ""
                line = Text(f"  ⚑ {flag.flag.value}", style="yellow")
                out.print(line.append(f" {report.id} {where} {flag.reason}", style="default"))


def _traced(result: ParsedFile) -> Iterator[tuple[str, ...]]:
    for line in result.trace:
        text = " ".join(line.text.split("\t"))
        yield str(line.line or ""), line.label, f"{line.score:.2f}", line.rule, text


def _write(result: ParsedFile, folder: Path) -> None:
    from kexie_digest.workflows.parse import as_json

    target = folder / f"{result.path.stem}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(as_json(result), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        err.print(Text(f"✗ 写不进 {target} (cannot write): {error.strerror}", style="red"))
        err.print("  → 请检查权限和磁盘空间。")
        raise typer.Exit(FAILURES) from error
