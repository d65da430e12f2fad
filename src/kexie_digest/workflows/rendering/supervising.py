"""The parent: starts a worker, listens, and says what became of each output.

Takes an edition, its digest and the tools; gives renditions in order. A worker that dies
over one output is replaced for the others.
"""

import json
import logging
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO

from jinja2 import FileSystemLoader

from kexie_digest.errors import RenderError
from kexie_digest.model import Digest, Edition, Rendition
from kexie_digest.model.serialization import from_json, to_json
from kexie_digest.renderers import Tools
from kexie_digest.workflows.rendering.job import Job, Limits, Word
from kexie_digest.workflows.rendering.worker import too_much_memory

#: The worker, begun with the collector of cycles at rest: it would go through every module
#: again and again while they load, and through every box of a page later.
_PROGRAM = (
    "import gc; gc.set_threshold(100_000); from kexie_digest.workflows.rendering import worker; worker.run()"
)
_CHUNK = 65536
#: So much of what a worker said before it died is kept in the log.
_LAST_WORDS = 4000
#: Variables with our secrets and the owner's settings: a renderer needs none of them.
_OURS = "KEXIE_"

_log = logging.getLogger(__name__)


def render_all(
    names: Sequence[str], edition: Edition, digest: Digest, tools: Tools, limits: Limits
) -> Iterator[tuple[str, Rendition | RenderError]]:
    """Render outputs in a process of their own.

    Args:
        names: Output file names, in order.
        edition: What to render.
        digest: How its owner wants it.
        tools: Templates, public address, pictures.
        limits: For each output.

    Yields:
        Each name with its rendition, or with the error that it could not be made:
        ``render_timeout``, ``render_memory``, ``render_crashed``, or the renderer's own.
    """
    left = list(names)
    while left:
        with TemporaryDirectory(prefix="kexie-render-") as folder:
            job = _job(left, edition, digest, tools, folder=folder, limits=limits)
            for name, outcome in _outcomes(job):
                left.remove(name)
                yield name, outcome


def _job(
    names: Sequence[str], edition: Edition, digest: Digest, tools: Tools, *, folder: str, limits: Limits
) -> Job:
    loader = tools.templates.loader
    folders = loader.searchpath if isinstance(loader, FileSystemLoader) else ()
    return Job(
        edition=edition,
        digest=digest,
        names=tuple(names),
        templates=tuple(str(Path(folder).absolute()) for folder in folders),
        public_url=tools.public_url,
        assets=str(tools.assets.absolute()),
        folder=folder,
        parent=os.getpid(),
        limits=limits,
    )


def _outcomes(job: Job) -> Generator[tuple[str, Rendition | RenderError], None, None]:
    """Run one worker; at its death the output it was at is given as failed."""
    at = job.names[0]
    with TemporaryFile() as log, _worker(job, log) as process:
        ended = ""
        try:
            for word in _listen(process, job.limits.wall):
                at = word.name
                if not word.is_begin:
                    yield at, _outcome(job, word)
                    at = next(iter(job.names[job.names.index(at) + 1 :]), "")
        except TimeoutError:
            ended = "render_timeout"
        if at:
            yield at, _death(job, at, process, ended, log)


@contextmanager
def _worker(job: Job, log: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    # -P: a file beside the caller's working folder must not stand in for a module.
    with subprocess.Popen(  # noqa: S603 - our own module, no words from outside
        [sys.executable, "-P", "-c", _PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        env={name: value for name, value in os.environ.items() if not name.startswith(_OURS)},  # noqa: TID251 - taken away, not read
        start_new_session=True,
    ) as process:
        try:
            if process.stdin is not None:
                with process.stdin as pipe:
                    pipe.write(json.dumps(to_json(job)).encode())
            yield process
        except BrokenPipeError:
            yield process  # it died at its start; the listener will see
        finally:
            process.kill()


def _listen(process: subprocess.Popen[bytes], wall: float) -> Iterator[Word]:
    """Give the worker's lines; TimeoutError when none comes in time."""
    if process.stdout is None:
        return
    descriptor, waiting = process.stdout.fileno(), b""
    until = time.monotonic() + wall
    while True:
        ready, _, _ = select.select([descriptor], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            raise TimeoutError
        chunk = os.read(descriptor, _CHUNK)
        if not chunk:
            return
        *lines, waiting = (waiting + chunk).split(b"\n")
        for line in lines:
            until = time.monotonic() + wall
            yield from_json(Word, json.loads(line))


def _outcome(job: Job, word: Word) -> Rendition | RenderError:
    if word.failed is not None or word.rendition is None:
        return word.failed.error() if word.failed else RenderError(subject=word.name)
    return replace(word.rendition, content=(Path(job.folder) / word.file).read_bytes())


def _death(job: Job, name: str, process: subprocess.Popen[bytes], ended: str, log: IO[bytes]) -> RenderError:
    """Say why a worker died over an output."""
    process.kill()
    status = process.wait()
    log.seek(max(0, log.seek(0, os.SEEK_END) - _LAST_WORDS))
    last = log.read().decode("utf-8", "replace").strip()
    _log.error("worker for %s ended with %s: %s", name, status, last)
    subject = f"{job.edition.digest}/{job.edition.total_number} {name}"
    if ended or status == -signal.SIGXCPU:
        return RenderError(
            f"排版超过 {job.limits.seconds} 秒，已停止 (rendering took too long and was stopped)",
            subject=subject,
            code="render_timeout",
            advice="请检查最近改动的模板有没有无休止的循环；期号保留，改好后再运行一次即可出刊。",
        )
    if "MemoryError" in last or "allocate" in last or "out of memory" in last.lower():
        return too_much_memory(job, name).error()
    return RenderError(
        f"排版进程意外结束（{status}）(the rendering process ended unexpectedly)",
        subject=subject,
        code="render_crashed",
        advice="请再运行一次；仍然如此请把日志报给开发者。期号保留。",
    )
