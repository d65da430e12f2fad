"""``kexie-digest serve``: it answers, ticks, and stops when it is told to."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from desk import HASTY, Desk, sample_pages


@contextmanager
def serving(
    desk: Desk, *options: str, program: tuple[str, str] = ("-m", "kexie_digest")
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start the command; gives the process and its address."""
    with subprocess.Popen(
        [sys.executable, *program, "serve", "--port", "0", "--no-send", *options],
        cwd=desk.root,
        env=desk.environment(),
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stderr
            for line in process.stderr:
                if found := re.search(r"http://[\d.:]+", line):
                    yield process, found[0]
                    break
        finally:
            if process.poll() is None:
                process.kill()


def test_it_answers_and_ends_with_sigterm(tmp_path: Path) -> None:
    """Pages are there at once; SIGTERM ends it with 0 within seconds."""
    desk = Desk(tmp_path)
    with serving(desk, "--no-schedule") as (process, address):
        assert "登录编辑台" in httpx2.get(f"{address}/login", timeout=200).text
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=200) == 0


def test_it_collects_what_is_dropped(tmp_path: Path) -> None:
    """The scheduler ticks in the same process: a dropped page is taken by itself."""
    desk = Desk(tmp_path)
    desk.drop(sample_pages()[0])
    with serving(desk, program=("-c", HASTY)) as (process, _address):
        deadline = time.monotonic() + 240
        while not list((desk.drops / "done").rglob("*.txt")):
            assert time.monotonic() < deadline
            time.sleep(0.2)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=200) == 0


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    """In our words, with exit code 2."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = Desk(tmp_path).command("serve", "--port", port, "--no-schedule")
    assert result.returncode == 2
    assert "这个地址不能用" in result.stderr
