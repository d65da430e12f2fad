"""Server-sent events: a part of a page, sent again whenever what it shows has changed.

Takes a look at something, gives the stream of its parts until the last one. Pages that
listen have a link beside it that does the same without scripts.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import anyio
from fastapi.responses import StreamingResponse

from kexie_digest.web.site import Site

_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
#: Seconds after which a comment keeps proxies from closing a stream that says nothing.
_QUIET = 15.0


@dataclass(frozen=True, slots=True)
class Look:
    """One look: what is compared with the look before, the part that shows it, whether it is the last."""

    seen: object
    html: Callable[[], str]
    is_last: bool = False


def stream(site: Site, look: Callable[[], Awaitable[Look | None]], *, every: float) -> StreamingResponse:
    """Answer with a stream of the events ``progress`` and, as the last one, ``over``.

    Args:
        site: Its end ends the stream.
        look: Looks; None when there is nothing to look at any more.
        every: Seconds between two looks; nothing is sent while nothing changes.

    Returns:
        The answer.
    """
    return StreamingResponse(_events(site, look, every), media_type="text/event-stream", headers=_HEADERS)


async def _events(site: Site, look: Callable[[], Awaitable[Look | None]], every: float) -> AsyncIterator[str]:
    sent: object = None
    quiet = 0.0
    while not site.stopping.is_set():
        now = await look()
        if now is None:
            return
        if now.seen != sent:
            yield _event("over" if now.is_last else "progress", now.html())
            sent, quiet = now.seen, 0.0
        if now.is_last:
            return
        quiet += every
        if quiet >= _QUIET:
            yield ": at work\n\n"
            quiet = 0.0
        await anyio.sleep(every)


def _event(name: str, html: str) -> str:
    """Write a server-sent event: each line of the data has its own field."""
    lines = "".join(f"data: {line}\n" for line in html.splitlines() if line.strip())
    return f"event: {name}\n{lines or 'data:'}\n"
