"""A real IMAP server on loopback: Dovecot with its own configuration in a temporary folder."""

from __future__ import annotations

import grp
import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

USER, PASSWORD = "desk", "three-herons"  # a mailbox that lives for one test

_CONFIGURATION = """\
protocols = imap
listen = 127.0.0.1
base_dir = {root}/run
state_dir = {root}/run
log_path = {root}/log
ssl = {ssl}
{certificate}
disable_plaintext_auth = no
mail_location = maildir:{root}/mail
mail_uid = {user}
mail_gid = {group}
first_valid_uid = 1
first_valid_gid = 0
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={root}/mail
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


@dataclass(frozen=True)
class Server:
    """Where it listens, and the folder its letters lie in."""

    port: int
    tls_port: int
    mail: Path

    @property
    def url(self) -> str:
        """Of its first folder."""
        return f"imap://127.0.0.1:{self.port}/INBOX"

    def open(self) -> imaplib.IMAP4:
        """Log in as the test does, past the code under test."""
        imap = imaplib.IMAP4("127.0.0.1", self.port, timeout=10)
        try:
            imap.login(USER, PASSWORD)
        except imaplib.IMAP4.error:
            imap.shutdown()
            raise
        return imap

    def deliver(self, *letters: bytes, folder: str = "INBOX") -> None:
        """Put letters in, unread."""
        imap = self.open()
        if folder != "INBOX":
            imap.create(folder)
        for letter in letters:
            status, answer = imap.append(folder, "", "", letter)
            assert status == "OK", answer
        imap.logout()

    def unread(self) -> int:
        """Count the letters nobody has read."""
        imap = self.open()
        imap.select("INBOX", readonly=True)
        _, found = imap.search(None, "UNSEEN")
        imap.logout()
        return len((found[0] or b"").split())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(root: Path, certificate: Path | None = None) -> Iterator[Server]:
    """Start the server; skips where Dovecot is not installed."""
    program = shutil.which("dovecot", path=f"{os.defpath}:/usr/sbin")
    if program is None:
        pytest.skip("dovecot is not installed (Debian dovecot-imapd): the mailbox is not tried")
    user = "nobody" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    account = pwd.getpwnam(user)
    for name in ("run", "mail"):
        (root / name).mkdir(parents=True)
        if os.geteuid() == 0:
            os.chown(root / name, account.pw_uid, account.pw_gid)
    for folder in (root, *root.parents[:3]):
        if folder.owner() != "root" or str(folder).startswith("/tmp/"):  # noqa: S108 - pytest's folders are closed
            folder.chmod(folder.stat().st_mode | 0o055)
    server = Server(_free_port(), _free_port(), root / "mail")
    tls = f"ssl_cert = <{certificate}/cert.pem\nssl_key = <{certificate}/key.pem" if certificate else ""
    file = root / "dovecot.conf"
    file.write_text(
        _CONFIGURATION.format(
            root=root,
            user=user,
            group=grp.getgrgid(account.pw_gid).gr_name,
            password=PASSWORD,
            port=server.port,
            tls_port=server.tls_port if certificate else 0,
            ssl="yes" if certificate else "no",
            certificate=tls,
        ),
        encoding="utf-8",
    )
    process = subprocess.Popen(
        [program, "-F", "-c", str(file)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        _wait_for(server, process, root / "log")
        yield server
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _wait_for(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and process.poll() is None:
        try:
            server.open().logout()
        except (OSError, imaplib.IMAP4.error):
            time.sleep(0.1)
        else:
            return
    told = log.read_text(encoding="utf-8", errors="replace")[-2000:] if log.exists() else ""
    if process.poll() is not None and process.stderr is not None:
        told += process.stderr.read().decode("utf-8", "replace")
    pytest.fail(f"dovecot did not start: {told}")
