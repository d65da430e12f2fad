"""Commands without their first second: a process that has imported the program forks one a command.

Each command is a process of its own, with its folder, environment, output and exit code, as
if it had been typed; only the imports are shared. So is each of the tests' own scripts that are
started to be killed. Tests of the start itself start a real one (tests/cli/test_start.py,
tests/repo/test_package.py).

As a script it is that process: it reads requests as JSON lines and answers each with one.
"""

from __future__ import annotations

import importlib
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
import weakref
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
#: How a script begins: a warning ends it as an error does.
_SCRIPT = """
import runpy, sys, warnings
warnings.simplefilter("error")
runpy.run_path(sys.argv[0], run_name="__main__")
"""
#: Seconds for an answer that takes no work: a busy machine may need some.
_PATIENCE = 200.0
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
        request = {"do": f"{first}\n{BEGIN}", "words": ["kexie-digest", *words], "cwd": str(cwd)}
        request |= {"env": dict(environment), "in": str(given), "out": str(out), "err": str(err)}
        try:
            code = _ask(request, timeout)
        except TimeoutError:
            raise subprocess.TimeoutExpired(
                list(words), timeout, out.read_bytes(), err.read_bytes()
            ) from None
        assert code is not None
        texts = (out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"))
    return subprocess.CompletedProcess(list(words), code, *texts)


class Script:
    """A script of the tests at work in a process of its own."""

    def __init__(self, file: Path, *words: object) -> None:
        """Start it with these words."""
        descriptor, name = tempfile.mkstemp()
        os.close(descriptor)
        self._out = Path(name)
        weakref.finalize(self, self._out.unlink)
        request = {"do": _SCRIPT, "words": [str(file), *map(str, words)], "cwd": str(Path.cwd())}
        clean = {key: value for key, value in os.environ.items() if not key.startswith("KEXIE_")}  # noqa: TID251 - for the child
        request |= {"env": clean, "in": os.devnull, "out": name, "is_left": True}
        started = _ask(request, _PATIENCE)
        assert started is not None
        self.pid, self._code = started, None  # type: int, int | None

    def lines(self) -> list[str]:
        """What it said so far, in whole lines."""
        return self._out.read_text(encoding="utf-8").split("\n")[:-1]

    def listen(self, count: int) -> None:
        """Wait until it has said so many lines."""
        while len(self.lines()) < count:
            assert self.poll() is None, f"it ended with {self._code}"
            time.sleep(0.002)

    def poll(self) -> int | None:
        """Its exit code; None while it is at work."""
        if self._code is None:
            self._code = _ask({"poll": self.pid}, _PATIENCE)
        return self._code

    def wait(self) -> int:
        """Wait for its end; the test's own limit ends this."""
        while (code := self.poll()) is None:
            time.sleep(0.01)
        return code

    def kill(self) -> None:
        """End it as no program expects it, and wait until it is dead."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)
            self.wait()


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
    """Ask the process for something; it is ended where that takes too long."""
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
        raise TimeoutError
    answer: int | None = json.loads(process.stdout.readline())
    return answer


def _serve() -> None:
    """Fork children and answer with exit codes; a child returns to be what was asked for."""
    share()
    answers = os.dup(1)
    os.dup2(2, 1)
    for line in sys.stdin:
        request = json.loads(line)
        child = request.get("poll") or os.fork()
        if not child:
            _become(request)
            return
        answer: int | None = child
        if not request.get("is_left"):
            found, status = os.waitpid(child, os.WNOHANG if "poll" in request else 0)
            answer = os.waitstatus_to_exitcode(status) if found else None
        os.write(answers, f"{json.dumps(answer)}\n".encode())


def _become(request: Mapping[str, Any]) -> None:
    """Take the folder, environment and outputs of a command, and be it."""
    for number, name in enumerate(request[name] for name in ("in", "out", "err") if name in request):
        opened = os.open(name, os.O_RDONLY if number == 0 else os.O_WRONLY)
        os.dup2(opened, number)
        os.close(opened)
    os.chdir(request["cwd"])
    os.environ.clear()  # noqa: TID251 - the command's own environment
    os.environ.update(request["env"])  # noqa: TID251 - as above
    sys.argv = request["words"]
    exec(request["do"], {})  # noqa: S102 - a test's own words


if __name__ == "__main__":
    _serve()
