"""A mail as neomutt shows it, in a terminal of tmux that is as tall as the mail."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

from needed import absent

_SETTINGS = "set folder='{root}/mail'\nset markers=no\nset pager_stop=yes\n"
_WIDTH, _HEIGHT, _PATIENCE = 100, 900, 40.0


class Reader:
    """Neomutt with a mailbox of one mail."""

    def __init__(self, root: Path, content: bytes) -> None:
        """Open the mailbox.

        Args:
            root: An empty folder; its path must be short, as it also holds tmux' socket.
            content: The mail.
        """
        for tool in ("neomutt", "tmux"):
            if shutil.which(tool) is None:
                absent(f"没有 {tool}：apt-get install {tool} (tool not installed)")
        for name in ("cur", "new", "tmp"):
            (root / "mail" / name).mkdir(parents=True)
        (root / "mail" / "new" / "1.here").write_bytes(content)
        (root / "settings").write_text(_SETTINGS.format(root=root), "utf-8")
        self._tmux = ["tmux", "-S", str(root / "socket"), "-f", "/dev/null"]
        self._environment = {
            "HOME": str(root), "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "PATH": os.defpath
        }  # fmt: skip
        command = f"neomutt -n -F '{root}/settings' -f '{root}/mail'"
        self._run("new-session", "-d", "-x", str(_WIDTH), "-y", str(_HEIGHT), command)

    def press(self, key: str) -> None:
        """Press a key."""
        self._run("send-keys", key)

    def screen_with(self, text: str) -> str:
        """Wait until a text stands on the screen; give the whole screen."""
        deadline = time.monotonic() + _PATIENCE
        while text not in (shown := self._run("capture-pane", "-p")):
            assert time.monotonic() < deadline, shown.strip()
            time.sleep(0.1)
        return shown

    def close(self) -> None:
        """End tmux and neomutt with it."""
        self._run("kill-server")

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            [*self._tmux, *words], env=self._environment, capture_output=True, check=True, text=True
        )
        return done.stdout
