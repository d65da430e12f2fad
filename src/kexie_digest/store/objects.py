"""A bucket of an S3-compatible store, shared by many machines.

Takes names and bytes, gives bytes. An object appears whole or not at all; the same name again
replaces it. Which names there are is decided by ``blobs`` and by whoever publishes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from kexie_digest.errors import StoreError

if TYPE_CHECKING:
    from obstore.store import S3Config

_SCHEME = "s3"
_OPTIONS = {"endpoint", "region"}


class Objects:
    """A bucket, or the part of it below a prefix; used from any thread."""

    def __init__(self, url: str) -> None:
        """Make ready; nothing is connected to yet.

        Args:
            url: ``s3://BUCKET/PREFIX?endpoint=https://…&region=…``, with ``KEY:SECRET@`` before the
                bucket, percent-encoded, unless the machine itself has a role or AWS variables.

        Raises:
            StoreError: The URL is wrong, or obstore is not installed.
        """
        parts = urlsplit(url)
        options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        if parts.scheme != _SCHEME or not parts.hostname or not options.keys() <= _OPTIONS:
            raise _unusable("例如 s3://桶名/前缀?endpoint=https://s3.example.org&region=cn-north-1。")
        try:
            from obstore.store import S3Store  # noqa: PLC0415 - installed where it is used
        except ModuleNotFoundError as error:
            raise _unusable("请安装：pip install 'kexie-digest[s3]'。") from error
        named = parts.netloc.rpartition("@")[2]  # as written: hostname would lower its case
        endpoint = options.get("endpoint", "")
        config: S3Config = {"region": options.get("region", "us-east-1")}
        if endpoint:
            config["endpoint"] = endpoint
        if parts.username and parts.password:
            config["access_key_id"] = unquote(parts.username)
            config["secret_access_key"] = unquote(parts.password)
        self._store = S3Store(
            named,
            prefix=parts.path.strip("/") or None,
            config=config,
            client_options={"allow_http": endpoint.startswith("http://"), "timeout": "60s"},
            retry_config={"max_retries": 3, "retry_timeout": timedelta(seconds=30)},
        )

    def put(self, name: str, content: bytes) -> None:
        """Keep some bytes under a name.

        Args:
            name: Parts are divided by slashes.
            content: The bytes.

        Raises:
            StoreError: The store does not answer or refuses.
        """
        import obstore  # noqa: PLC0415 - the extra [s3]

        with _explained(name, is_put=True):
            obstore.put(self._store, name, content)

    def find(self, name: str) -> bytes | None:
        """Give what is kept under a name.

        Args:
            name: As it was put.

        Returns:
            The bytes; None when there are none.

        Raises:
            StoreError: The store does not answer or refuses.
        """
        import obstore  # noqa: PLC0415 - the extra [s3]

        try:
            with _explained(name):
                return bytes(obstore.get(self._store, name).bytes())
        except FileNotFoundError:
            return None

    def size(self, name: str) -> int | None:
        """Say how long an object is.

        Args:
            name: As it was put.

        Returns:
            Bytes; None when there is none.

        Raises:
            StoreError: The store does not answer or refuses.
        """
        import obstore  # noqa: PLC0415 - the extra [s3]

        try:
            with _explained(name):
                return int(obstore.head(self._store, name)["size"])
        except FileNotFoundError:
            return None

    def list_names(self, below: str) -> list[str]:
        """List what is kept below a name.

        Args:
            below: The first parts of the names.

        Returns:
            Whole names.

        Raises:
            StoreError: The store does not answer or refuses.
        """
        import obstore  # noqa: PLC0415 - the extra [s3]

        with _explained(below):
            return [str(one["path"]) for page in obstore.list(self._store, prefix=below) for one in page]


@contextmanager
def _explained(name: str, *, is_put: bool = False) -> Iterator[None]:
    """Turn what obstore raises into ours; a missing object becomes FileNotFoundError."""
    from obstore.exceptions import BaseError, NotFoundError  # noqa: PLC0415 - the extra [s3]

    try:
        yield
    except (NotFoundError, FileNotFoundError) as error:
        if not is_put:
            raise FileNotFoundError(name) from error
        raise _unreachable(name) from error  # it is the bucket that is missing
    except BaseError as error:
        raise _unreachable(name) from error


def _unreachable(name: str) -> StoreError:
    return StoreError(
        "对象存储没有应答或拒绝了请求 (the object store does not answer or refuses)",
        subject=name,
        code="objects_unreachable",
        advice="请检查 KEXIE_OBJECTS_URL 的地址、密钥、桶名和网络；稍后会自动再试。",
    )


def _unusable(advice: str) -> StoreError:
    return StoreError(
        "对象存储的地址无法使用 (the URL of the object store cannot be used)",
        subject="KEXIE_OBJECTS_URL",
        code="bad_objects_url",
        permanent=True,
        advice=advice,
    )
