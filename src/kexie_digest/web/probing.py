"""Alive and ready for a process without pages: a worker.

Takes a port and what to ask, answers ``/healthz`` and ``/readyz`` as the pages do, to everybody
in one word.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from kexie_digest.errors import ConfigError


@contextmanager
def probed(host: str, port: int, is_ready: Callable[[], bool]) -> Iterator[int]:
    """Answer probes beside the work of this process.

    Args:
        host: Where to listen.
        port: The port; 0 for any free one.
        is_ready: Whether the process can work; may ask the database.

    Yields:
        The port.

    Raises:
        ConfigError: The port cannot be listened on.
    """

    class Handler(BaseHTTPRequestHandler):
        timeout = 10

        def do_GET(self) -> None:
            if self.path == "/healthz":
                self._say(HTTPStatus.OK, "ok")
            elif self.path == "/readyz":
                can = is_ready()
                self._say(
                    HTTPStatus.OK if can else HTTPStatus.SERVICE_UNAVAILABLE, "ready" if can else "not ready"
                )
            else:
                self._say(HTTPStatus.NOT_FOUND, "not found")

        def _say(self, status: HTTPStatus, word: str) -> None:
            body = f"{word}\n".encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the base class
            """Probes come every few seconds and say nothing new."""

    try:
        server = ThreadingHTTPServer((host, port), Handler)
    except OSError as error:
        raise ConfigError(
            "健康检查的端口用不了 (the health port cannot be used)",
            subject=f"{host}:{port}",
            code="port_unusable",
            advice="请换一个 --health-port。",
        ) from error
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.2,), name="probes", daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
