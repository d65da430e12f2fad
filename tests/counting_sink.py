"""A mail server that takes everything and notes who got what; run as a program of its own.

Usage: python counting_sink.py FILE [DELAY [HOST [MOST]]]. It prints its port, and appends one line,
``recipient message-id``, for every complete message, before it answers the final dot
(DELAY seconds later). What it noted is what a reader has. After MOST messages it answers no
final dot until ``FILE.go`` is there: whoever tests a send under way need not be quick.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def running(file: Path, delay: float, *, host: str = "127.0.0.1", most: int | None = None) -> Iterator[int]:
    """Start the program, as its usage says; gives its port."""
    options = [file, str(delay), host, *([] if most is None else [str(most)])]
    with subprocess.Popen([sys.executable, __file__, *options], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


class Sink:
    """Notes complete messages."""

    def __init__(self, file: str, delay: float, most: int | None) -> None:
        self.file = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self.delay = delay
        self.left = most
        self.go = Path(f"{file}.go")

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Talk to one client until it leaves or dies."""
        try:
            writer.write(b"220 sink ESMTP\r\n")
            await self._talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        recipient = b""
        while line := await reader.readline():
            verb = line[:4].upper()
            if verb == b"EHLO":
                writer.write(b"250-sink\r\n250-PIPELINING\r\n250 SIZE 10000000\r\n")
            elif verb == b"RCPT":
                recipient = line.partition(b"<")[2].partition(b">")[0]
                writer.write(b"250 ok\r\n")
            elif verb == b"DATA":
                writer.write(b"354 go ahead\r\n")
                content = await reader.readuntil(b"\r\n.\r\n")
                await self._take(recipient, content)
                writer.write(b"250 2.0.0 taken\r\n")
            elif verb == b"QUIT":
                writer.write(b"221 bye\r\n")
                return
            else:
                writer.write(b"250 ok\r\n")

    async def _take(self, recipient: bytes, content: bytes) -> None:
        found = re.search(rb"^Message-ID: (\S+)", content, re.MULTILINE)
        os.write(self.file, recipient + b" " + (found[1] if found else b"?") + b"\n")
        if self.delay:
            await asyncio.sleep(self.delay)
        if self.left is not None:
            self.left -= 1
            while self.left < 0 and not self.go.exists():  # noqa: ASYNC110 - another process makes it
                await asyncio.sleep(0.01)


async def main(file: str, delay: str = "0", host: str = "127.0.0.1", most: str = "") -> None:
    """Listen on a free port until killed."""
    sink = Sink(file, float(delay), int(most) if most else None)
    server = await asyncio.start_server(sink.serve, host, 0, limit=2**22)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
