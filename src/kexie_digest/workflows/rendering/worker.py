"""The child: a process that ``supervising`` starts, a job on its input.

Takes a Job as JSON, writes each output into the job's folder and one line about it on its
output. It ends when its parent does; what it may do is in ``confinement``.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from kexie_digest.errors import RenderError
from kexie_digest.model import Rendition
from kexie_digest.model.serialization import from_json, to_json
from kexie_digest.workflows.rendering import confinement
from kexie_digest.workflows.rendering.job import Failed, Job, Word

if TYPE_CHECKING:
    from kexie_digest.renderers import Tools


def run() -> NoReturn:
    """Do one job and end this process.

    All that was made is written and flushed by then: the system takes the memory back at once,
    where Python would first take a whole bulletin's boxes apart (a twenty-fifth of the time).
    """
    main()
    sys.stderr.flush()
    os._exit(0)


def main() -> None:
    """Do one job."""
    data = json.load(sys.stdin)
    confinement.die_with_parent(int(data["parent"]))
    job = from_json(Job, data)
    confinement.limit_memory(job.limits.memory)
    confinement.limit_time(job.limits.seconds)
    with _private_output() as output:
        for word in _words(job):
            output.write(json.dumps(to_json(word)) + "\n")
            output.flush()


@contextlib.contextmanager
def _private_output() -> Iterator[TextIO]:
    """Keep the output for ourselves: libraries that print shall print to the log."""
    descriptor = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with os.fdopen(descriptor, "w", encoding="utf-8") as output:
        yield output


def _words(job: Job) -> Iterator[Word]:
    from kexie_digest.renderers import Tools  # noqa: PLC0415 - under the memory limit
    from kexie_digest.renderers._jinja import environment  # noqa: PLC0415 - as above

    tools = Tools(environment(*map(Path, job.templates)), public_url=job.public_url, assets=Path(job.assets))
    confinement.wall_off(job)
    for place, name in enumerate(job.names):
        confinement.limit_time(job.limits.seconds)
        yield Word(name)
        yield _word(job, place, name, tools)


def _word(job: Job, place: int, name: str, tools: Tools) -> Word:
    from kexie_digest.renderers import render  # noqa: PLC0415 - as above

    try:
        rendition = render(name, job.edition, job.digest, tools)
        file = Path(job.folder) / f"output-{place}"
        file.write_bytes(rendition.content)
    except RenderError as error:
        return Word(name, failed=Failed.of(error))
    except MemoryError:
        return Word(name, failed=too_much_memory(job, name))
    except Exception as error:  # noqa: BLE001 - whatever it is must reach the parent in words
        traceback.print_exc()
        return Word(name, failed=_bug(job, name, error))
    return Word(name, rendition=_without_content(rendition), file=file.name)


def _without_content(rendition: Rendition) -> Rendition:
    return replace(rendition, content=b"")


def too_much_memory(job: Job, name: str) -> Failed:
    """Say that an output wants more memory than it may have.

    Args:
        job: Its edition and limit.
        name: The output.

    Returns:
        The failure, code ``render_memory``.
    """
    return Failed(
        f"排版所需内存超过 {job.limits.memory // 2**20} MB (rendering took too much memory)",
        f"{job.edition.digest}/{job.edition.total_number} {name}",
        "render_memory",
        "请检查最近改动的模板有没有无休止的循环，或把本期分成几期；期号保留，改好后再运行一次即可出刊。",
        permanent=False,
    )


def _bug(job: Job, name: str, error: Exception) -> Failed:
    return Failed(
        f"程序生成成品时出错 (the program failed on this output): {type(error).__name__}: {error}",
        f"{job.edition.digest}/{job.edition.total_number} {name}",
        "internal_error",
        "请把日志报给开发者；期号保留，修复后再运行一次即可出刊。",
        permanent=False,
    )
