"""Options that mean the same in every command."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Configured = Annotated[Path | None, typer.Option("--config", help="配置文件 (default: ./sources.yaml)")]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON (machine-readable result)")]
Output = Annotated[Path | None, typer.Option("--output", help="成品文件夹 (default: ./output)")]
NoSend = Annotated[bool, typer.Option("--no-send", help="不发邮件 (send no mail)")]
