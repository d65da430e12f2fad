"""``kexie-digest init``: a folder to begin in, or to complete."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.cells import cell_len
from rich.text import Text

from kexie_digest.cli.terminal.console import out
from kexie_digest.cli.terminal.stopping import ending

_NEXT = (
    ("kexie-digest doctor", "看看还缺什么 (what is missing here)"),
    ("cp 某报-第1版.txt drops/", "把版面放进去 (drop pages in)"),
    ("kexie-digest run", "收稿、出刊 (collect and publish)"),
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("init")(init)


def init(
    folder: Annotated[Path, typer.Argument(help="文件夹 (default: this folder)")] = Path(),
) -> None:
    """写好 sources.yaml 和所需文件夹；已有的配置不动，只补缺的 (write what a digest needs and lacks)."""
    from kexie_digest import app as program
    from kexie_digest.workflows.starting import CONFIGURATION, begin

    with ending():
        made = begin(folder, json.dumps(program.schema(), ensure_ascii=False, indent=1) + "\n")
    for path in made:
        out.print(Text(f"✓ {path}{'/' if path.is_dir() else ''}"))
    if folder / CONFIGURATION not in made:
        out.print(Text(f"- {folder / CONFIGURATION} 已经有了，没有改 (was there already and stays as it is)"))
    out.print("\n接下来 (next):" + ("" if folder == Path() else f"  cd {folder}"))
    for command, purpose in _NEXT:
        out.print(Text(f"  {command}{' ' * (28 - cell_len(command))}{purpose}"))
