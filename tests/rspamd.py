"""A real rspamd on loopback: Debian's rules, a configuration of its own, no name server, no Redis."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from needed import absent

# Compiling Debian's list of 9,628 domain endings takes half a minute: these few are enough for our mails.
_ENDINGS = "cn\ncom\ncom.cn\nexample\nnet\norg\norg.cn\n"
# Lists that are asked over the network (rbl, surbl, fuzzy_check) are left out; the rest is as installed.
_CONFIGURATION = """\
.include "/etc/rspamd/common.conf"
options {{
  filters = "chartable,dkim,regexp";
  disable_hyperscan = true;
  url_tld = "{root}/endings";
  dns {{ nameserver = ["127.0.0.1:1"]; timeout = 0.1s; retransmits = 1; }}
  pidfile = "{root}/pid";
}}
logging {{ type = "console"; level = "warning"; }}
rbl {{ enabled = false; }}
surbl {{ enabled = false; }}
worker "normal" {{ bind_socket = "127.0.0.1:{port}"; count = 1; mime = true; }}
"""


@contextmanager
def scoring(root: Path) -> Iterator[int]:
    """Run rspamd for a while.

    Args:
        root: An empty folder.

    Yields:
        The port where ``rspamc`` asks.
    """
    if shutil.which("rspamd") is None:
        absent("没有 rspamd：apt-get install rspamd (tool not installed)")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (root / "endings").write_text(_ENDINGS, "utf-8")
    (root / "conf").write_text(_CONFIGURATION.format(root=root, port=port), "utf-8")
    folders = [f"--var={name}={root}" for name in ("RUNDIR", "DBDIR", "LOGDIR", "LOCAL_CONFDIR")]
    owner = ["-i", "-u", "root", "-g", "root"] if os.geteuid() == 0 else []
    with (root / "log").open("wb") as log:
        process = subprocess.Popen(
            ["rspamd", "-f", *owner, *folders, "-c", str(root / "conf")], stdout=log, stderr=log
        )
        try:
            _wait(port, root / "log")
            yield port
        finally:
            process.terminate()
            process.wait()


def _wait(port: int, log: Path) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(log.read_text("utf-8", "replace")[-2000:])
