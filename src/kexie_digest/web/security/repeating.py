"""``Idempotency-Key``: a POST that comes twice is carried out once.

Takes a request and what answers it, gives the answer, the stored one where there is one.
The header follows draft-ietf-httpapi-idempotency-key-header; only the API reads it.
"""

import re
from collections.abc import Awaitable, Callable

from anyio import to_thread
from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from kexie_digest.errors import KexieDigestError
from kexie_digest.workflows.desk import repeating as workflow

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
_KEY = re.compile(r"[\x21-\x7e]{1,200}")
#: Refusals: nothing was changed, so the key may be used again once the request is mended.
_REFUSALS = (KexieDigestError, RequestValidationError, HTTPException)


class BadKey(KexieDigestError):  # noqa: N818 - reads as a statement at the place it is caught
    """Idempotency-Key 应为 1 到 200 个可见的 ASCII 字符 (the idempotency key cannot be used)."""

    code = "bad_idempotency_key"
    advice = "可用随机的 UUID。"
    permanent = True


async def once(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
    """Answer a request, or give the answer it had before.

    Args:
        request: One the guard let through.
        answer: Carries it out.

    Returns:
        The answer; one given again says so in ``Idempotency-Replayed``.

    Raises:
        BadKey: The key is empty, too long or no visible ASCII.
        KexieDigestError: As the endpoint, or the key was used for another request.
    """
    key = request.headers.get(HEADER)
    visitor = request.state.visitor
    if key is None or visitor is None or request.method != "POST" or not request.url.path.startswith("/api/"):
        return await answer(request)
    if not _KEY.fullmatch(key):
        raise BadKey
    store, user = request.app.state.site.context.store, visitor.user.name
    found = await to_thread.run_sync(workflow.begin, store, user, key, await _whole(request))
    if found is not None:
        headers = {REPLAYED: "true"}
        return Response(found.body, found.status, headers, media_type="application/json")
    try:
        response = await answer(request)
    except _REFUSALS:
        await to_thread.run_sync(workflow.give_up, store, user, key)
        raise
    body = bytes(response.body).decode()
    await to_thread.run_sync(workflow.finish, store, user, key, response.status_code, body)
    return response


async def _whole(request: Request) -> bytes:
    """Put together what makes two requests the same; the body is kept for the endpoint."""
    kind = request.headers.get("content-type", "")
    head = f"{request.method}\n{request.url.path}\n{request.url.query}\n{kind}"
    return head.encode() + b"\n\n" + await request.body()
