"""``kexie-digest doctor``: what is missing, and the command that mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from kexie_digest.cli.terminal.console import PART_MISSING, out, print_json
from kexie_digest.cli.terminal.options import AsJson, Configured
from kexie_digest.cli.terminal.stopping import ending
from kexie_digest.clock import SystemClock
from kexie_digest.errors import ConfigError

if TYPE_CHECKING:
    from kexie_digest.model import Config
    from kexie_digest.workflows.checks.diagnose import Finding

#: Health of a part -> its mark and colour.
_MARKS = {"ok": ("✓", "green"), "warning": ("!", "yellow"), "missing": ("✗", "red")}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor")(doctor)


def doctor(
    part: Annotated[
        str, typer.Argument(help="只查这一部分：mail，问域名服务器 (mail: SPF, DKIM, DMARC, PTR, TLS)")
    ] = "",
    config: Configured = None,
    as_json: AsJson = False,
) -> None:
    """检查所需的系统部件，给出补救命令 (say what is missing and how to mend it)."""
    from kexie_digest import app as program
    from kexie_digest.model.serialization import to_json
    from kexie_digest.workflows.checks.diagnose import Health

    with ending():
        findings = _look(part, program.load_config(config))
    if as_json:
        print_json([to_json(finding) for finding in findings])
    else:
        told: set[str] = set()
        for finding in findings:
            _show(finding, told)
    if any(finding.health is Health.MISSING for finding in findings):
        raise typer.Exit(PART_MISSING)


def _look(part: str, config: Config) -> list[Finding]:
    from kexie_digest import app as program
    from kexie_digest.channels.dns import SystemResolver
    from kexie_digest.workflows.checks.diagnose import diagnose
    from kexie_digest.workflows.checks.mail import diagnose_mail

    if not part:
        return list(diagnose(program.machine(config), SystemClock()))
    if part != "mail":
        raise ConfigError(
            "没有这个部分 (no such part)", subject=part, code="bad_part", advice="可用的有：mail。"
        )
    return list(diagnose_mail(program.mail_machine(config), SystemResolver()))


def _show(finding: Finding, told: set[str]) -> None:
    """Show one part; a remedy of several parts, such as the line for apt, stands there once."""
    mark, colour = _MARKS[finding.health.value]
    out.print(Text(mark, style=colour), Text(f"{finding.part}：{finding.message}"))
    if finding.remedy and mark != _MARKS["ok"][0]:
        out.print(Text(f"    → {'同上 (as above)' if finding.remedy in told else finding.remedy}"))
        told.add(finding.remedy)
