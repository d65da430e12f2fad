"""``kexie-digest restore``: a backup into an empty place."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from kexie_digest.cli.terminal.console import err, out, print_json
from kexie_digest.cli.terminal.options import AsJson, Configured, Output
from kexie_digest.cli.terminal.stopping import ending
from kexie_digest.clock import SystemClock


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("restore")(restore)


def restore(
    archive: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="备份文件 (the backup)")],
    output: Output = None,
    config: Configured = None,
    *,
    check: Annotated[bool, typer.Option("--check", help="只核对，不恢复 (verify only)")] = False,
    as_json: AsJson = False,
) -> None:
    """把备份恢复到空文件夹；恢复后不会自动发信 (restore into an empty place; mails nothing by itself)."""
    from kexie_digest import app as program
    from kexie_digest.model.serialization import to_json
    from kexie_digest.workflows import backing_up

    with ending():
        if check:
            contents, aside = backing_up.verify_file(archive), None
        else:
            restored = backing_up.restore(program.holdings(config, output=output), archive, SystemClock())
            contents, aside = restored.contents, restored.aside
    if as_json:
        print_json({"restored": not check, **to_json(contents)})
        return
    done = "备份完好 (the backup is whole)" if check else "已恢复 (restored)"
    out.print(
        Text(
            f"{done}：{contents.made_at:%Y-%m-%d %H:%M} UTC 的备份，原件 {contents.originals} 份，"
            f"已出刊 {contents.editions} 期"
        )
    )
    if contents.missing:
        err.print(f"  备份时已缺 {len(contents.missing)} 项 (lost before it was made)", style="yellow")
    if aside is not None:
        err.print(Text(f"  模板与现有的不同，放在 (templates differ, put aside)：{aside}"))
    if not check:
        err.print("  备份里排队的邮件不会自动发出：请在编辑台的投递页决定 (mail waits for an editor)")
        if not contents.has_key:
            err.print("  备份里没有密钥：请设置原来的 KEXIE_SECRET_KEY，否则旧邮件里的退订链接失效")
