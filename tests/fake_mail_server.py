"""A mail server on 127.0.0.1 that does what a script says, also what no server should."""

from __future__ import annotations

import socket
import ssl
import threading
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

OK = "250 2.0.0 ok"
GO_AHEAD = "354 go ahead"

#: Instead of a reply: close the connection, or say nothing until the client gives up.
CUT = "<cut>"
STALL = "<stall>"


@dataclass
class FakeMailServer:
    """Answers each command with its scripted reply and remembers everything.

    ``replies`` maps a command (``MAIL``, ``RCPT``, ``DATA``, ``.``, ``greeting`` …) to
    one reply or to a list used up one by one (the last one stays). ``bodies`` holds
    what came in under DATA, complete or not; ``writes`` the raw reads in command mode.
    """

    extensions: tuple[str, ...] = ("PIPELINING", "SIZE 10000000")
    replies: dict[str, str | list[str]] = field(default_factory=dict)
    tls: ssl.SSLContext | None = None
    tls_from_start: bool = False
    commands: list[str] = field(default_factory=list)
    writes: list[bytes] = field(default_factory=list)
    messages: list[bytes] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    connections: int = 0
    secured: int = 0

    def __enter__(self) -> Self:
        self._stop = threading.Event()
        self._sockets: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.05)
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(60)
        for opened in (self._listener, *self._sockets):
            opened.close()

    def hear_out(self) -> None:
        """Wait until every connection that was closed is heard to its end."""
        for thread in self._threads[1:]:
            thread.join(60)

    @property
    def port(self) -> int:
        """The port it listens on."""
        port: int = self._listener.getsockname()[1]
        return port

    def _accept(self) -> None:
        while not self._stop.is_set():
            try:
                connection, _ = self._listener.accept()
            except TimeoutError:
                continue
            self.connections += 1
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._sockets.append(connection)
            thread = threading.Thread(target=self._serve, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            if self.tls_from_start and self.tls:
                connection = self._secure(connection)
            self._talk(connection)
        except OSError:
            pass
        finally:
            connection.close()

    def _secure(self, connection: socket.socket) -> socket.socket:
        assert self.tls
        connection.settimeout(60)
        secure = self.tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        self._sockets.append(secure)
        secure.do_handshake()
        self.secured += 1
        return secure

    def _talk(self, connection: socket.socket) -> None:
        connection.settimeout(0.05)
        if not self._answer(connection, self._reply("greeting", "220 fake ESMTP")):
            return
        pending = b""
        while True:
            chunk = self._read(connection)
            if not chunk:
                return
            self.writes.append(chunk)
            pending += chunk
            while b"\r\n" in pending:
                line, _, pending = pending.partition(b"\r\n")
                command = line.decode("ascii", "replace")
                self.commands.append(command)
                verb = command.split(" ")[0].split(":")[0].upper()
                reply = self._reply(verb, self._usual(verb))
                if not self._answer(connection, reply):
                    return
                if verb == "STARTTLS" and self.tls and reply.startswith("220"):
                    connection = self._secure(connection)
                    connection.settimeout(0.05)
                if verb == "DATA" and reply.startswith("354"):
                    body, pending = self._take_body(connection, pending)
                    if body is None or not self._answer(connection, self._reply(".", OK)):
                        return
                if verb == "QUIT":
                    return

    def _take_body(self, connection: socket.socket, pending: bytes) -> tuple[bytes | None, bytes]:
        raw = b"\r\n" + pending
        self.bodies.append(pending)
        while b"\r\n.\r\n" not in raw:
            chunk = self._read(connection)
            if not chunk:
                return None, b""
            raw += chunk
            self.bodies[-1] = raw[2:]
        body, _, rest = raw.partition(b"\r\n.\r\n")
        self.messages.append((body + b"\r\n").replace(b"\r\n..", b"\r\n.")[2:])
        return body, rest

    def _read(self, connection: socket.socket) -> bytes:
        while not self._stop.is_set():
            try:
                return connection.recv(65536)
            except TimeoutError:
                continue
        return b""

    def _answer(self, connection: socket.socket, reply: str) -> bool:
        """Send a reply; False when the script says that this is the end."""
        if reply == CUT:
            return False
        if reply == STALL:
            self._stop.wait(60)
            return False
        connection.sendall(reply.encode() + b"\r\n")
        return True

    def _reply(self, verb: str, usual: str) -> str:
        script = self.replies.get(verb, usual)
        if isinstance(script, str):
            return script
        return script.pop(0) if len(script) > 1 else script[0]

    def _usual(self, verb: str) -> str:
        if verb == "EHLO":
            lines = ["fake", *self.extensions]
            return "\r\n".join(f"250{' ' if line is lines[-1] else '-'}{line}" for line in lines)
        special = {"DATA": GO_AHEAD, "QUIT": "221 bye", "STARTTLS": "220 ready", "AUTH": "235 welcome"}
        return special.get(verb, OK)
