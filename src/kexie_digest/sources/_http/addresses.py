"""Which addresses a source may be fetched from.

Takes a URL or an IP address, gives it back when it is public, or the reason why not.
The address is tested, never the spelling: 127.1, 0x7f000001 and 2130706433 are all
127.0.0.1 once they are resolved. It resolves nothing and connects to nothing.
"""

from collections.abc import Container
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from kexie_digest.errors import SourceError

PORTS = {"http": 80, "https": 443}
OPEN_PORTS = frozenset({80, 443, 8080})
#: Address blocks that carry an IPv4 address inside: a way round a test of the outer one.
#: 6to4 (RFC 3056), Teredo and its neighbours (RFC 4380, RFC 2928), NAT64 (RFC 6052, RFC 8215),
#: IPv4-compatible (RFC 4291 §2.5.5.1).
_CARRIERS = tuple(
    IPv6Network(block) for block in ("2002::/16", "2001::/23", "64:ff9b::/96", "64:ff9b:1::/48", "::/96")
)
#: IETF protocol assignments (RFC 6890) and 6to4 relays (RFC 7526), global to Python 3.11.
_SPECIAL = tuple(IPv4Network(block) for block in ("192.0.0.0/24", "192.88.99.0/24"))


def check_url(url: str, allow_private: Container[str] = ()) -> SplitResult:
    """Check scheme, host and port of an address.

    Args:
        url: Where a source, or a redirect, points.
        allow_private: Hosts that an owner exempts: any port is taken there.

    Returns:
        The address in its parts; host and port are usable.

    Raises:
        SourceError: ``address_refused``.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise refused(url, "网址写法有误 (malformed address)") from None
    if parts.scheme not in PORTS:
        raise refused(url, "只取 http 和 https 网址 (only http and https are fetched)")
    if not host:
        raise refused(url, "网址里没有主机名 (no host in the address)")
    if (port or PORTS[parts.scheme]) not in OPEN_PORTS and host not in allow_private:
        raise refused(url, f"不取端口 {port} (port {port} is not fetched)")
    return parts


def check_ip(address: str) -> None:
    """Check that an IP address is public.

    ``is_global`` alone is not enough: on Python 3.11.7 it holds for multicast, for
    NAT64 and 6to4 forms of 127.0.0.1 and for ::127.0.0.1.

    Args:
        address: An IPv4 or IPv6 address, a zone allowed.

    Raises:
        SourceError: ``address_refused``.
    """
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    if not _is_public(found):
        raise refused(address, f"不是公网地址 {address} (not a public address)")


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address) and any(address in block for block in _CARRIERS):
        return False
    if isinstance(address, IPv4Address) and any(address in block for block in _SPECIAL):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def refused(subject: str, reason: str) -> SourceError:
    """Make the error of an address that is not fetched.

    Args:
        subject: The address.
        reason: Why, in Chinese and English.

    Returns:
        The error, for raising.
    """
    return SourceError(
        f"拒绝访问：{reason}",
        subject=subject,
        code="address_refused",
        permanent=True,
        advice="请核对网址；确是本单位内网网站的，在 sources.yaml 该来源下写 allow_private: [主机名]。",
    )
