"""One run at a time."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kexie_digest.errors import Conflict
from kexie_digest.workflows.run_lock import only_run

HOLDER = """
import sys, time
from pathlib import Path
from kexie_digest.workflows.run_lock import only_run
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
        holder.wait(10)
    with only_run(tmp_path):
        pass
