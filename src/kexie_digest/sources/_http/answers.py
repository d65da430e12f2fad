"""What a server answered: the reply we keep, or the error it stands for.

Takes status codes and headers, gives a :class:`Reply` or an :class:`AnswerError`
with a stable code. It opens no connection.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from kexie_digest.errors import SourceError

NOT_MODIFIED = 304
PERMANENT_MOVES = frozenset({301, 308})
MOVES = frozenset({301, 302, 303, 307, 308})
LONGEST_WAIT = dt.timedelta(hours=24)
#: A part that nobody asked for.
_PARTIAL = 206
_FIRST_ERROR = 400
_FIRST_SERVER_ERROR = 500

#: Status -> (code, what happened, next step)
_STATUS: Mapping[int, tuple[str, str, str]] = {
    401: (
        "forbidden",
        "网站要求登录 (the site asks for a login)",
        "请换成公开的订阅地址，或联系网站管理员。",
    ),
    403: ("forbidden", "网站拒绝访问 (the site refuses access)", "请换成公开的订阅地址，或联系网站管理员。"),
    404: ("not_found", "网页不存在 (no such page)", "网站可能改版，请在 sources.yaml 更新网址。"),
    410: ("gone", "网页已永久撤下 (the page is gone for good)", "请从 sources.yaml 删去该来源，或换新网址。"),
    429: ("rate_limited", "访问过于频繁 (too many requests)", "程序会按网站要求推迟；请把 every 调长。"),
}


@dataclass(frozen=True, slots=True)
class Reply:
    """A good reply.

    ``url`` is where it came from in the end; ``moved_to`` is set when every step
    on the way said the move is for good. ``content`` is empty for ``is_unchanged``.
    """

    url: str
    content: bytes = b""
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None
    is_unchanged: bool = False
    moved_to: str | None = None


class AnswerError(SourceError):
    """网站返回错误 (the site answered with an error)."""

    def __init__(
        self, message: str, *, subject: str, code: str, advice: str, retry_after: dt.timedelta | None = None
    ) -> None:
        """Make an error from a reply's status.

        Args:
            message: What happened.
            subject: The address.
            code: Stable word.
            advice: The next step, in Chinese.
            retry_after: How long the server asks us to stay away.
        """
        super().__init__(message, subject=subject, code=code, advice=advice, permanent=code == "gone")
        self.retry_after = retry_after


def check_status(status: int, headers: Mapping[str, str], url: str, now: dt.datetime) -> None:
    """Turn an error status into its error.

    Args:
        status: The reply's status code.
        headers: The reply's headers.
        url: The address asked.
        now: The present instant, for a ``Retry-After`` that is a date.

    Raises:
        AnswerError: The status is 400 or above, or none that brings a body.
    """
    is_whole = 200 <= status < 300 and status != _PARTIAL  # noqa: PLR2004 - RFC 9110 §15.3
    if is_whole or status == NOT_MODIFIED:
        return
    code, message, advice = _STATUS.get(status, _other(status))
    raise AnswerError(
        f"{message} [{status}]",
        subject=url,
        code=code,
        advice=advice,
        retry_after=_retry_after(headers.get("retry-after", ""), now),
    )


def _other(status: int) -> tuple[str, str, str]:
    if status >= _FIRST_SERVER_ERROR:
        return (
            "server_error",
            "网站出错 (the site has an error)",
            "程序会自动重试；持续多日请联系网站管理员。",
        )
    if status >= _FIRST_ERROR:
        return (
            "request_refused",
            "网站不接受请求 (the site refuses the request)",
            "请在浏览器里打开网址核对。",
        )
    return "broken_reply", "网站的答复无法理解 (an answer that makes no sense)", "请在浏览器里打开网址核对。"


def _retry_after(value: str, now: dt.datetime) -> dt.timedelta | None:
    """Read seconds or a date (RFC 9110 §10.2.3), at most a day."""
    digits = value.strip()
    if digits.isdecimal():
        seconds = float(digits)  # any number of them
        wait = dt.timedelta(seconds=min(seconds, LONGEST_WAIT.total_seconds()))
    else:
        try:
            until = parsedate_to_datetime(value)
        except (ValueError, TypeError):
            return None
        wait = (until if until.tzinfo else until.replace(tzinfo=dt.UTC)) - now
    return min(max(wait, dt.timedelta()), LONGEST_WAIT)
