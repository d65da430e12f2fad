"""One run at a time, and leases of the living only."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kexie_digest.errors import Conflict, StoreError
from kexie_digest.workflows import processes
from kexie_digest.workflows.processes import only_run

HOLDER = """
import sys, time
from pathlib import Path
from kexie_digest.workflows.processes import only_run
with only_run(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_run_is_refused_until_the_first_dies(tmp_path: Path) -> None:
    """Another process holds the lock: Conflict; killed with -9 it holds nothing."""
    with subprocess.Popen([sys.executable, "-c", HOLDER, tmp_path], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(Conflict) as caught, only_run(tmp_path):
            pass
        assert caught.value.code == "run_in_progress"
        holder.send_signal(signal.SIGKILL)
        holder.wait(200)
    with only_run(tmp_path):
        pass


def test_a_lock_that_cannot_be_written_is_explained(tmp_path: Path) -> None:
    """A folder stands where the lock file should: named, with what to check."""
    (tmp_path / "run.lock").mkdir()
    with pytest.raises(StoreError) as caught, only_run(tmp_path):
        pass
    assert (caught.value.code, caught.value.subject) == ("var_not_writable", str(tmp_path / "run.lock"))


NAME = "import sys; from kexie_digest.workflows.processes import own_name; print(own_name())"


def test_this_process_is_alive() -> None:
    """A process finds itself alive."""
    assert processes.is_alive(processes.own_name())


def test_a_finished_process_is_dead() -> None:
    """A process that ended is dead at once, not when its lease runs out."""
    name = subprocess.run(
        [sys.executable, "-c", NAME], capture_output=True, text=True, check=True
    ).stdout.strip()
    assert not processes.is_alive(name)


def test_a_killed_process_is_dead_before_it_is_buried() -> None:
    """Its parent has not asked for its exit code: it still has an entry, and is dead all the same."""
    with subprocess.Popen(
        [sys.executable, "-c", NAME + "; sys.stdout.flush(); sys.stdin.read()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        name = process.stdout.readline().strip()
        assert processes.is_alive(name)
        process.kill()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert Path(f"/proc/{process.pid}").exists()
        assert not processes.is_alive(name)


def test_a_reused_process_id_is_another_process() -> None:
    """Same host, boot and id, but another start: dead."""
    host, boot, pid, _ = processes.own_name().split("|")
    assert not processes.is_alive(f"{host}|{boot}|{pid}|1")


def test_an_earlier_boot_is_dead_and_another_host_unknown() -> None:
    """A reboot kills every holder; of other hosts we know nothing."""
    host, _, pid, start = processes.own_name().split("|")
    assert not processes.is_alive(f"{host}|earlier|{pid}|{start}")
    assert processes.is_alive(f"elsewhere|earlier|{pid}|{start}")


def test_a_process_of_another_container_is_not_judged() -> None:
    """Same host name, same boot, another namespace of ids: who has that id here says nothing."""
    host, boot, numbered, start = processes.own_name().split("|")
    pid, at, namespace = numbered.partition("@")
    assert (at, namespace.isdecimal()) == ("@", True)
    elsewhere = f"{host}|{boot}|{pid}@1|{start}1"
    assert (processes.is_alive(elsewhere), processes.is_here(elsewhere)) == (True, False)
    assert not processes.is_alive(f"{host}|earlier|{pid}@1|{start}")
    assert not processes.is_alive(f"{host}|{boot}|{numbered}|{start}1")
