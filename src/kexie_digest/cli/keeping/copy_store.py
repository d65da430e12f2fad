"""``kexie-digest copy-store``: everything from one database into another."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from kexie_digest.cli.terminal.console import err, out, print_json, progress
from kexie_digest.cli.terminal.options import AsJson
from kexie_digest.cli.terminal.stopping import ending
from kexie_digest.clock import SystemClock


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("copy-store")(copy_store)


def copy_store(
    source: Annotated[str, typer.Argument(metavar="FROM-URL", help="旧库地址 (the database to copy)")],
    target: Annotated[str, typer.Argument(metavar="TO-URL", help="空的新库地址 (an empty database)")],
    *,
    as_json: AsJson = False,
) -> None:
    """把数据库整个复制到另一个空库，逐表核对条数和校验和 (copy into an empty store; proved by checksums)."""
    from kexie_digest.workflows.copying import copy_store as copied_store

    with ending(), progress(is_quiet=as_json) as notify:
        copied = copied_store(source, target, SystemClock(), notify)
    if as_json:
        print_json([{"table": one.table, "rows": one.rows, "sha256": one.sha256} for one in copied])
        return
    for one in copied:
        out.print(Text(f"✓ {one.table:<24}{one.rows:>10}  {one.sha256[:16]}"))
    out.print(
        f"已复制并核对 {len(copied)} 张表、{sum(one.rows for one in copied)} 条"
        " (copied; counts and checksums are the same in both)"
    )
    err.print("  → 原件、成品在文件夹里，没有搬；请停用旧库，再把 KEXIE_DATABASE_URL 改成新地址。")
    err.print("    (Originals and editions are files and stay where they are; stop using the old database.)")
