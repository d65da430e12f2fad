"""``kexie-digest check``: every mistake of ``sources.yaml`` at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer
from rich.text import Text

from kexie_digest.cli.terminal.console import BAD_CONFIGURATION, err, out, plural, print_error, print_json
from kexie_digest.cli.terminal.options import AsJson, Configured
from kexie_digest.clock import SystemClock
from kexie_digest.errors import ConfigError
from kexie_digest.model import OnHoliday

if TYPE_CHECKING:
    from kexie_digest.model import Config, Digest

#: Coming dates whose days off should be known.
_LOOKED_AHEAD = 3


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(check)


def check(
    config: Configured = None,
    as_json: AsJson = False,
) -> None:
    """检查配置，列出所有错误 (check the configuration and list every mistake)."""
    from kexie_digest import app as program

    try:
        settings = program.load_config(config)
        program.check_folders(settings)
    except ConfigError as error:
        mistakes = program.all_errors(error)
        if as_json:
            print_json({"mistakes": [_as_data(mistake) for mistake in mistakes]})
        else:
            for mistake in mistakes:
                print_error(mistake)
            count = len(mistakes)
            err.print(f"\n共 {count} 处错误 ({plural(count, 'mistake')})", style="bold red")
        raise typer.Exit(BAD_CONFIGURATION) from error
    warnings = list(_warnings(settings))
    if as_json:
        print_json({"mistakes": [], "warnings": warnings})
        return
    where = settings.file or "内置默认配置 (the built-in default)"
    out.print(
        Text(
            f"配置无误 (no mistakes): {where} — "
            f"{len(settings.digests)} 种简报，{len(settings.sources)} 个来源，"
            f"{len(settings.drops)} 个投放文件夹，{len(settings.themes)} 个专题"
        )
    )
    for warning in warnings:
        err.print(Text(f"! {warning}", style="yellow"))


def _warnings(settings: Config) -> Iterator[str]:
    """Name what may surprise: recipients that are lists, days off that nobody has announced yet.

    A misspelt address looks like a list, and the store stays closed here.
    """
    for digest in settings.digests:
        lists = [name for name in digest.recipients if "@" not in name]
        if lists:
            yield (
                f"digests.{digest.key}.recipients：“{'、'.join(lists)}”是读者名单，成员用 "
                f"kexie-digest recipients import 导入 (lists: their members come by recipients import)"
            )
        if digest.schedule and digest.schedule.holidays is not OnHoliday.KEEP:
            yield from _unknown_days(settings, digest)


def _unknown_days(settings: Config, digest: Digest) -> Iterator[str]:
    from kexie_digest.workflows.due import coming, warning  # opens the store's modules: only where needed

    doubt = warning(coming(settings, digest, SystemClock().now(), _LOOKED_AHEAD))
    if doubt:
        yield f"digests.{digest.key}.schedule：{doubt} (days off are not known yet)"


def _as_data(mistake: ConfigError) -> dict[str, object]:
    return {
        "file": mistake.file,
        "line": mistake.line,
        "column": mistake.column,
        "setting": mistake.subject,
        "code": mistake.code,
        "message": mistake.message,
        "advice": mistake.advice,
    }
