"""A bucket to test in: moto's S3 server on loopback, one for the tests of a file."""

from __future__ import annotations

import http.client
import itertools
import logging
from collections.abc import Iterator

import pytest
from moto.server import ThreadedMotoServer

from kexie_digest.store import Objects

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="module")
def s3_server() -> Iterator[tuple[str, int]]:
    """A server without buckets; gives host and port."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server.start()
    yield server.get_host_and_port()
    server.stop()


@pytest.fixture
def bucket_url(s3_server: tuple[str, int]) -> str:
    """A fresh bucket's address; the login has characters that a URL must write otherwise."""
    host, port = s3_server
    name = f"kexie-{next(_NUMBERS)}"
    connection = http.client.HTTPConnection(host, port)
    connection.request("PUT", f"/{name}")
    assert connection.getresponse().status == http.client.OK
    connection.close()
    return f"s3://key:a%2Fsecret%2B@{name}/digest?endpoint=http://{host}:{port}"


@pytest.fixture
def objects(bucket_url: str) -> Objects:
    """A fresh bucket."""
    return Objects(bucket_url)
