"""The guarded client: nothing else opens a socket to a source.

Takes an address, gives the reply or a typed SourceError. Every address, redirects
included, is resolved first; every resolved IP must be public; the connection then
goes to the checked IP under the original name (``Host`` and SNI), so a second DNS
answer counts for nothing. Size and time are capped, proxies and credentials of the
environment are not used.
"""

import asyncio
import datetime as dt
import ssl
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

import httpx2

from kexie_digest import __version__
from kexie_digest.clock import Clock, SystemClock
from kexie_digest.errors import SourceError
from kexie_digest.sources._http.addresses import PORTS, check_ip, check_url, refused
from kexie_digest.sources._http.answers import MOVES, NOT_MODIFIED, PERMANENT_MOVES, Reply, check_status
from kexie_digest.sources._http.asking import (
    credentials,
    in_ascii,
    next_address,
    request_for,
    sendable,
)
from kexie_digest.sources._http.body import read_body, too_large
from kexie_digest.sources._http.failures import failure, looping, shown, unreachable
from kexie_digest.sources._http.resolving import Resolver, resolve, resolve_in_time

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How much and how long; seconds and bytes."""

    size: int = 8 * MEGABYTE
    connect: float = 10
    read: float = 20
    whole: float = 60
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Client:
    """Fetches addresses under the guard."""

    limits: Limits = Limits()
    clock: Clock = field(default_factory=SystemClock)
    resolver: Resolver = resolve
    contact: str = "https://digest.invalid"
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    certificates: dict[str, dt.datetime] = field(default_factory=dict, repr=False, compare=False)

    def certificate_until(self, url: str) -> dt.datetime | None:
        """Say until when the certificate of an address's host is good, as last seen.

        Args:
            url: An address, fetched before.

        Returns:
            The instant; None for a host without TLS, or never reached.
        """
        return self.certificates.get(urlsplit(url).hostname or "")

    def get(
        self, url: str, *, headers: Mapping[str, str] | None = None, allow_private: Sequence[str] = ()
    ) -> Reply:
        """Fetch one address.

        Args:
            url: Where.
            headers: To add, such as ``If-None-Match``.
            allow_private: Hosts an owner exempts from the address test.

        Returns:
            The reply; ``is_unchanged`` when the server says 304.

        Raises:
            SourceError: ``address_refused``, ``redirect_loop``, ``too_large``, ``timeout``,
                ``name_not_found``, ``connection_failed``, ``tls_failed``, ``broken_reply``,
                ``unknown_encoding`` or, as an AnswerError, what the status says.
        """
        return _completed(url, self._get(url, sendable(headers or {}), tuple(allow_private)))

    def post(
        self,
        url: str,
        body: bytes,
        *,
        headers: Mapping[str, str] | None = None,
        allow_private: Sequence[str] = (),
    ) -> Reply:
        """Send something to one address, under the same guard; redirects are refused.

        Args:
            url: Where to.
            body: What.
            headers: To add, such as ``Content-Type``.
            allow_private: Hosts an owner exempts from the address test.

        Returns:
            The reply.

        Raises:
            SourceError: As for :meth:`get`.
        """
        return _completed(url, self._post(url, body, dict(headers or {}), tuple(allow_private)))

    async def _post(
        self, url: str, body: bytes, headers: dict[str, str], allow_private: tuple[str, ...]
    ) -> Reply:
        async with asyncio.timeout(self.limits.whole):
            target = in_ascii(url)
            status, _, reply = await self._hop(target, headers, allow_private, target, body=body)
            if status in MOVES:
                raise refused(url, "接收的地址转向了别处 (the address redirects elsewhere)")
            return reply

    async def _get(self, url: str, headers: dict[str, str], allow_private: tuple[str, ...]) -> Reply:
        url = in_ascii(url)
        async with asyncio.timeout(self.limits.whole):
            visited, is_for_good, first = {url}, True, url
            while True:
                status, answered, reply = await self._hop(url, headers, allow_private, first)
                if status not in MOVES:
                    return _with_move(reply, url if is_for_good and url != first else None)
                is_for_good = is_for_good and status in PERMANENT_MOVES
                url = in_ascii(next_address(url, answered.get("location", "")))
                if url in visited or len(visited) > self.limits.redirects:
                    raise looping(first)
                visited.add(url)

    async def _hop(
        self,
        url: str,
        headers: Mapping[str, str],
        allow_private: tuple[str, ...],
        first: str,
        *,
        body: bytes | None = None,
    ) -> tuple[int, Mapping[str, str], Reply]:
        parts = check_url(url, allow_private)
        port = parts.port or PORTS[parts.scheme]
        host = parts.hostname or ""
        addresses = self._checked(host, port, is_exempt=host in allow_private)
        sent = {**self._standard(parts), **headers, **credentials(parts, urlsplit(first))}
        async with httpx2.AsyncClient(
            verify=self.tls,
            trust_env=False,
            follow_redirects=False,
            timeout=httpx2.Timeout(self.limits.read, connect=self.limits.connect),
        ) as client:
            response = await self._send(client, parts, addresses, sent, body)
            if (until := _certificate_end(response)) is not None:
                self.certificates[host] = until
            try:
                return response.status_code, response.headers, await self._read(response, url)
            finally:
                await response.aclose()

    def _checked(self, host: str, port: int, *, is_exempt: bool) -> Sequence[str]:
        try:
            addresses = resolve_in_time(self.resolver, host, port, self.limits.connect)
        except TimeoutError as error:
            message = "域名服务器没有及时答复 (the name server did not answer in time)"
            raise unreachable(host, "timeout", message) from error
        except (OSError, ValueError, OverflowError) as error:  # a zero byte, a port above 65535
            message = "找不到这个网站 (the name cannot be resolved)"
            raise unreachable(host, "name_not_found", message) from error
        if not addresses:
            raise unreachable(host, "name_not_found", "找不到这个网站 (the name has no address)")
        for address in () if is_exempt else addresses:
            check_ip(address)
        return addresses

    async def _send(
        self,
        client: httpx2.AsyncClient,
        parts: SplitResult,
        addresses: Sequence[str],
        headers: Mapping[str, str],
        body: bytes | None,
    ) -> httpx2.Response:
        """Connect to the first address that answers: an IPv6 one may lead nowhere."""
        for address in addresses[:-1]:
            try:
                return await client.send(request_for(client, parts, address, headers, body), stream=True)
            except (httpx2.ConnectError, httpx2.ConnectTimeout):
                continue
        return await client.send(request_for(client, parts, addresses[-1], headers, body), stream=True)

    async def _read(self, response: httpx2.Response, url: str) -> Reply:
        """Read the body of a good reply; that of a redirect or an error is not wanted."""
        status, headers = response.status_code, response.headers
        if status in MOVES:
            return Reply(url=url)
        check_status(status, headers, url, self.clock.now())
        announced = headers.get("content-length", "")
        if announced.isdecimal() and int(announced) > self.limits.size:
            raise too_large(self.limits.size)
        is_unchanged = status == NOT_MODIFIED
        encoding = headers.get("content-encoding", "")
        return Reply(
            url=url,
            content=b""
            if is_unchanged
            else await read_body(response.aiter_raw(), encoding, self.limits.size),
            content_type=headers.get("content-type", ""),
            etag=headers.get("etag"),
            last_modified=headers.get("last-modified"),
            is_unchanged=is_unchanged,
        )

    def _standard(self, parts: SplitResult) -> dict[str, str]:
        return {
            "Host": parts.netloc.rpartition("@")[2],
            "User-Agent": f"KexieDigest/{__version__} (+{self.contact})",
            "Accept": "application/atom+xml, application/rss+xml, application/feed+json, */*;q=0.5",
            "Accept-Encoding": "gzip",
        }


def _completed(url: str, asking: Coroutine[None, None, Reply]) -> Reply:
    """Wait for a reply; what goes wrong is told in our words, by the address that was asked."""
    try:
        return asyncio.run(asking)
    except SourceError as error:
        # The address the owner wrote, and the one on the way that it failed at.
        steps = dict.fromkeys(shown(step) for step in (url, error.subject) if step)
        error.subject = " → ".join(steps)
        raise
    except (TimeoutError, httpx2.TimeoutException) as error:
        raise unreachable(url, "timeout", "网站没有及时答复 (the site did not answer in time)") from error
    except httpx2.HTTPError as error:
        raise failure(shown(url), error) from error


def _certificate_end(response: httpx2.Response) -> dt.datetime | None:
    """Read until when the certificate of a connection is good."""
    stream = response.extensions.get("network_stream")
    connection = stream.get_extra_info("ssl_object") if stream is not None else None
    certificate = connection.getpeercert() if connection is not None else None
    if not certificate:
        return None
    return dt.datetime.fromtimestamp(ssl.cert_time_to_seconds(str(certificate["notAfter"])), dt.UTC)


def _with_move(reply: Reply, moved_to: str | None) -> Reply:
    return Reply(
        url=reply.url,
        content=reply.content,
        content_type=reply.content_type,
        etag=reply.etag,
        last_modified=reply.last_modified,
        is_unchanged=reply.is_unchanged,
        moved_to=moved_to,
    )
