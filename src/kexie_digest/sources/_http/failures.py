"""What may go wrong on the way to a site, in our words."""

import ssl

import httpx2

from kexie_digest.errors import SourceError


def unreachable(subject: str, code: str, message: str) -> SourceError:
    """Say that a site did not give what was asked for; the next poll may have it.

    Args:
        subject: The address.
        code: Stable word.
        message: What happened.

    Returns:
        The error.
    """
    return SourceError(
        message,
        subject=subject,
        code=code,
        advice="程序会自动重试；请在浏览器里打开网址核对，持续多日请联系网站管理员。",
    )


def failure(url: str, error: httpx2.HTTPError) -> SourceError:
    """Name what the HTTP library ran into.

    Args:
        url: The address.
        error: As the library raised it.

    Returns:
        ``tls_failed``, ``connection_failed`` or ``broken_reply``.
    """
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return unreachable(url, "tls_failed", "网站证书无效或加密连接失败 (the TLS connection failed)")
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx2.ConnectError):
        return unreachable(url, "connection_failed", "连不上网站 (no connection)")
    return unreachable(url, "broken_reply", "网站的答复中断或不合规 (the reply broke off or is malformed)")


def looping(url: str) -> SourceError:
    """Say that redirects do not end.

    Args:
        url: The address that was asked first.

    Returns:
        ``redirect_loop``.
    """
    return SourceError(
        "网站反复转向，没有尽头 (too many redirects)",
        subject=url,
        code="redirect_loop",
        advice="请在浏览器里打开网址，把最后的地址写进 sources.yaml。",
    )


def shown(address: str) -> str:
    """Leave a password out of what editors and logs get to see.

    Args:
        address: Any.

    Returns:
        It without name and password.
    """
    before, at, after = address.rpartition("@")
    scheme, separator, _credentials_part = before.partition("://")
    return f"{scheme}{separator}{after}" if at and separator else address
