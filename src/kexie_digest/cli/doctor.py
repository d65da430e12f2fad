"""``kexie-digest doctor``: what is missing, and the command that mends it."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from kexie_digest import app as program
from kexie_digest.cli.console import BAD_CONFIGURATION, PART_MISSING, out, print_error, print_json
from kexie_digest.clock import SystemClock
from kexie_digest.errors import ConfigError
from kexie_digest.model.serialization import to_json
from kexie_digest.workflows.checks.diagnose import Finding, Health, diagnose

_MARKS = {Health.OK: "[green]✓[/green]", Health.WARNING: "[yellow]![/yellow]", Health.MISSING: "[red]✗[/red]"}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor")(doctor)


def doctor(
    config: Annotated[Path | None, typer.Option(help="配置文件 (default: ./sources.yaml)")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON (machine-readable result)")] = False,
) -> None:
    """检查所需的系统部件，给出补救命令 (say what is missing and how to mend it)."""
    try:
        machine = program.machine(program.load_config(config))
    except ConfigError as error:
        for one in program.all_errors(error):
            print_error(one)
        raise typer.Exit(BAD_CONFIGURATION) from error
    findings = list(diagnose(machine, SystemClock()))
    if as_json:
        print_json([to_json(finding) for finding in findings])
    else:
        for finding in findings:
            _show(finding)
    if any(finding.health is Health.MISSING for finding in findings):
        raise typer.Exit(PART_MISSING)


def _show(finding: Finding) -> None:
    out.print(f"{_MARKS[finding.health]} {escape(finding.part)}：{escape(finding.message)}")
    if finding.remedy and finding.health is not Health.OK:
        out.print(f"    → {escape(finding.remedy)}")
