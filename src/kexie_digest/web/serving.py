"""Answer requests with uvicorn until SIGTERM or Ctrl-C.

Takes an application and an address, returns when the last request is answered. Streams
of progress are ended at once, so that a restart takes seconds.
"""

import gc
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

import uvicorn
from fastapi import FastAPI

from kexie_digest.errors import ConfigError

#: Seconds that requests at work are given to end.
_PATIENCE = 10


def serve(application: FastAPI, host: str, port: int, *, told: Callable[[str], None]) -> None:
    """Answer requests.

    Args:
        application: From ``application.create_application``.
        host: Address to listen on.
        port: Port; 0 for any free one.
        told: Told the address people type.

    Raises:
        ConfigError: The address is taken or cannot be used.
    """
    config = uvicorn.Config(
        application,
        log_config=None,  # the program's own logging
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_PATIENCE,
    )
    server = _Server(config, application)
    with _listening(host, port) as listener, _surviving_signals():
        shown = f"[{host}]" if ":" in host else host
        told(f"http://{shown}:{listener.getsockname()[1]}")
        gc.freeze()  # what the program is made of is never garbage: looking through it stops every page
        server.run(sockets=[listener])


class _Server(uvicorn.Server):
    """Uvicorn that ends our endless streams before it waits for requests to end."""

    def __init__(self, config: uvicorn.Config, application: FastAPI) -> None:
        super().__init__(config)
        self._application = application

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._application.state.site.stopping.set()
        super().handle_exit(sig, frame)


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """Bind before anything is promised, so that a taken port is told in our words."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.create_server((host, port), family=family, backlog=512)
    except OSError as error:
        raise ConfigError(
            "这个地址不能用 (cannot listen on this address)",
            subject=f"{host}:{port}",
            code="cannot_listen",
            advice="可能已有程序占用；请换一个 --port，或检查 --host。",
        ) from error
    with listener:
        yield listener


@contextmanager
def _surviving_signals() -> Iterator[None]:
    """Outlive the signal: uvicorn raises it again when it has shut down."""

    def heard(_signal: int, _frame: FrameType | None) -> None:
        """Nothing more to do: uvicorn has stopped already."""

    before = {}
    with suppress(ValueError):  # in a thread of a test there are no signals
        before = {name: signal.signal(name, heard) for name in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
