"""``kexie-digest backup``: everything in one file, while the program works."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from kexie_digest.cli.terminal.console import FAILURES, err, out, print_json
from kexie_digest.cli.terminal.options import AsJson, Configured, Output
from kexie_digest.cli.terminal.stopping import ending
from kexie_digest.clock import SystemClock

if TYPE_CHECKING:
    from kexie_digest.workflows.backing_up import Written

#: Lost originals that are named on the screen; the manifest names all.
_NAMED = 5


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("backup")(backup)


def backup(
    place: Annotated[Path, typer.Argument(help="已有的文件夹（按时间取名）或新文件 (folder or new file)")],
    keep: Annotated[
        int, typer.Option(min=0, help="文件夹里只留最近的几份，0 为全留 (backups to keep; 0: all)")
    ] = 0,
    output: Output = None,
    config: Configured = None,
    *,
    as_json: AsJson = False,
) -> None:
    """备份数据库、原件、成品、配置和密钥，不用停机，写完即核对 (back everything up, online, verified)."""
    from kexie_digest import app as program
    from kexie_digest.workflows.backing_up import back_up

    if keep and not place.is_dir():
        raise typer.BadParameter("--keep 只用于文件夹 (a folder is needed)", param_hint="--keep")
    with ending():
        written = back_up(program.holdings(config, output=output), place, SystemClock(), keep=keep)
    if as_json:
        print_json(_as_json(written))
    else:
        _show(written)
        if not place.suffix and not place.is_dir():
            err.print(
                "  原来没有这个文件夹，备份写成了这个文件；要按时间取名，先建文件夹 (no such folder: a file)"
            )
    if written.contents.missing:
        raise typer.Exit(FAILURES)


def _as_json(written: Written) -> dict[str, object]:
    from kexie_digest.model.serialization import to_json

    contents = to_json(written.contents)
    removed = [str(path) for path in written.removed]
    return {"path": str(written.path), "size": written.size, "removed": removed, **contents}


def _show(written: Written) -> None:
    contents = written.contents
    out.print(Text(f"已备份并核对 (backed up and verified)：{written.path}"))
    out.print(
        f"  {written.size / 1_000_000:.1f} MB：原件 {contents.originals} 份，已出刊 {contents.editions} 期，"
        f"文件 {contents.files} 个 (originals, editions, files)"
    )
    of_server = "，即 PostgreSQL 里的全部表" if contents.engine == "postgresql" else ""
    out.print(
        f"  数据库 {contents.database_bytes / 1_000_000:.1f} MB{of_server}，存成一个 SQLite 文件 (database)"
    )
    err.print(
        "  里面有读者地址"
        + ("和签名密钥" if contents.has_key else "；密钥在环境变量里，请另行保管")
        + "，只有本用户可读，请妥善保管 (holds readers' addresses: keep it safe)"
    )
    if contents.is_shared:
        err.print("  原件和成品在对象存储里，由它自己备份 (originals and editions are kept by the bucket)")
    for path in written.removed:
        out.print(Text(f"  已删旧备份 (removed)：{path.name}"))
    if contents.missing:
        named = "、".join(contents.missing[:_NAMED])
        err.print(
            Text(f"✗ 备份前就缺 {len(contents.missing)} 项 (lost before this backup)：{named}", style="red")
        )
        err.print("  → 请从更早的备份找回；新备份里有其余的一切。")
