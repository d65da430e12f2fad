"""``kexie-digest worker``: do jobs beside other machines until stopped."""

from __future__ import annotations

import logging
import os
import signal
from contextlib import AbstractContextManager, nullcontext
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from kexie_digest.cli.serving.opening import opened
from kexie_digest.cli.terminal.console import err
from kexie_digest.cli.terminal.options import Configured, Output
from kexie_digest.errors import ConfigError

if TYPE_CHECKING:
    from kexie_digest.model.job import Queue
    from kexie_digest.workflows.jobs.worker import Worker

_ALL = "collect,parse,render,deliver"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("worker")(worker)


def worker(
    *,
    queues: Annotated[str, typer.Option(help="做哪几种活，用逗号隔开 (kinds of work)")] = _ALL,
    jobs: Annotated[int, typer.Option(min=1, max=64, help="同时做几件 (jobs at a time)")] = 4,
    output: Output = None,
    health_port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="健康检查的端口 (port of /healthz and /readyz)")
    ] = None,
    health_host: Annotated[str, typer.Option(help="健康检查监听的地址 (address of it)")] = "127.0.0.1",
    config: Configured = None,
) -> None:
    """在多台机器上分担收稿、出刊、发信；须用 PostgreSQL (share the work among machines)."""
    from kexie_digest.workflows.jobs.worker import Worker

    with opened(config, output) as context:
        working = Worker(context, _queues(queues), side_by_side=jobs)

        def stop(_signal: int, _frame: FrameType | None) -> None:
            working.stop()

        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, stop)
        err.print(f"开始干活：{queues}，按 Ctrl-C 结束 (working, press Ctrl-C to stop)")
        with _probes(working, health_host, health_port):
            is_finished = working.run()
    if not is_finished:
        err.print("有的活没做完，已交还 (what was not finished is given back)")
        logging.shutdown()
        os._exit(0)  # threads that wait for a server would keep the process for minutes


def _probes(working: Worker, host: str, port: int | None) -> AbstractContextManager[object]:
    from kexie_digest.web.probing import probed

    if port is None:
        return nullcontext()
    return probed(host, port, lambda: working.is_ready)


def _queues(named: str) -> list[Queue]:
    from kexie_digest.model.job import Queue

    wanted = [name.strip() for name in named.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in set(Queue)]
    if unknown or not wanted:
        raise ConfigError(
            "没有这个队列 (no such queue)",
            subject=", ".join(unknown),
            code="unknown_queue",
            advice=f"可用的有：{_ALL}。",
        )
    return [Queue(name) for name in wanted]
