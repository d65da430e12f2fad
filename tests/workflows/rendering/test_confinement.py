"""What a worker may not do, tried from inside one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TRIES = {
    "socket": "import socket; socket.create_connection(('127.0.0.1', 9))",
    "name": "import socket; socket.getaddrinfo('example.org', 80)",
    "program": "import subprocess; subprocess.run(['true'])",
    "shell": "import os; os.system('true')",
    "passwords": "open('/etc/passwd')",
    "home": "open(os.path.expanduser('~/.bashrc'))",
    "elsewhere": "open('/var/tmp/kexie-proof', 'w')",
    "link": "open(folder + '/link')",
    "web": "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
}
SCRIPT = """
import os, sys
sys.path.insert(0, sys.argv[2])
from factories import make_edition, sample_digest
from kexie_digest.workflows.rendering import confinement
from kexie_digest.workflows.rendering.job import Job
folder = sys.argv[1]
job = Job(make_edition(), sample_digest(), (), (), "", folder, folder, 0)
confinement.wall_off(job)
try:
    exec(sys.argv[3])
except PermissionError as error:
    print("refused:", error)
"""


def _try(folder: Path, code: str) -> str:
    words = [sys.executable, "-c", SCRIPT, str(folder), str(Path(__file__).parents[2]), code]
    return subprocess.run(words, capture_output=True, text=True, check=False, timeout=200).stdout


@pytest.mark.parametrize("code", TRIES.values(), ids=TRIES.keys())
def test_a_worker_is_refused(tmp_path: Path, code: str) -> None:
    """Network, programs, files elsewhere, and links that lead there."""
    (tmp_path / "link").symlink_to("/etc/passwd")
    assert _try(tmp_path, code).startswith("refused: not while rendering")


@pytest.mark.parametrize(
    "code", ["open(folder + '/own', 'w').write('x')", "os.listdir('/usr')", "import json.tool, zoneinfo"]
)
def test_a_worker_may_do_its_work(tmp_path: Path, code: str) -> None:
    """Its own folder, what the system shares with everybody, libraries."""
    assert _try(tmp_path, code + "; print('done')").strip().endswith("done")
