"""A real IMAP server (Debian's dovecot-imapd) on 127.0.0.1, with a folder and one account of its own.

``with Dovecot() as server:`` starts it; ``server.put(content)`` lays a mail into a
folder as a delivery agent would; ``server.flags()`` says what readers marked.
"""

from __future__ import annotations

import grp
import itertools
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from needed import absent

USER, PASSWORD = "bounce", 'pä "s\\s'

_CONFIGURATION = """
protocols = imap
listen = 127.0.0.1
base_dir = {root}/run
state_dir = {root}/state
log_path = {root}/log
default_login_user = {user}
default_internal_user = {user}
default_internal_group = {group}
disable_plaintext_auth = no
ssl = {ssl}
{certificate}
mail_location = maildir:{root}/mail
mailbox_list_index = no
passdb {{
  driver = passwd-file
  args = scheme=plain username_format=%u {root}/passwd
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={root}/home
}}
first_valid_uid = 0
first_valid_gid = 0
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
service auth {{
  user = {starter}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


@dataclass
class Dovecot:
    """One server with one account; ``certificate`` is (certificate, key) for TLS."""

    certificate: tuple[Path, Path] | None = None
    port: int = field(default_factory=_free_port)
    tls_port: int = 0
    root: Path = field(init=False)
    _names: itertools.count[int] = field(default_factory=itertools.count)

    def __enter__(self) -> Self:
        """Start it and wait until it greets; skip the test where it is not installed."""
        program = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")  # noqa: TID251 - where daemons are
        if program is None:
            absent("没有 dovecot：apt-get install dovecot-imapd (no IMAP server)")
        assert program is not None
        # A folder of its own, open to all: dovecot reads no mail as root, and pytest's folders are closed.
        self.root = Path(tempfile.mkdtemp(prefix="dovecot-"))
        self.root.chmod(0o755)
        for folder in ("mail", "mail/cur", "mail/new", "mail/tmp"):
            (self.root / folder).mkdir()
            self._give_away(self.root / folder)
        (self.root / "passwd").write_text(f"{USER}:{{PLAIN}}{PASSWORD}::::::\n", "utf-8")
        (self.root / "dovecot.conf").write_text(self._configuration(), "utf-8")
        self._process = subprocess.Popen([program, "-F", "-c", str(self.root / "dovecot.conf")])
        self._wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop it with its children."""
        self._process.terminate()
        self._process.wait(60)
        shutil.rmtree(self.root, ignore_errors=True)

    @property
    def url(self) -> str:
        """The mailbox over a plain connection, the password percent-encoded."""
        return f"imap://{USER}:p%C3%A4%20%22s%5Cs@127.0.0.1:{self.port}/INBOX"

    @property
    def tls_url(self) -> str:
        """The mailbox over TLS."""
        return f"imaps://{USER}:p%C3%A4%20%22s%5Cs@127.0.0.1:{self.tls_port}/INBOX"

    @property
    def address(self) -> str:
        """The mailbox over a plain connection, for those who get the login apart."""
        return f"imap://127.0.0.1:{self.port}/INBOX"

    def put(self, *mails: bytes, folder: str = "") -> None:
        """Lay mails into a folder as a delivery agent does: written in tmp, moved to new."""
        place = self.root / "mail" / (f".{folder}" if folder else "")
        for part in ("", "cur", "new", "tmp"):
            if not (place / part).exists():
                (place / part).mkdir()
                self._give_away(place / part)
        for content in mails:
            name = f"{time.time_ns()}.{next(self._names):04}.test"
            (place / "tmp" / name).write_bytes(content)
            self._give_away(place / "tmp" / name)
            (place / "tmp" / name).rename(place / "new" / name)

    def clear(self) -> None:
        """Throw every mail away."""
        for file in (*self.root.glob("mail/cur/*"), *self.root.glob("mail/new/*")):
            file.unlink()

    def flags(self) -> list[str]:
        """The flags of every mail of the inbox, oldest first: ``S`` was seen."""
        files = sorted(
            (*self.root.glob("mail/cur/*"), *self.root.glob("mail/new/*")), key=lambda one: one.name
        )
        return [file.name.partition(":2,")[2] for file in files]

    def unread(self) -> int:
        """Count the mails of the inbox that nobody has seen."""
        return sum("S" not in flags for flags in self.flags())

    @property
    def _owner(self) -> pwd.struct_passwd:
        """Whose the mail is: ours, or dovecot's own user's where we are root."""
        return pwd.getpwnam("dovecot") if os.getuid() == 0 else pwd.getpwuid(os.getuid())

    def _give_away(self, path: Path) -> None:
        os.chown(path, self._owner.pw_uid, self._owner.pw_gid)

    def _configuration(self) -> str:
        owner = self._owner
        certificate = ""
        if self.certificate is not None:
            self.tls_port = _free_port()
            certificate = f"ssl_cert = <{self.certificate[0]}\nssl_key = <{self.certificate[1]}"
        return _CONFIGURATION.format(
            root=self.root,
            starter=pwd.getpwuid(os.getuid()).pw_name,
            user=owner.pw_name,
            group=grp.getgrgid(owner.pw_gid).gr_name,
            uid=owner.pw_uid,
            gid=owner.pw_gid,
            ssl="yes" if certificate else "no",
            certificate=certificate,
            port=self.port,
            tls_port=self.tls_port,
        )

    def _wait(self) -> None:
        deadline = time.monotonic() + 200
        while time.monotonic() < deadline:
            try:
                with socket.create_connection(("127.0.0.1", self.port), 60) as probe:
                    if probe.recv(5) == b"* OK ":
                        return
            except OSError:
                time.sleep(0.05)
        self._process.terminate()
        log = self.root / "log"
        message = log.read_text("utf-8", "replace") if log.exists() else ""
        raise AssertionError(f"dovecot does not greet: {message}")


def trusting(certificate: Path) -> ssl.SSLContext:
    """A context that trusts one certificate."""
    return ssl.create_default_context(cafile=str(certificate))
