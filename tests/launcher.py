"""Commands without their first second: a process that has imported the program forks one a command.

Each command is a process of its own, with its folder, environment, output and exit code, as
if it had been typed; only the imports are shared. Tests of the start itself start a real one
(tests/cli/test_start.py, tests/repo/test_package.py).

As a script it is that process: it reads requests as JSON lines and answers with exit codes.
"""

from __future__ import annotations

import importlib
import json
import os
import select
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

#: What a start of the interpreter decides, and a fork no longer can.
_AT_THE_START = ("PYTHON", "LC_", "LANG", "COLUMNS", "TERM")
#: What most commands import; none of it starts a thread.
_SHARED = (
    "kexie_digest.cli",
    "kexie_digest.app",
    "kexie_digest.store",
    "kexie_digest.workflows.run",
    "kexie_digest.workflows.parse",
    "kexie_digest.workflows.compose",
    "kexie_digest.renderers",
    "kexie_digest.renderers._jinja",
    "kexie_digest.facts.finding",  # from here on: what the program itself imports late
    "kexie_digest.parsers.newspaper.continuing",
)
#: How a command begins.
BEGIN = """
import sys
sys.argv[0] = "kexie-digest"
from kexie_digest.__main__ import main
main()
"""
_running: list[subprocess.Popen[str]] = []


def run(
    words: Sequence[str],
    cwd: Path,
    environment: Mapping[str, str],
    *,
    timeout: float,
    first: str = "",
    typed: str = "",
) -> subprocess.CompletedProcess[str]:
    """Run ``kexie-digest`` with these words.

    Args:
        words: As typed after the program's name.
        cwd: Where.
        environment: All of it.
        timeout: Seconds until the command is ended.
        first: Python that the command's process does before it begins.
        typed: What is on its standard input.

    Returns:
        Exit code and what was printed.

    Raises:
        subprocess.TimeoutExpired: It took longer.
    """
    if any(environment.get(name) != os.environ.get(name) for name in _decided_early(environment)):  # noqa: TID251 - compared, not read
        program = [sys.executable, "-c", f"{first}\n{BEGIN}", *words]
        return subprocess.run(
            program,
            cwd=cwd,
            env=environment,
            input=typed,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
    with tempfile.TemporaryDirectory() as folder:
        given, out, err = (Path(folder) / name for name in ("in", "out", "err"))
        given.write_text(typed, encoding="utf-8")
        out.touch()
        err.touch()
        code = _ask(
            {
                "words": list(words),
                "first": first,
                "cwd": str(cwd),
                "env": dict(environment),
                "in": str(given),
                "out": str(out),
                "err": str(err),
            },
            timeout,
        )
        if code is None:
            raise subprocess.TimeoutExpired(list(words), timeout, out.read_bytes(), err.read_bytes())
        texts = (out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"))
    return subprocess.CompletedProcess(list(words), code, *texts)


def share() -> None:
    """Import what a program's forks need, before it forks them."""
    for name in _SHARED:
        importlib.import_module(name)


def close() -> None:
    """End the process."""
    while _running:
        with _running.pop() as process:
            process.kill()


def _decided_early(environment: Mapping[str, str]) -> set[str]:
    names = {*environment, *os.environ}  # noqa: TID251 - compared, not read
    return {name for name in names if name.startswith(_AT_THE_START)}


def _ask(request: Mapping[str, object], timeout: float) -> int | None:
    """Have one command run; None when it took too long."""
    if not _running:
        program = [sys.executable, __file__]
        _running.append(
            subprocess.Popen(
                program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
            )
        )
    process = _running[0]
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps(request) + "\n")
    process.stdin.flush()
    ready, _, _ = select.select([process.stdout], [], [], timeout)
    if not ready:
        os.killpg(process.pid, 9)
        close()
        return None
    return int(process.stdout.readline())


def _serve() -> None:
    """Fork a child for every request and answer with its exit code; a child returns to be the command."""
    share()
    answers = os.dup(1)
    os.dup2(2, 1)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _become(json.loads(line))
            return
        _, status = os.waitpid(child, 0)
        os.write(answers, f"{os.waitstatus_to_exitcode(status)}\n".encode())


def _become(request: Mapping[str, Any]) -> None:
    """Take the folder, environment and outputs of a command, and be it."""
    for number, name in enumerate((request["in"], request["out"], request["err"])):
        opened = os.open(name, os.O_RDONLY if number == 0 else os.O_WRONLY)
        os.dup2(opened, number)
        os.close(opened)
    os.chdir(request["cwd"])
    os.environ.clear()  # noqa: TID251 - the command's own environment
    os.environ.update(request["env"])  # noqa: TID251 - as above
    sys.argv = ["kexie-digest", *request["words"]]
    exec(f"{request['first']}\n{BEGIN}", {})  # noqa: S102 - a test's own words


if __name__ == "__main__":
    _serve()
