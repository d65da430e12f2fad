"""``kexie-digest check``: every mistake of ``sources.yaml`` at once."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from kexie_digest import app as program
from kexie_digest.cli.console import BAD_CONFIGURATION, err, out, print_error, print_json
from kexie_digest.errors import ConfigError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(check)


def check(
    config: Annotated[Path | None, typer.Option(help="配置文件 (default: ./sources.yaml)")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON (machine-readable result)")] = False,
) -> None:
    """检查配置，列出所有错误 (check the configuration and list every mistake)."""
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
            err.print(f"\n共 {len(mistakes)} 处错误 ({len(mistakes)} mistakes)", style="bold red")
        raise typer.Exit(BAD_CONFIGURATION) from error
    if as_json:
        print_json({"mistakes": []})
        return
    where = settings.file or "内置默认配置 (the built-in default)"
    out.print(
        f"配置无误 (no mistakes): {escape(where)} — "
        f"{len(settings.digests)} 种简报，{len(settings.sources)} 个来源，"
        f"{len(settings.drops)} 个投放文件夹，{len(settings.themes)} 个专题"
    )


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
