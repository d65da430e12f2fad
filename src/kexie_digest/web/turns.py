"""Pages one after another: a queue is quicker than threads that fight for the interpreter.

Takes an endpoint that answers a GET, gives one that waits for its turn. Making a page is
almost all processor time, and Python runs one thread at a time: sixteen threads made a
page in 8 to 10 ms of processor time that one alone makes in 3. An endpoint that takes
longer than :data:`PATIENCE` (a scan that is read again, a preview, a slow disk) steps aside
and goes on beside the others, so that nobody has to say beforehand which ones are slow.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial, wraps
from typing import Any

from anyio import Semaphore, to_thread
from anyio.lowlevel import RunVar

#: Seconds after which an endpoint at work lets the next one begin; a page takes a tenth of it.
PATIENCE = 0.03

#: One queue per event loop: a server has one, each client of a test its own.
_PLACE: RunVar[Semaphore] = RunVar("place")


def in_turn(endpoint: Callable[..., Any]) -> Callable[..., Awaitable[Any]]:
    """Let an endpoint wait for its turn, then work in a thread.

    Args:
        endpoint: A plain function.

    Returns:
        The same for FastAPI: parameters and name are kept.
    """

    @wraps(endpoint)
    async def queued(**values: Any) -> Any:  # noqa: ANN401 - whatever the endpoint takes and gives
        place = _place()
        await place.acquire()
        turn = _Turn(place)
        after = asyncio.get_running_loop().call_later(PATIENCE, turn.end)
        try:
            return await to_thread.run_sync(partial(endpoint, **values))
        finally:
            after.cancel()
            turn.end()

    return queued


class _Turn:
    """The right to make a page, given up once."""

    def __init__(self, place: Semaphore) -> None:
        self._place: Semaphore | None = place

    def end(self) -> None:
        if self._place is not None:
            self._place.release()
            self._place = None


def _place() -> Semaphore:
    try:
        return _PLACE.get()
    except LookupError:
        place = Semaphore(1, fast_acquire=True)
        _PLACE.set(place)
        return place
