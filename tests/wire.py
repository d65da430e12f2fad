"""A wire between a program and PostgreSQL that can be cut and mended, as a network's can.

Run as a program of its own: ``python wire.py SERVER FOLDER`` carries every connection made in a
folder to the server's socket, and says when it does. While it is stopped nothing arrives on
either side and no connection is refused: what was on its way arrives when it goes on, as TCP
sends again what was not acknowledged.
"""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

#: What the server calls its socket, in any folder.
_NAME = ".s.PGSQL.5432"


class Wire:
    """A wire that lies; its folder takes the place of the server's in an address."""

    def __init__(self, folder: Path, process: subprocess.Popen[str]) -> None:
        self.folder = folder
        self._process = process

    def cut(self) -> None:
        """Let nothing through from now on."""
        self._process.send_signal(signal.SIGSTOP)

    def mend(self) -> None:
        """Let everything through again."""
        self._process.send_signal(signal.SIGCONT)


@contextmanager
def laid(server: Path) -> Iterator[Wire]:
    """Lay a wire to the server whose socket is in a folder."""
    # A socket's path must be short.
    with tempfile.TemporaryDirectory(prefix="kexie-wire-", dir="/tmp") as folder:
        command = [sys.executable, __file__, str(server), folder]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            try:
                assert process.stdout.readline() == "ready\n"
                yield Wire(Path(folder), process)
            finally:
                process.kill()


async def _carry(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while piece := await source.read(65536):
            target.write(piece)
            await target.drain()
    target.close()


async def _main(server: str, folder: str) -> None:
    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_unix_connection(f"{server}/{_NAME}")
        await asyncio.gather(_carry(reader, back), _carry(there, writer))

    listening = await asyncio.start_unix_server(connect, f"{folder}/{_NAME}")
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await listening.serve_forever()


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))
