"""Probes of a process without pages."""

from __future__ import annotations

import http.client

import pytest

from kexie_digest.errors import ConfigError
from kexie_digest.web.probing import probed


def _asked(port: int, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    try:
        return answer.status, answer.read()
    finally:
        connection.close()


def test_alive_is_not_ready() -> None:
    """A worker that cannot reach its database lives, and is not ready; other paths are nobody's."""
    can = {"work": True}
    with probed("127.0.0.1", 0, lambda: can["work"]) as port:
        assert _asked(port, "/readyz") == (200, b"ready\n")
        can.update(work=False)
        assert _asked(port, "/readyz") == (503, b"not ready\n")
        assert _asked(port, "/healthz") == (200, b"ok\n")
        assert _asked(port, "/")[0] == 404
        with pytest.raises(ConfigError, match="port"), probed("127.0.0.1", port, lambda: True):
            pass
