"""How much a request may carry: little, but for a dropped file.

Takes an ASGI application, gives one that answers 413 as soon as too much has come,
whatever the length was said to be.
"""

from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kexie_digest.web import problems
from kexie_digest.workflows.desk.dropping import LARGEST, TOGETHER
from kexie_digest.workflows.desk.readers import LARGEST as LARGEST_LIST

#: Bytes of a form; a long title is 300.
FORM = 256 * 1024
#: Paths that take a file, and how much may surround it.
UPLOADS = {
    "/desk/drops": TOGETHER + FORM,
    "/desk/readers/import": LARGEST_LIST + FORM,
    "/api/drops": LARGEST + FORM,
    "/api/recipients/import": LARGEST_LIST + FORM,
}


class _TooMuchError(Exception):
    """More came than may."""


class BodyLimit:
    """ASGI middleware that counts what comes in."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, or 413."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit, seen, has_begun = UPLOADS.get(scope["path"], FORM), 0, False

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                raise _TooMuchError
            return message

        async def answered(message: Message) -> None:
            nonlocal has_begun
            if seen > limit and not has_begun:
                return  # an error page about the body that we cut off
            has_begun = True
            await send(message)

        if _announced(scope) <= limit:
            with suppress(_TooMuchError):
                await self._app(scope, counted, answered)
        if not has_begun:
            await _refuse(scope, receive, send)


def _announced(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    response = problems.too_large(scope)
    response.headers["Connection"] = "close"  # what else comes is not read
    await response(scope, receive, send)
