"""A machine of its own on a network of its own, whose cable can be pulled: namespaces of Linux.

``joined()`` gives one with another name, another address and a wire to this machine. While it is
cut, packets in both directions vanish: nothing is refused, nothing is said to be unreachable, no
connection is reset. Needs the rights of an administrator, ``ip`` and ``tc``; skips without them.
Namespaces and wire end with the process that holds them, and that ends with the test's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

#: Its name, as leases of its processes begin.
NAME = "kexie-far"
#: RFC 2544: two machines that test a network between them, in no real one.
_NETWORK = "198.18"
_PROGRAMS = ("ip", "tc", "unshare", "nsenter", "setpriv")


class FarMachine:
    """The machine, as seen from here."""

    def __init__(self, holder: int) -> None:
        self._net = f"{_NETWORK}.{holder % 256}"
        self._wires = (f"kx{holder}", f"ky{holder}")
        #: What a command begins with that is to run there.
        self.prefix = ("nsenter", "--target", str(holder), "--net", "--uts")
        #: Where its connections come from.
        self.address = f"{self._net}.200"
        near, far = self._wires
        _run("ip", "link", "add", near, "type", "veth", "peer", "name", far, "netns", str(holder))
        _run("ip", "link", "set", near, "up")
        _run("ip", "route", "add", "local", f"{self._net}.0/25", "dev", near)
        _run("ip", "route", "add", f"{self.address}/32", "dev", near, "src", self.near(1))
        self._there("ip", "link", "set", "lo", "up")
        self._there("ip", "address", "add", f"{self.address}/24", "dev", far)
        self._there("ip", "link", "set", far, "up")

    def near(self, number: int) -> str:
        """One of this machine's addresses, 1 to 126, as the far one reaches it."""
        return f"{self._net}.{number}"

    def cut(self) -> None:
        """Let packets vanish from now on."""
        near, far = self._wires
        self._there("tc", "qdisc", "replace", "dev", far, "root", "blackhole")
        _run("tc", "qdisc", "replace", "dev", near, "root", "blackhole")

    def mend(self) -> None:
        """Let packets through again."""
        near, far = self._wires
        _run("tc", "qdisc", "delete", "dev", near, "root")
        self._there("tc", "qdisc", "delete", "dev", far, "root")

    def _there(self, *command: str) -> None:
        _run(*self.prefix, *command)


@contextmanager
def joined() -> Iterator[FarMachine]:
    """Join a far machine to this one."""
    missing = [name for name in _PROGRAMS if shutil.which(name) is None]
    if missing or os.geteuid() != 0:
        pytest.skip(f"network namespaces need an administrator and {', '.join(missing or _PROGRAMS)}")
    holding = f"hostname {NAME} && echo && exec sleep infinity"
    command = ["setpriv", "--pdeathsig", "KILL", "unshare", "--net", "--uts", "sh", "-c", holding]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as holder:
        try:
            assert holder.stdout
            assert holder.stderr
            if not holder.stdout.readline():
                pytest.skip(f"this machine allows no network namespaces: {holder.stderr.read().strip()}")
            yield FarMachine(holder.pid)
        finally:
            holder.kill()


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}: {done.stderr.strip()}"
