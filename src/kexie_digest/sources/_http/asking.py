"""What is asked for, and where: addresses as they go on the wire, and the request to a checked one."""

from base64 import b64encode
from collections.abc import Mapping
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

import httpx2

from kexie_digest.sources._http.addresses import PORTS, refused
from kexie_digest.sources._http.failures import unreachable

#: Servers commonly take 8 KB of headers in all.
_LONGEST_HEADER = 1000


def in_ascii(url: str) -> str:
    """Write a Chinese host in punycode and a Chinese path in percent signs.

    Args:
        url: As somebody wrote it.

    Returns:
        As it goes on the wire.

    Raises:
        SourceError: ``address_refused``.
    """
    try:
        return str(httpx2.URL(url))
    except (httpx2.InvalidURL, ValueError):
        raise refused(url, "网址写法有误 (malformed address)") from None


def next_address(url: str, location: str) -> str:
    """Follow a redirect.

    Args:
        url: Where it was given.
        location: Its ``Location``.

    Returns:
        Where it leads.

    Raises:
        SourceError: ``broken_reply`` to nowhere, ``address_refused`` from https to http and to no address.
    """
    if not location:
        raise unreachable(url, "broken_reply", "网站转向了别处但没说是哪里 (a redirect to nowhere)")
    try:
        target = urljoin(url, location)
    except ValueError:
        raise refused(url, "转向的网址写法有误 (redirected to a malformed address)") from None
    if urlsplit(url).scheme == "https" and urlsplit(target).scheme == "http":
        raise refused(target, "从 https 转向了 http (redirected from https to http)")
    return target


def sendable(headers: Mapping[str, str]) -> dict[str, str]:
    """Leave out what cannot be sent, or would be refused: a site may call anything its ETag.

    Args:
        headers: By name; validators are as the site gave them.

    Returns:
        Those of a bounded length in ASCII.
    """
    return {
        name: value for name, value in headers.items() if value.isascii() and len(value) <= _LONGEST_HEADER
    }


def request_for(
    client: httpx2.AsyncClient,
    parts: SplitResult,
    address: str,
    headers: Mapping[str, str],
    body: bytes | None,
) -> httpx2.Request:
    """Build the request to a checked IP address under the name that was asked for.

    Args:
        client: Builds it.
        parts: The address as asked.
        address: The IP address.
        headers: All that are sent, ``Host`` among them.
        body: What is posted; None to fetch.

    Returns:
        The request, its TLS name the host's.
    """
    host = f"[{address}]" if ":" in address else address
    port = parts.port or PORTS[parts.scheme]
    path = parts.path or "/"
    target = f"{parts.scheme}://{host}:{port}{path}" + (f"?{parts.query}" if parts.query else "")
    return client.build_request(
        "GET" if body is None else "POST",
        target,
        headers=dict(headers),
        content=body,
        extensions={"sni_hostname": parts.hostname or ""},
    )


def credentials(parts: SplitResult, first: SplitResult) -> dict[str, str]:
    """Send a name and password of the address to the host they were written for, no other.

    Args:
        parts: The address that is asked now.
        first: The one the owner wrote.

    Returns:
        ``Authorization``, or nothing.
    """
    if not first.username or (parts.scheme, parts.hostname, parts.port) != (
        first.scheme,
        first.hostname,
        first.port,
    ):
        return {}
    pair = f"{unquote(first.username)}:{unquote(first.password or '')}"
    return {"Authorization": "Basic " + b64encode(pair.encode()).decode("ascii")}
